import type { Position, Ring } from "./geometry.ts";

export interface Crossing {
  readonly ring: number;
  /** Index of the first position of the edge that crosses or touches another. */
  readonly position: number;
}

/**
 * The first edge of a polygon that crosses or touches an edge it is not joined to, or null. Quadratic in the
 * number of edges (1,000 at most by schema: half a million pairs, ~4 ms).
 */
export function findSelfIntersection(rings: readonly Ring[]): Crossing | null {
  const edge = findCrossingEdge(rings);
  return edge === null ? null : { ring: edge.ring, position: edge.position };
}

function findCrossingEdge(rings: readonly Ring[]): Crossing | null {
  interface Edge extends Crossing {
    readonly from: Position;
    readonly to: Position;
    readonly count: number;
  }
  const edges: Edge[] = [];
  rings.forEach((ring, r) => {
    for (let i = 0; i + 1 < ring.length; i++) {
      edges.push({ ring: r, position: i, from: ring[i]!, to: ring[i + 1]!, count: ring.length - 1 });
    }
  });
  const point = edges.find(({ from, to }) => from[0] === to[0] && from[1] === to[1]);
  if (point !== undefined) return point;
  for (let i = 0; i < edges.length; i++) {
    const a = edges[i]!;
    for (let j = i + 1; j < edges.length; j++) {
      const b = edges[j]!;
      if (a.ring === b.ring) {
        const gap = b.position - a.position;
        const joined = gap === 1 || gap === a.count - 1;
        // Neighbours share one end; they are wrong only when they fold back over each other.
        if (joined ? foldsBack(a, b) : edgesTouch(a.from, a.to, b.from, b.to)) return a;
      } else if (edgesTouch(a.from, a.to, b.from, b.to)) return a;
    }
  }
  return null;
}

function foldsBack(
  a: { readonly from: Position; readonly to: Position },
  b: { readonly from: Position; readonly to: Position },
): boolean {
  if (side(a.from, a.to, b.from) !== 0 || side(a.from, a.to, b.to) !== 0) return false;
  const along = (a.to[0] - a.from[0]) * (b.to[0] - b.from[0]) + (a.to[1] - a.from[1]) * (b.to[1] - b.from[1]);
  return along < 0;
}

/** Sign of the area of the triangle: 1 when `c` is left of a→b, -1 right, 0 on the line. */
function side(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

function within(a: Position, b: Position, c: Position): boolean {
  return (
    Math.min(a[0], b[0]) <= c[0] &&
    c[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= c[1] &&
    c[1] <= Math.max(a[1], b[1])
  );
}

function edgesTouch(a: Position, b: Position, c: Position, d: Position): boolean {
  const sides = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)] as const;
  if (sides[0] !== sides[1] && sides[2] !== sides[3] && sides.every((s) => s !== 0)) return true;
  return (
    (sides[0] === 0 && within(a, b, c)) ||
    (sides[1] === 0 && within(a, b, d)) ||
    (sides[2] === 0 && within(c, d, a)) ||
    (sides[3] === 0 && within(c, d, b))
  );
}
