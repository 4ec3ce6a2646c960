import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { toDegrees, toMetres } from "../../../domain/geo/projection.ts";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { locateOnStreet, type StreetFeature } from "../../../domain/places/contract.ts";
import { findOnStreet, type OnStreet } from "../../../domain/places/on-street.ts";
import { pathLength, pointAlong, projectOnPath } from "../../../domain/places/path.ts";
import { call } from "../../api/call.ts";
import { indexStreets, type StreetIndex } from "../../scene/draw/street-index.ts";

/** A line on a broad street's pavement is this far from its axis. */
const REACH_METRES = 40;

export interface LineOnStreet {
  readonly on: OnStreet;
  readonly index: StreetIndex;
}

/** The street that a drawn line lies along; null for an area, and away from streets. */
export function useOnStreet(
  footprint: Footprint | null,
  streets: readonly StreetFeature[],
): LineOnStreet | null {
  const line = footprint?.kind === "line" ? footprint.line : null;
  const wanted = line !== null;
  // A whole city takes a tenth of a second: only once there is a line.
  const index = useMemo(() => (wanted ? indexStreets(streets) : null), [wanted, streets]);
  return useMemo(() => {
    if (line === null || index === null) return null;
    const on = findOnStreet(index.along(line.coordinates, REACH_METRES), line.coordinates.map(toMetres));
    return on && { on, index };
  }, [line, index]);
}

/** The streets that meet the street where the line ends. */
export function crossingAt({ on, index }: LineOnStreet, alongMetres: number): string {
  const at = toDegrees(pointAlong(on.axis, alongMetres));
  return index.crossingNames(at, on.street.name).join(", ");
}

/**
 * On which side of the axis, in the line's direction, the even house numbers are. Null: not known, or the street's
 * name has more than one meaning.
 */
export function useEvenSide(on: OnStreet | null): "left" | "right" | null {
  const text = on === null ? "" : `${on.street.name}, lato pari`;
  const even = useQuery({
    queryKey: ["even side", text],
    queryFn: ({ signal }) => call(locateOnStreet, { query: { text }, signal }),
    enabled: on !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return useMemo(() => {
    const [reading, ...others] = even.data?.readings ?? [];
    if (on === null || !reading?.line || others.length > 0 || even.data?.question) return null;
    const middle = pointAlong(on.axis, (on.fromMetres + on.toMetres) / 2);
    const side = reading.line.coordinates.map(toMetres);
    const beside = pointAlong(side, projectOnPath(side, middle).alongMetres);
    const { rightMetres, distanceMetres } = projectOnPath(on.axis, beside);
    // Where the street ends elsewhere than its even side, the nearest place lies ahead and not beside.
    if (distanceMetres > pathLength(on.axis) || Math.abs(rightMetres) < 0.5) return null;
    return rightMetres > 0 ? "right" : "left";
  }, [on, even.data]);
}

const COMPASS = ["north", "east", "south", "west"] as const;

/** Where a side of the street lies, seen from its axis. */
export function compassOf(on: OnStreet, side: "left" | "right"): (typeof COMPASS)[number] {
  const [from, to] = [pointAlong(on.axis, on.fromMetres), pointAlong(on.axis, on.toMetres)];
  const along = (Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI;
  const bearing = along + (side === "right" ? 90 : -90);
  return COMPASS[Math.round((((bearing % 360) + 360) % 360) / 90) % 4]!;
}
