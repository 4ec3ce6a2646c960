/** The ground in front of a house number: twenty metres of the street, on the side of the house. */
import { toDegrees } from "../../../domain/geo/projection.ts";
import type { LocatedStretch } from "../../../domain/places/contract.ts";
import { offsetPath, type Path, pathLength, projectOnPath, slicePath } from "../../../domain/places/path.ts";
import { plainHouseNumber } from "../../../domain/places/search-text.ts";
import type { Db } from "../../platform/db.ts";
import { STREETS } from "./answer.ts";
import * as store from "./graph-store.ts";
import type { StreetOnGraph } from "./place-memory.ts";
import { rankPlaces } from "./rank-places.ts";
import { getStreetOnGraph } from "./street-on-graph.ts";

/** As much as "via X angolo via Y" takes to either side of the crossing. */
const HALF_METRES = 10;
/** Streets that fit this much worse than the best one are not meant. */
const RIVAL_SCORE = 0.12;
const STREETS_TRIED = 6;
const DEGREE_DECIMALS = 1e7;

/** Streets where the number is known, each a reading; none: nobody has told us of it. */
export async function locateHouse(db: Db, name: string, houseNumber: string): Promise<LocatedStretch[]> {
  const ranked = await rankPlaces(db, name, STREETS);
  const top = ranked[0]?.score ?? 0;
  const readings: LocatedStretch[] = [];
  for (const { row, score } of ranked.slice(0, STREETS_TRIED)) {
    if (top - score > RIVAL_SCORE) break;
    const numbers = await store.listHouseNumbers(db, row.streetIds);
    const house = numbers.find((one) => plainHouseNumber(one.houseNumber) === houseNumber);
    if (house === undefined) continue;
    const reading = frontOf(await getStreetOnGraph(db, row), [house.x, house.y], house.houseNumber);
    if (reading !== null) readings.push(reading);
  }
  return readings;
}

function frontOf(
  street: StreetOnGraph,
  house: readonly [number, number],
  houseNumber: string,
): LocatedStretch | null {
  const near = street.segments
    .map((segment) => ({ segment, ...projectOnPath(segment.path, house) }))
    .sort((a, b) => a.distanceMetres - b.distanceMetres)[0];
  if (near === undefined) return null;
  const { segment, alongMetres, rightMetres } = near;
  const length = pathLength(segment.path);
  const from = Math.max(0, Math.min(alongMetres - HALF_METRES, length - 2 * HALF_METRES));
  const axis = slicePath(segment.path, from, Math.min(length, from + 2 * HALF_METRES));
  const side = rightMetres > 0 ? "right" : "left";
  const aside = segment.widthMetres === null ? 0 : (segment.widthMetres / 4) * (side === "right" ? 1 : -1);
  const line = offsetPath(axis, aside);
  const points = line.map(degrees);
  const [longitudes, latitudes] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return {
    text: `${street.place.title} ${houseNumber}`,
    street: street.place.title,
    streetId: street.place.externalId,
    detail: street.place.detail,
    from: houseNumber,
    to: null,
    side,
    compass: null,
    line: { type: "LineString", coordinates: points },
    outline: null,
    carriageways: [{ type: "LineString", coordinates: axis.map(degrees) }],
    lengthMetres: pathLength(axis),
    widthMetres: segment.widthMetres === null ? null : segment.widthMetres / 2,
    extent: [
      Math.min(...longitudes),
      Math.min(...latitudes),
      Math.max(...longitudes),
      Math.max(...latitudes),
    ],
    notes: [],
  };
}

function degrees(place: Path[number]): [number, number] {
  const [longitude, latitude] = toDegrees(place);
  return [
    Math.round(longitude * DEGREE_DECIMALS) / DEGREE_DECIMALS,
    Math.round(latitude * DEGREE_DECIMALS) / DEGREE_DECIMALS,
  ];
}
