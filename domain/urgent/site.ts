import { toDegrees, toMetres } from "../geo/projection.ts";
import type { Footprint } from "../interventions/intervention.ts";
import { findSection, lineOnStreet, type StreetAxis } from "../places/on-street.ts";
import { type Metres, pathLength, projectOnPath } from "../places/path.ts";

/** How big a hole is, along the street and across it. Assumed, from what crews of each trade open; a slider corrects. */
export const SITE_SIZES = {
  hole: { lengthMetres: 2, widthMetres: 1.5 },
  trench: { lengthMetres: 6, widthMetres: 2 },
  long: { lengthMetres: 20, widthMetres: 2.5 },
} as const;
export type SiteSize = keyof typeof SITE_SIZES;

export interface SiteMeasures {
  readonly lengthMetres: number;
  readonly widthMetres: number;
}

/** Farther than this from every axis somebody stands in a courtyard or a park, and digs there. */
const REACH_METRES = 40;
/** A phone tells its place to some ten metres: no reason to dig inside a house. */
const UNKNOWN_HALF_METRES = 3;

export interface Site {
  readonly footprint: Footprint;
  /** The street it lies along; null away from streets. */
  readonly street: string | null;
}

/**
 * The ground of a dig at a place: along the nearest street, as far beside its axis as the place is and no farther
 * than its walls; away from streets, west to east.
 *
 * @param place CRS84 degrees
 */
export function siteAt(
  streets: readonly StreetAxis[],
  place: readonly [number, number],
  { lengthMetres, widthMetres }: SiteMeasures,
): Site {
  const at = toMetres(place);
  const section = findSection(streets, at, REACH_METRES);
  if (section === null) {
    const [x, y] = at;
    return {
      street: null,
      footprint: lineOf(
        [
          [x - lengthMetres / 2, y],
          [x + lengthMetres / 2, y],
        ],
        widthMetres,
      ),
    };
  }
  const { axis, street } = section;
  const total = pathLength(axis);
  const { alongMetres, rightMetres } = projectOnPath(axis, at);
  const from = Math.max(0, Math.min(alongMetres - lengthMetres / 2, total - lengthMetres));
  const half = street.widthMetres > 0 ? street.widthMetres / 2 : UNKNOWN_HALF_METRES;
  const room = Math.max(0, half - widthMetres / 2);
  const line = lineOnStreet({
    ...section,
    fromMetres: from,
    toMetres: Math.min(total, from + lengthMetres),
    rightMetres: Math.max(-room, Math.min(room, rightMetres)),
  });
  return { street: street.name, footprint: lineOf(line, widthMetres) };
}

function lineOf(path: readonly Metres[], widthMetres: number): Footprint {
  // Eight decimals of a degree are a millimetre.
  const coordinates = path.map((point) => {
    const [longitude, latitude] = toDegrees(point);
    return [Number(longitude.toFixed(8)), Number(latitude.toFixed(8))] as [number, number];
  });
  return { kind: "line", line: { type: "LineString", coordinates }, widthMetres };
}
