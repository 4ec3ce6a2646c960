/** Where each feature is put: its number, its centroid in EPSG:32632, and how many corners it has. */
export interface Centroids {
  readonly ids: Int32Array;
  readonly corners: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** A leaf holds the ids of its features in ascending order; a branch holds up to four nodes. */
export type QuadNode =
  | { readonly kind: "leaf"; readonly ids: readonly number[] }
  | { readonly kind: "branch"; readonly children: readonly QuadNode[] };

/** Below this many cuts a cell of 100 km is 6 m wide: features that still share it share one centroid. */
const DEEPEST = 14;

/**
 * Halves the square around the centroids until no cell holds more than `maximumCorners`: bytes go with corners,
 * not with features. Every feature lands in exactly one leaf; empty cells are left out.
 */
export function buildQuadtree(centroids: Centroids, maximumCorners: number): QuadNode | null {
  const { ids, corners, x, y } = centroids;
  if (ids.length === 0) return null;
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (let i = 0; i < ids.length; i++) {
    west = Math.min(west, x[i]!);
    east = Math.max(east, x[i]!);
    south = Math.min(south, y[i]!);
    north = Math.max(north, y[i]!);
  }
  const side = Math.max(east - west, north - south);
  return split(Int32Array.from(ids.keys()), west, south, side, 0);

  function split(members: Int32Array, left: number, bottom: number, size: number, depth: number): QuadNode {
    const held = members.reduce((sum, i) => sum + corners[i]!, 0);
    if (held <= maximumCorners || members.length === 1 || depth === DEEPEST) {
      return { kind: "leaf", ids: Array.from(members, (i) => ids[i]!).sort((a, b) => a - b) };
    }
    const half = size / 2;
    const quadrant = (i: number) => (x[i]! >= left + half ? 1 : 0) + (y[i]! >= bottom + half ? 2 : 0);
    const children: QuadNode[] = [];
    for (let q = 0; q < 4; q++) {
      const inside = members.filter((i) => quadrant(i) === q);
      if (inside.length === 0) continue;
      children.push(split(inside, left + (q & 1 ? half : 0), bottom + (q & 2 ? half : 0), half, depth + 1));
    }
    return { kind: "branch", children };
  }
}

export function listLeaves(node: QuadNode | null): readonly (readonly number[])[] {
  if (node === null) return [];
  return node.kind === "leaf" ? [node.ids] : node.children.flatMap(listLeaves);
}
