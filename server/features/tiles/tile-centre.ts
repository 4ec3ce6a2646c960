import type { DegreeRings } from "./store.ts";

/** The middle of the box around all corners, in degrees. */
export function middleOf(polygons: readonly DegreeRings[]): [number, number] {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const rings of polygons) {
    for (const [longitude, latitude] of rings[0] ?? []) {
      west = Math.min(west, longitude);
      east = Math.max(east, longitude);
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
    }
  }
  return [(west + east) / 2, (south + north) / 2];
}
