/** Outlines whose corners are whole numbers: which edges two of them share, and the outline of several as one. */

/** [x0, y0, x1, y1, …]; solid ground lies on the left of every edge. Empty when nothing is left of it. */
export type GridRing = ArrayLike<number>;

/** Without repeated corners and without ways out and back. */
export function tidyRing(ring: readonly number[]): GridRing {
  const kept: number[] = [];
  for (let i = 0; i < ring.length; i += 2) push(kept, ring[i]!, ring[i + 1]!);
  // What begins as it ends.
  let start = 0;
  for (;;) {
    const length = kept.length - start;
    if (length < 6) return [];
    const last = kept.length - 2;
    if (isSame(kept, start, last)) {
      kept.length = last;
    } else if (isSame(kept, start, last - 2)) {
      kept.length = last;
    } else if (isSame(kept, start + 2, last)) {
      start += 2;
    } else return kept.slice(start);
  }
}

function push(kept: number[], x: number, y: number): void {
  const { length } = kept;
  if (length >= 2 && kept[length - 2] === x && kept[length - 1] === y) return;
  if (length >= 4 && kept[length - 4] === x && kept[length - 3] === y) kept.length -= 2;
  else kept.push(x, y);
}

function isSame(ring: readonly number[], a: number, b: number): boolean {
  return ring[a] === ring[b] && ring[a + 1] === ring[b + 1];
}

/** Positive counter-clockwise. */
export function turnArea(ring: GridRing): number {
  let twice = 0;
  for (let i = 0, before = ring.length - 2; i < ring.length; before = i, i += 2) {
    twice += (ring[before]! - ring[0]!) * (ring[i + 1]! - ring[1]!);
    twice -= (ring[i]! - ring[0]!) * (ring[before + 1]! - ring[1]!);
  }
  return twice / 2;
}

/** Without the corners between two edges of one direction. */
export function straightened(ring: GridRing): GridRing {
  const kept: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const before = (i + ring.length - 2) % ring.length;
    const after = (i + 2) % ring.length;
    const [x, y] = [ring[i]!, ring[i + 1]!];
    const cross = (x - ring[before]!) * (ring[after + 1]! - y) - (y - ring[before + 1]!) * (ring[after]! - x);
    if (cross !== 0) kept.push(x, y);
  }
  return kept;
}

/** Rings with a corner more wherever another ring's corner lies on one of their edges. */
export function meetingCorners(polygons: readonly (readonly GridRing[])[]): GridRing[][] {
  const corners = new Set<number>();
  for (const ring of polygons.flat()) {
    for (let i = 0; i < ring.length; i += 2) corners.add(cornerKey(ring[i]!, ring[i + 1]!));
  }
  return polygons.map((rings) => rings.map((ring) => withCorners(ring, corners)));
}

function withCorners(ring: GridRing, corners: ReadonlySet<number>): GridRing {
  const kept: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const [x, y] = [ring[i]!, ring[i + 1]!];
    const [dx, dy] = [ring[next]! - x, ring[next + 1]! - y];
    kept.push(x, y);
    // The whole numbers on an edge lie that many to it, evenly.
    const steps = greatestCommonDivisor(Math.abs(dx), Math.abs(dy));
    for (let k = 1; k < steps; k++) {
      const [atX, atY] = [x + (dx / steps) * k, y + (dy / steps) * k];
      if (corners.has(cornerKey(atX, atY))) kept.push(atX, atY);
    }
  }
  return kept;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Whose edge leads from one corner to another. */
export class EdgeOwners {
  private readonly corners = new Map<number, number>();
  private readonly owners = new Map<number, number>();

