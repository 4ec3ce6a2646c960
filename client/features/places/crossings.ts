import { distance, type Metres } from "./local-plane.ts";
import { projectOnAxis, type StreetAxis } from "./street-axis.ts";

/** Where another street meets one, by the distance along it. */
export interface Crossing {
  readonly streetId: string;
  readonly name: string;
  readonly alongMetres: number;
}

/** Kerbs, not axes, meet: an axis that ends this far beyond half the street's width still meets it. */
const KERB_TOLERANCE_METRES = 4;
/** Two lines of one street nearer than this (its two carriageways) make one crossing. */
const SAME_CROSSING_METRES = 30;

/** Streets that cross or end at this one, in order along it. */
export function findCrossings(axis: StreetAxis, others: readonly StreetAxis[]): Crossing[] {
  const reach = axis.widthMetres / 2 + KERB_TOLERANCE_METRES;
  const box = boxOf(axis.path, reach);
  const crossings: Crossing[] = [];
  for (const other of others) {
    if (other.streetId === axis.streetId || other.path.length < 2) continue;
    if (!boxesMeet(box, boxOf(other.path, 0))) continue;
    const found = [...cuts(axis.path, other.path)];
    for (const end of [other.path[0]!, other.path.at(-1)!]) {
      const { alongMetres, distanceMetres } = projectOnAxis(axis, end);
      if (distanceMetres <= reach) found.push(alongMetres);
    }
    for (const alongMetres of spread(found)) {
      crossings.push({ streetId: other.streetId, name: other.name, alongMetres });
    }
  }
  return crossings.sort((a, b) => a.alongMetres - b.alongMetres);
}

function spread(found: readonly number[]): number[] {
  const kept: number[] = [];
  for (const along of [...found].sort((a, b) => a - b)) {
    const last = kept.at(-1);
    if (last === undefined || along - last > SAME_CROSSING_METRES) kept.push(along);
  }
  return kept;
}

/** Distances along `path` at which `other` cuts it. */
function* cuts(path: readonly Metres[], other: readonly Metres[]): Generator<number> {
  let walked = 0;
  for (let i = 1; i < path.length; i++) {
    const a = path[i - 1]!;
    const b = path[i]!;
    const length = distance(a, b);
    for (let j = 1; j < other.length; j++) {
      const share = cutShare(a, b, other[j - 1]!, other[j]!);
      if (share !== null) yield walked + share * length;
    }
    walked += length;
  }
}

/** How far along a→b the segment c→d cuts it, 0–1, or null. */
function cutShare(a: Metres, b: Metres, c: Metres, d: Metres): number | null {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (cross === 0) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : null;
}

type Box = readonly [number, number, number, number];

function boxOf(path: readonly Metres[], margin: number): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of path) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [west - margin, south - margin, east + margin, north + margin];
}

function boxesMeet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
