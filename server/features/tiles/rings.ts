/** Polygons as flat rings of numbers: [x0, y0, x1, y1, …], the closing corner left out. */
import { type Box, degreesAround } from "./degrees-around.ts";

export type FlatRing = Float64Array;

/** First ring outside and counter-clockwise, the others holes, clockwise; the same corners twice. */
export interface Shape {
  /** EPSG:32632. */
  readonly metres: readonly FlatRing[];
  /** Longitude and latitude. */
  readonly degrees: readonly FlatRing[];
}

/** Two corners nearer than that are one. */
const SAME_PLACE_METRES = 0.01;

/** Without the closing corner and repeated ones, and turned the way its place in the polygon asks for. */
export function cleanRing(ring: FlatRing, counterClockwise: boolean): FlatRing {
  const kept = new Float64Array(ring.length);
  let length = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = [ring[i]!, ring[i + 1]!];
    if (length > 0 && near(kept[length - 2]!, kept[length - 1]!, x, y)) continue;
    kept[length++] = x;
    kept[length++] = y;
  }
  while (length > 2 && near(kept[0]!, kept[1]!, kept[length - 2]!, kept[length - 1]!)) length -= 2;
  const clean = kept.slice(0, length);
  return signedArea(clean) > 0 === counterClockwise ? clean : reversed(clean);
}

function near(ax: number, ay: number, bx: number, by: number): boolean {
  return Math.abs(ax - bx) < SAME_PLACE_METRES && Math.abs(ay - by) < SAME_PLACE_METRES;
}

/** Positive when the ring runs counter-clockwise. */
export function signedArea(ring: ArrayLike<number>): number {
  let twice = 0;
  const [x0, y0] = [ring[0]!, ring[1]!];
  for (let i = 2; i + 3 < ring.length; i += 2) {
    twice += (ring[i]! - x0) * (ring[i + 3]! - y0) - (ring[i + 2]! - x0) * (ring[i + 1]! - y0);
  }
  return twice / 2;
}

export function reversed(ring: FlatRing): FlatRing {
  const turned = new Float64Array(ring.length);
  for (let i = 0; i < ring.length; i += 2) {
    turned[i] = ring[ring.length - 2 - i]!;
    turned[i + 1] = ring[ring.length - 1 - i]!;
  }
  return turned;
}

export function boxOf(polygons: Iterable<readonly FlatRing[]>): Box {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rings of polygons) {
    const outside = rings[0];
    if (!outside) continue;
    for (let i = 0; i < outside.length; i += 2) {
      box[0] = Math.min(box[0], outside[i]!);
      box[1] = Math.min(box[1], outside[i + 1]!);
      box[2] = Math.max(box[2], outside[i]!);
      box[3] = Math.max(box[3], outside[i + 1]!);
    }
  }
  return box;
}

/** The same polygons in degrees as well; worked out once for the box around them all. */
export function shapesOf(polygons: readonly (readonly FlatRing[])[]): Shape[] {
  if (polygons.length === 0) return [];
  const turn = degreesAround(boxOf(polygons));
  return polygons.map((metres) => ({ metres, degrees: metres.map((ring) => turnRing(ring, turn)) }));
}

export function turnRing(ring: FlatRing, turn: (x: number, y: number) => [number, number]): FlatRing {
  const turned = new Float64Array(ring.length);
  for (let i = 0; i < ring.length; i += 2) {
    const [longitude, latitude] = turn(ring[i]!, ring[i + 1]!);
    turned[i] = longitude;
    turned[i + 1] = latitude;
  }
  return turned;
}
