/** Stretches as the contract tells them: in degrees, with the side that was asked for. */

import { toDegrees } from "../../../domain/geo/projection.ts";
import type { LocatedStretch } from "../../../domain/places/contract.ts";
import { type Metres, offsetPath, type Path, pathLength } from "../../../domain/places/path.ts";
import type { AskedSide, AskedStretch, PlaceSentence } from "../../../domain/places/place-text.ts";
import {
  compassOf,
  type Side,
  type Stretch,
  sideOfParity,
  sideTowards,
} from "../../../domain/places/stretch.ts";
import type { Db } from "../../platform/db.ts";
import * as store from "./graph-store.ts";
import { type FoundStretch, type Located, MOST_READINGS } from "./located.ts";
import type { StreetOnGraph } from "./place-memory.ts";
import type { PlaceRow } from "./search-store.ts";
import { getStreetOnGraph } from "./street-on-graph.ts";

export async function present(
  db: Db,
  street: StreetOnGraph,
  { side, stretch, street: words }: PlaceSentence,
  found: readonly FoundStretch[],
): Promise<Located> {
  const readings: LocatedStretch[] = [];
  let isSideOpen = false;
  for (const one of found) {
    const chosen = side === null ? null : await chooseSide(db, street, side, one.stretch);
    if (side !== null && chosen === null) isSideOpen = true;
    const sides: readonly (Side | null)[] =
      side === null ? [null] : chosen === null ? ["left", "right"] : [chosen];
    const byAddresses = chosen !== null && side?.kind === "parity";
    for (const which of sides) readings.push(stretchOf(street, one, which, byAddresses));
  }
  if (readings.length === 1) return { readings, question: null };
  if (found.length === 1 && isSideOpen) {
    return { readings, question: { about: "which-side", words, suggestions: [] } };
  }
  const about = hangsOnEnd(stretch) ? "which-end" : "which-crossing";
  return { readings: readings.slice(0, MOST_READINGS), question: { about, words, suggestions: [] } };
}

/** Whether it matters from which end of the street one looks. */
function hangsOnEnd(stretch: AskedStretch): boolean {
  if (stretch.kind === "measured") return true;
  return stretch.kind === "between" && [stretch.from, stretch.to].some(({ kind }) => kind !== "street");
}

async function chooseSide(
  db: Db,
  street: StreetOnGraph,
  asked: AskedSide,
  { middle }: Stretch,
): Promise<Side | null> {
  if (asked.kind === "side") return asked.side;
  if (asked.kind === "compass") return sideTowards(middle, asked.compass);
  const numbers = await store.listHouseNumbers(db, street.place.streetIds);
  const addresses = numbers.map(({ houseNumber, x, y }) => ({
    number: Number.parseInt(houseNumber, 10),
    place: [x, y] as Metres,
  }));
  return sideOfParity(middle, asked.parity, addresses);
}

function stretchOf(
  street: StreetOnGraph,
  found: FoundStretch,
  side: Side | null,
  byAddresses: boolean,
): LocatedStretch {
  const { stretch, from, to } = found;
  const { middle, widthMetres, carriageways, walk, bridgedMetres } = stretch;
  // A quarter of the width from the middle is the middle of that side.
  const aside = side === null || widthMetres === null ? 0 : (side === "right" ? 1 : -1) * (widthMetres / 4);
  const compass = side === null ? null : compassOf(middle, side);
  const notes: LocatedStretch["notes"] = [];
  if (carriageways.length > 1) notes.push("carriageways");
  if (bridgedMetres > 0) notes.push("bridged-gap");
  if (found.isNear) notes.push("near-crossing");
  if (byAddresses) notes.push("side-by-addresses");
  return {
    text: [street.place.title, from, to].filter((part) => part !== null).join(" – "),
    street: street.place.title,
    streetId: street.place.externalId,
    detail: street.place.detail,
    from,
    to,
    side,
    compass,
    line: lineOf(offsetPath(middle, aside)),
    outline: null,
    carriageways: carriageways.map(lineOf),
    lengthMetres: walk.lengthMetres,
    widthMetres: side === null || widthMetres === null ? widthMetres : widthMetres / 2,
    extent: extentOf(carriageways.flat().map(degrees)),
    notes,
  };
}

function degrees([x, y]: Metres): [number, number] {
  const [longitude, latitude] = toDegrees([x, y]);
  return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7];
}

function lineOf(path: Path): { type: "LineString"; coordinates: [number, number][] } {
  return { type: "LineString", coordinates: path.map(degrees) };
}

function extentOf(points: readonly (readonly [number, number])[]): [number, number, number, number] {
  const [longitudes, latitudes] = [
    points.map(([longitude]) => longitude),
    points.map(([, latitude]) => latitude),
  ];
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}

/** A square: its ground where that is known, else the hull of the streets that bear its name. */
export async function presentSquare(db: Db, place: PlaceRow): Promise<Located> {
  const known = await store.findSquareOutline(db, place.title);
  const outline = known ?? (await store.findHullOfStreet(db, place.id, place.streetIds));
  const street = await getStreetOnGraph(db, place);
  const [longest] = [...street.segments].sort((a, b) => pathLength(b.path) - pathLength(a.path));
  if (outline === null && longest === undefined) {
    return { readings: [], question: { about: "no-street", words: place.title, suggestions: [] } };
  }
  const carriageways = street.segments.map(({ path }) => lineOf(path));
  const reading: LocatedStretch = {
    text: place.title,
    street: place.title,
    streetId: place.externalId,
    detail: place.detail,
    from: null,
    to: null,
    side: null,
    compass: null,
    line: outline === null ? lineOf(longest!.path) : null,
    outline,
    carriageways,
    lengthMetres: place.sizeMetres,
    widthMetres: null,
    extent: extentOf(
      outline ? outline.coordinates[0]! : carriageways.flatMap(({ coordinates }) => coordinates),
    ),
    notes: known === null && outline !== null ? ["outline-of-streets"] : [],
  };
  return { readings: [reading], question: null };
}
