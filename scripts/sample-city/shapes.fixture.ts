/** Polygons as the tests look at them. */
import type Flatbush from "flatbush";
import type { PolygonGeometry } from "../../domain/geo/geometry.ts";
import { insetRing, ringOf } from "./insets.ts";
import { containsPoint, type Point, signedArea } from "./plane.ts";

export interface Shape {
  /** Open rings, the outer one first. */
  readonly rings: readonly (readonly Point[])[];
  readonly box: readonly [number, number, number, number];
  readonly area: number;
}

/** Rounding to the millimetre moves some 40 km of borders: a hundred-thousandth of the area at most. */
export const CITY_EXTENT_TOLERANCE = 1e-5;

function boxOf(ring: readonly Point[]): [number, number, number, number] {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

export function shapeOf(geom: PolygonGeometry): Shape {
  const rings = geom.coordinates.map((ring) => ring.slice(0, -1).map(([x, y]): Point => [x, y]));
  return { rings, box: boxOf(rings[0]!), area: rings.reduce((sum, ring) => sum + signedArea(ring), 0) };
}

/** Two centimetres smaller all round, so that neighbours that share a wall do not count as overlapping. */
export function shrunk(shape: Shape): Shape {
  const [outer, ...holes] = shape.rings;
  const inset = insetRing(
    outer!,
    outer!.map(() => 0.02),
  );
  const ring = inset ? ringOf(inset) : outer!;
  return { ...shape, rings: [ring.length > 2 ? ring : outer!, ...holes] };
}

export function pointIn(shape: Shape, point: Point): boolean {
  return (
    containsPoint(shape.rings[0]!, point) && !shape.rings.slice(1).some((hole) => containsPoint(hole, point))
  );
}

export function shapesAt(index: Flatbush, shapes: readonly Shape[], [x, y]: Point): number[] {
  return index.search(x, y, x, y).filter((i) => pointIn(shapes[i]!, [x, y]));
}
