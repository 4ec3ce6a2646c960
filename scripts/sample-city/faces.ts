/** The faces of the street plan: the pieces of ground its edges enclose, each walked counter-clockwise. */
import type { Grid, GridEdge } from "./grid.ts";
import { directionOf, type Point, signedArea } from "./plane.ts";

export interface FaceSide {
  readonly edge: GridEdge;
  /** Whether the face lies left of the edge as it runs. */
  readonly forward: boolean;
}

export interface Face {
  readonly id: number;
  /** ring[i] → ring[i + 1] is sides[i]. */
  readonly ring: readonly Point[];
  readonly sides: readonly FaceSide[];
}

interface HalfEdge extends FaceSide {
  readonly from: number;
  readonly to: number;
  readonly angle: number;
}

export function listFaces(grid: Grid): Face[] {
  const outgoing: HalfEdge[][] = grid.nodes.map(() => []);
  for (const edge of grid.edges) {
    for (const forward of [true, false]) {
      const from = forward ? edge.from : edge.to;
      const to = forward ? edge.to : edge.from;
      const [x, y] = directionOf(grid.nodes[from]!, grid.nodes[to]!);
      outgoing[from]!.push({ edge, forward, from, to, angle: Math.atan2(y, x) });
    }
  }
  for (const list of outgoing) list.sort((a, b) => a.angle - b.angle);

  // The face left of a half-edge goes on with the next one clockwise from where it came.
  const following = (half: HalfEdge): HalfEdge => {
    const list = outgoing[half.to]!;
    const back = list.findIndex((other) => other.edge === half.edge);
    return list[(back + list.length - 1) % list.length]!;
  };

  const faces: Face[] = [];
  const seen = new Set<string>();
  for (const list of outgoing) {
    for (const start of list) {
      const sides: HalfEdge[] = [];
      for (let half = start; !seen.has(`${half.edge.id}${half.forward}`); half = following(half)) {
        seen.add(`${half.edge.id}${half.forward}`);
        sides.push(half);
      }
      const ring = sides.map((side) => grid.nodes[side.from]!);
      if (sides.length > 2 && signedArea(ring) > 0) faces.push({ id: faces.length, ring, sides });
    }
  }
  return faces;
}
