import earcut, { deviation } from "earcut";

/** Corners as [x0, y0, x1, y1, …] of all rings without their closing corner, and where each hole starts. */
export interface FlatRings {
  readonly coordinates: ArrayLike<number>;
  readonly holeStarts: readonly number[];
}

/** Earcut's triangles must cover the polygon to this fraction: crossing rings and touching holes fail it. */
const LARGEST_DEVIATION = 1e-6;

/**
 * Triples of corner numbers, counter-clockwise, or null when the caller must have the polygon cut into
 * pieces first (`findPieces`).
 */
export function findTriangles({ coordinates, holeStarts }: FlatRings): number[] | null {
  const triangles = earcut(coordinates, holeStarts);
  if (triangles.length === 0) return null;
  if (deviation(coordinates, holeStarts, 2, triangles) > LARGEST_DEVIATION) return null;
  return triangles;
}

/** For what is seen from far: the best that one go brings, whole or not. */
export function roughTriangles({ coordinates, holeStarts }: FlatRings): number[] {
  return earcut(coordinates, holeStarts);
}
