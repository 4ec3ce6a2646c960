/** Plane geometry on open rings (the first point is not repeated), counter-clockwise, metres. */
export type Point = readonly [number, number];

export const add = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1]];
export const subtract = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]];
export const scale = (a: Point, k: number): Point => [a[0] * k, a[1] * k];
export const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1];
export const cross = (a: Point, b: Point): number => a[0] * b[1] - a[1] * b[0];
/** Not `Math.hypot`, which V8 runs several times slower. */
export const distance = (a: Point, b: Point): number => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2);
export const leftOf = (direction: Point): Point => [-direction[1], direction[0]];
export const between = (a: Point, b: Point, t: number): Point => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
];
export function directionOf(a: Point, b: Point): Point {
  const length = distance(a, b);
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

/** Square metres; negative when the ring runs clockwise. */
export function signedArea(ring: readonly Point[]): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) twice += cross(ring[i]!, ring[(i + 1) % ring.length]!);
  return twice / 2;
}

export function centroid(ring: readonly Point[]): Point {
  const origin = ring[0]!;
  let x = 0;
  let y = 0;
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = subtract(ring[i]!, origin);
    const b = subtract(ring[(i + 1) % ring.length]!, origin);
    const part = cross(a, b);
    twice += part;
    x += (a[0] + b[0]) * part;
    y += (a[1] + b[1]) * part;
  }
  return [origin[0] + x / (3 * twice), origin[1] + y / (3 * twice)];
}

export function containsPoint(ring: readonly Point[], point: Point): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > point[1] !== yj > point[1] && point[0] < ((xj - xi) * (point[1] - yi)) / (yj - yi) + xi) {
      inside = !inside;
    }
  }
  return inside;
}

/** Where the lines a + t·da and b + s·db meet: t, or null when they run parallel. */
export function meetingParameter(a: Point, da: Point, b: Point, db: Point): number | null {
  const turn = cross(da, db);
  return Math.abs(turn) < 1e-9 ? null : cross(subtract(b, a), db) / turn;
}

export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const along = subtract(b, a);
  const t = Math.max(0, Math.min(1, dot(subtract(point, a), along) / dot(along, along)));
  return distance(point, between(a, b, t));
}

export function distanceToRing(point: Point, ring: readonly Point[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ring.length; i++) {
    nearest = Math.min(nearest, distanceToSegment(point, ring[i]!, ring[(i + 1) % ring.length]!));
  }
  return nearest;
}

/** What of a convex ring lies left of the line through `from` with `direction`. */
export function cutToLeft(ring: readonly Point[], from: Point, direction: Point): Point[] {
  const kept: Point[] = [];
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    const sideA = cross(direction, subtract(a, from));
    const sideB = cross(direction, subtract(b, from));
    if (sideA >= 0) kept.push(a);
    if (sideA >= 0 !== sideB >= 0) kept.push(between(a, b, sideA / (sideA - sideB)));
  }
  return tidy(kept);
}

/** Without repeated points, needless points on a straight side and spikes that fold back on themselves. */
export function tidy(ring: readonly Point[], tolerance = 0.02): Point[] {
  const kept = [...ring];
  for (let changed = true; changed && kept.length > 2; ) {
    changed = false;
    for (let i = 0; i < kept.length && kept.length > 2; i++) {
      const before = kept[(i + kept.length - 1) % kept.length]!;
      const here = kept[i]!;
      const after = kept[(i + 1) % kept.length]!;
      const reach = distance(before, after);
      const off =
        reach < tolerance ? 0 : Math.abs(cross(subtract(here, before), subtract(after, before))) / reach;
      if (distance(before, here) < tolerance || off < 0.004) {
        kept.splice(i, 1);
        changed = true;
        i--;
      }
    }
  }
  return kept.length > 2 ? kept : [];
}

export function isConvex(ring: readonly Point[]): boolean {
  return ring.every((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    const c = ring[(i + 2) % ring.length]!;
    return cross(subtract(b, a), subtract(c, b)) > -1e-6;
  });
}

/** Twice the area of the triangle, without making points of it: this is the generator's innermost loop. */
function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function properlyCross(a: Point, b: Point, c: Point, d: Point): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function boxesMeet(a: readonly Point[], b: readonly Point[]): boolean {
  for (const axis of [0, 1] as const) {
    let [lowA, highA, lowB, highB] = [a[0]![axis], a[0]![axis], b[0]![axis], b[0]![axis]];
    for (const point of a) {
      lowA = Math.min(lowA, point[axis]);
      highA = Math.max(highA, point[axis]);
    }
    for (const point of b) {
      lowB = Math.min(lowB, point[axis]);
      highB = Math.max(highB, point[axis]);
    }
    if (highA < lowB || highB < lowA) return false;
  }
  return true;
}

export function isSimple(ring: readonly Point[]): boolean {
  for (let i = 0; i < ring.length; i++) {
    for (let j = i + 2; j < ring.length; j++) {
      if (i === 0 && j === ring.length - 1) continue;
      if (properlyCross(ring[i]!, ring[i + 1]!, ring[j]!, ring[(j + 1) % ring.length]!)) return false;
    }
  }
  return ring.length > 2;
}

/** Whether two rings share ground, for rings that do not merely touch. */
export function ringsOverlap(a: readonly Point[], b: readonly Point[]): boolean {
  if (!boxesMeet(a, b)) return false;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      if (properlyCross(a[i]!, a[(i + 1) % a.length]!, b[j]!, b[(j + 1) % b.length]!)) return true;
    }
  }
  return containsPoint(b, a[0]!) || containsPoint(a, b[0]!);
}

export function rectangle(centre: Point, along: Point, length: number, width: number): Point[] {
  const half = scale(along, length / 2);
  const side = scale(leftOf(along), width / 2);
  return [
    subtract(subtract(centre, half), side),
    subtract(add(centre, half), side),
    add(add(centre, half), side),
    add(subtract(centre, half), side),
  ];
}
