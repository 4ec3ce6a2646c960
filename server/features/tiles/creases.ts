/** The drawn edges of a building: its roof's outline and the upright edges where a wall turns. */
import type { LineBuilder, Vector } from "./mesh-builder.ts";
import { lift, type PlacedRing } from "./placed-rings.ts";

/** A wall that turns by less is one curved wall. */
const SHARPEST_SMOOTH_TURN = Math.cos((20 * Math.PI) / 180);
/** The lines stand this far off the faces, or half of every line would sink into them. */
const STAND_OFF_METRES = 0.04;

export interface Creases {
  readonly fromMetres: number;
  readonly toMetres: number;
  /** Also along the lower edge: that of a wall which hangs over an arcade. Walls on the ground have none. */
  readonly lowerEdge: boolean;
  readonly featureId: number;
}

export function addCreases(
  lines: LineBuilder,
  rings: readonly PlacedRing[],
  { fromMetres, toMetres, lowerEdge, featureId }: Creases,
): void {
  for (const ring of rings) {
    const head: number[] = [];
    const foot: number[] = [];
    for (let i = 0; i < ring.length; i++) {
      const corner = cornerOf(ring, i);
      const at = (heightMetres: number) =>
        lines.addVertex(add(lift(ring[i]!, heightMetres), corner.outward), featureId);
      head.push(at(toMetres + STAND_OFF_METRES));
      if (lowerEdge) foot.push(at(fromMetres - STAND_OFF_METRES));
      if (corner.sharp) lines.addSegment(head[i]!, lowerEdge ? foot[i]! : at(fromMetres));
    }
    for (let i = 0; i < ring.length; i++) {
      const next = (i + 1) % ring.length;
      lines.addSegment(head[i]!, head[next]!);
      if (lowerEdge) lines.addSegment(foot[i]!, foot[next]!);
    }
  }
}

function cornerOf(ring: PlacedRing, i: number): { sharp: boolean; outward: Vector } {
  const before = direction(ring, (i + ring.length - 1) % ring.length, i);
  const after = direction(ring, i, (i + 1) % ring.length);
  const turn = before[0] * after[0] + before[1] * after[1];
  // Outside lies on the right of both edges.
  const east = before[1] + after[1];
  const north = -before[0] - after[0];
  const length = Math.hypot(east, north) || 1;
  return {
    sharp: turn < SHARPEST_SMOOTH_TURN,
    outward: [(east / length) * STAND_OFF_METRES, (north / length) * STAND_OFF_METRES, 0],
  };
}

function direction(ring: PlacedRing, from: number, to: number): [number, number] {
  const east = ring[to]!.surface[0] - ring[from]!.surface[0];
  const north = ring[to]!.surface[1] - ring[from]!.surface[1];
  const length = Math.hypot(east, north) || 1;
  return [east / length, north / length];
}

function add(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}
