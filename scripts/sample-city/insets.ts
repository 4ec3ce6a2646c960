/** Offsetting a ring inwards, each side by its own distance, and the bands of ground between two offsets. */
import {
  add,
  between,
  cross,
  directionOf,
  distance,
  dot,
  leftOf,
  meetingParameter,
  type Point,
  scale,
  subtract,
  tidy,
} from "./plane.ts";

/**
 * Where the sides of a ring end up once offset. Side i runs from starts[i] to ends[i]; a side that its
 * neighbours swallow has both at the point where those meet.
 */
export interface Inset {
  readonly starts: readonly Point[];
  readonly ends: readonly Point[];
  readonly swallowed: readonly boolean[];
}

/** Below this turn (sine) two sides count as one street that merely changes width. */
const STRAIGHT = 0.12;

function join(
  ring: readonly Point[],
  normals: readonly Point[],
  dirs: readonly Point[],
  offsets: readonly number[],
  i: number,
  j: number,
): [Point, Point] | null {
  const n = ring.length;
  const corner = ring[j]!;
  const di = dirs[i]!;
  const dj = dirs[j]!;
  if ((i + 1) % n === j && Math.abs(cross(di, dj)) < STRAIGHT && dot(di, dj) > 0) {
    const sum = add(normals[i]!, normals[j]!);
    const middle = scale(sum, 1 / Math.hypot(...sum));
    const stretch = 1 / dot(middle, normals[i]!);
    return [
      add(corner, scale(middle, offsets[i]! * stretch)),
      add(corner, scale(middle, offsets[j]! * stretch)),
    ];
  }
  const fromI = add(ring[(i + 1) % n]!, scale(normals[i]!, offsets[i]!));
  const fromJ = add(corner, scale(normals[j]!, offsets[j]!));
  const t = meetingParameter(fromI, di, fromJ, dj);
  if (t === null) return dot(di, dj) > 0 ? [fromI, fromJ] : null;
  const point = add(fromI, scale(di, t));
  return [point, point];
}

/** Null when nothing is left inside. */
export function insetRing(ring: readonly Point[], offsets: readonly number[]): Inset | null {
  const n = ring.length;
  const dirs = ring.map((a, i) => directionOf(a, ring[(i + 1) % n]!));
  const normals = dirs.map(leftOf);
  const active = ring.map((_, i) => i);
  const starts: Point[] = new Array(n);
  const ends: Point[] = new Array(n);
  for (;;) {
    if (active.length < 3) return null;
    for (let k = 0; k < active.length; k++) {
      const i = active[k]!;
      const j = active[(k + 1) % active.length]!;
      const meeting = join(ring, normals, dirs, offsets, i, j);
      if (!meeting) return null;
      ends[i] = meeting[0];
      starts[j] = meeting[1];
    }
    let worst = -1;
    let worstLength = -1e-6;
    active.forEach((i, k) => {
      const length = dot(subtract(ends[i]!, starts[i]!), dirs[i]!);
      if (length < worstLength) {
        worst = k;
        worstLength = length;
      }
    });
    if (worst < 0) break;
    active.splice(worst, 1);
  }
  const swallowed = ring.map((_, i) => !active.includes(i));
  // A swallowed side stands where the side before it ends.
  for (let k = 0; k < active.length; k++) {
    const i = active[k]!;
    const j = active[(k + 1) % active.length]!;
    for (let lost = (i + 1) % n; lost !== j; lost = (lost + 1) % n) {
      starts[lost] = ends[i]!;
      ends[lost] = ends[i]!;
    }
  }
  return { starts, ends, swallowed };
}

export function ringOf(inset: Inset): Point[] {
  return tidy(inset.starts.flatMap((start, i) => [start, inset.ends[i]!]));
}

/** The ground of side i between two offsets of one ring. */
export function bandOf(outer: Inset, inner: Inset, i: number): Point[] {
  return tidy([outer.starts[i]!, outer.ends[i]!, inner.ends[i]!, inner.starts[i]!]);
}

/** A kerb that turns a corner: from the side before to the side after, through its middle. */
export interface Corner {
  readonly before: readonly Point[];
  readonly after: readonly Point[];
}

/** The corner of an inset at the start of side i, rounded where both sides leave room for the radius. */
export function cornerAt(inset: Inset, i: number, radius: number): Corner {
  const n = inset.starts.length;
  const h = (i + n - 1) % n;
  const end = inset.ends[h]!;
  const start = inset.starts[i]!;
  if (radius > 0 && !inset.swallowed[h] && !inset.swallowed[i] && distance(end, start) < 1e-6) {
    const lengthBefore = distance(inset.starts[h]!, end);
    const lengthAfter = distance(start, inset.ends[i]!);
    if (Math.min(lengthBefore, lengthAfter) > 1) {
      const into = directionOf(inset.starts[h]!, end);
      const out = directionOf(start, inset.ends[i]!);
      const turn = Math.atan2(cross(into, out), dot(into, out));
      if (turn > 0.5 && turn < 2.3) {
        const tangent = Math.min(radius * Math.tan(turn / 2), 0.4 * lengthBefore, 0.4 * lengthAfter);
        const first = subtract(end, scale(into, tangent));
        const last = add(start, scale(out, tangent));
        const reach = tangent / Math.tan(turn / 2);
        const centre = add(first, scale(leftOf(into), reach));
        const towards = directionOf(centre, end);
        const middle = add(centre, scale(towards, reach));
        const half = (a: Point) => {
          const bisector = add(directionOf(centre, a), towards);
          return add(centre, scale(bisector, reach / Math.hypot(...bisector)));
        };
        return { before: [first, half(first), middle], after: [middle, half(last), last] };
      }
    }
  }
  const middle = between(end, start, 0.5);
  return { before: [end, middle], after: [middle, start] };
}
