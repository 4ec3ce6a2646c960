/** The nearest point of a street's axis, for a drawn line to catch on. */
import Flatbush from "flatbush";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import { planeAt } from "../plane.ts";

type Degrees = readonly [number, number];

export interface StreetSnap {
  /** The axis' nearest point within `reachMetres`, or null. */
  findNearest(place: Degrees, reachMetres: number): [number, number] | null;
}

export function snapToStreets(streets: readonly StreetFeature[]): StreetSnap {
  const pieces = streets.flatMap(({ geometry }) =>
    geometry.coordinates.flatMap((line) => line.slice(1).map((to, i) => [line[i]!, to] as const)),
  );
  if (pieces.length === 0) return { findNearest: () => null };
  const index = new Flatbush(pieces.length);
  for (const [a, b] of pieces) {
    index.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
  }
  index.finish();

  return {
    findNearest(place, reachMetres) {
      const plane = planeAt(place);
      const [west, south] = plane.toDegrees([-reachMetres, -reachMetres]);
      const [east, north] = plane.toDegrees([reachMetres, reachMetres]);
      let nearest: readonly [number, number] | null = null;
      let best = reachMetres;
      for (const found of index.search(west, south, east, north)) {
        const [from, to] = pieces[found]!;
        const point = nearestToOrigin(plane.toMetres(from), plane.toMetres(to));
        const distance = Math.hypot(point[0], point[1]);
        if (distance <= best) [nearest, best] = [point, distance];
      }
      return nearest && plane.toDegrees(nearest);
    },
  };
}

function nearestToOrigin(a: readonly [number, number], b: readonly [number, number]): [number, number] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(Math.max(-(a[0] * dx + a[1] * dy) / length, 0), 1);
  return [a[0] + t * dx, a[1] + t * dy];
}