  addRing(ring: GridRing, owner: number): void {
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length;
      const [a, b] = [this.number(ring[i]!, ring[i + 1]!), this.number(ring[next]!, ring[next + 1]!)];
      this.owners.set(edgeKey(a, b), owner);
    }
  }

  find(ax: number, ay: number, bx: number, by: number): number | undefined {
    const a = this.corners.get(cornerKey(ax, ay));
    const b = this.corners.get(cornerKey(bx, by));
    return a === undefined || b === undefined ? undefined : this.owners.get(edgeKey(a, b));
  }

  /** Tells of every edge of the ring that somebody has the other way round. */
  eachNeighbour(ring: GridRing, tell: (owner: number, length: number) => void): void {
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length;
      const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!];
      const owner = this.find(bx, by, ax, ay);
      if (owner !== undefined) tell(owner, Math.hypot(bx - ax, by - ay));
    }
  }

  private number(x: number, y: number): number {
    const key = cornerKey(x, y);
    const known = this.corners.get(key);
    if (known !== undefined) return known;
    this.corners.set(key, this.corners.size);
    return this.corners.size - 1;
  }
}

/** EPSG:32632 centimetres need 30 bits north and 27 east: both in one exact number only when halved. */
const CORNER_RADIX = 2 ** 24;

function cornerKey(x: number, y: number): number {
  // Corners of one tile lie within 160 km of each other, so that the remainder tells them apart.
  return (x % CORNER_RADIX) * CORNER_RADIX + (y % CORNER_RADIX);
}

function edgeKey(a: number, b: number): number {
  return a * 2 ** 26 + b;
}

/**
 * The outlines of what the rings cover together: their edges without those that `isOuter` refuses, as polygons
 * of one outside each with its holes.
 */
export function traceOutlines(
  rings: readonly GridRing[],
  isOuter: (ax: number, ay: number, bx: number, by: number) => boolean,
): GridRing[][] {
  const from = new Map<number, number[][]>();
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length;
      const edge = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!];
      if (!isOuter(edge[0]!, edge[1]!, edge[2]!, edge[3]!)) continue;
      const key = cornerKey(edge[0]!, edge[1]!);
      const leaving = from.get(key);
      if (leaving) leaving.push(edge);
      else from.set(key, [edge]);
    }
  }
  const traced: GridRing[] = [];
  for (const leaving of from.values()) {
    for (let first = leaving.pop(); first; first = leaving.pop()) {
      const ring = tidyRing(trace(first, from));
      if (ring.length > 0) traced.push(ring);
    }
  }
  return inPolygons(traced);
}

function trace(first: readonly number[], from: Map<number, number[][]>): number[] {
  const ring = [first[0]!, first[1]!];
  let edge = first;
  while (edge[2] !== first[0] || edge[3] !== first[1]) {
    ring.push(edge[2]!, edge[3]!);
    const leaving = from.get(cornerKey(edge[2]!, edge[3]!)) ?? [];
    // Where outlines touch in a corner, the sharpest turn to the left keeps them apart.
    let [best, sharpest] = [-1, -Infinity];
    leaving.forEach((candidate, i) => {
      const turn = turnBetween(edge, candidate);
      if (turn > sharpest) [best, sharpest] = [i, turn];
    });
    // Not closed: its rest was taken by a ring that crosses this one.
    if (best < 0) break;
    edge = leaving.splice(best, 1)[0]!;
  }
  return ring;
}

function turnBetween(a: readonly number[], b: readonly number[]): number {
  const [ax, ay] = [a[2]! - a[0]!, a[3]! - a[1]!];
  const [bx, by] = [b[2]! - b[0]!, b[3]! - b[1]!];
  return Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
}

function inPolygons(rings: readonly GridRing[]): GridRing[][] {
  const polygons = rings.filter((ring) => turnArea(ring) > 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => turnArea(ring) < 0)) {
    const around =
      polygons.length === 1 ? polygons[0] : polygons.find(([outside]) => isWithin(hole, outside!));
    around?.push(hole);
  }
  return polygons;
}

/** By the middle of the hole's first edge, which lies on no corner of the outside. */
function isWithin(hole: GridRing, outside: GridRing): boolean {
  const [x, y] = [(hole[0]! + hole[2]!) / 2, (hole[1]! + hole[3]!) / 2];
  let inside = false;
  for (let i = 0, before = outside.length - 2; i < outside.length; before = i, i += 2) {
    const [ax, ay, bx, by] = [outside[before]!, outside[before + 1]!, outside[i]!, outside[i + 1]!];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}
