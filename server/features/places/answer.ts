import { toDegrees } from "../../../domain/geo/projection.ts";
import type { Place } from "../../../domain/places/contract.ts";
import type { RankedPlace } from "./place-memory.ts";
import type { PlaceRow } from "./search-store.ts";

/** A place for what was sought, and how well it answers. */
export interface Answer {
  readonly place: Place;
  readonly score: number;
}

export const STREETS = ["street", "square"] as const;
/** Streets tried for a house number or a crossing. */
export const STREETS_TRIED = 6;
/** Beside the street asked for, its neighbours in the ranking are worth showing only when they fit about as well. */
const NEAR_SCORE = 0.35;

/** Position and extent of points of the plane (EPSG:32632 metres), in degrees. */
export function inDegrees(
  points: readonly (readonly [number, number])[],
): Pick<Place, "position" | "extent"> {
  const degrees = points.map(toDegrees);
  const [longitudes, latitudes] = [
    degrees.map(([longitude]) => longitude),
    degrees.map(([, latitude]) => latitude),
  ];
  const extent: Place["extent"] = [
    Math.min(...longitudes),
    Math.min(...latitudes),
    Math.max(...longitudes),
    Math.max(...latitudes),
  ];
  return { position: [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2], extent };
}

export function placeOf(row: PlaceRow): Place {
  const [west, south, east, north] = row.box;
  return {
    kind: row.kind,
    id: row.externalId,
    title: row.title,
    detail: row.detail,
    position: toDegrees([row.x, row.y]),
    extent: inDegrees([
      [west, south],
      [west, north],
      [east, south],
      [east, north],
    ]).extent,
    unknownHouseNumber: null,
    apartMetres: null,
  };
}

/** Only what fits about as well as the best: a number asked for is not asked for in every street alike. */
export function bestOf(ranked: readonly RankedPlace[]): RankedPlace[] {
  const top = ranked[0]?.score ?? 0;
  return ranked.filter(({ score }) => top - score < NEAR_SCORE).slice(0, STREETS_TRIED);
}
