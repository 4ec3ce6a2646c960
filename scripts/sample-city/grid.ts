/**
 * The street plan as a planar graph: every crossing and every T is a node, so that the ground between streets
 * falls into faces and the same edges serve traffic.
 */
import type { Frame, StreetInput } from "./inputs.ts";
import {
  add,
  between,
  cross,
  directionOf,
  distance,
  distanceToSegment,
  dot,
  type Point,
  scale,
  subtract,
} from "./plane.ts";

export interface GridEdge {
  readonly id: number;
  /** Index in the inputs; -1 on the model's edge. */
  readonly street: number;
  readonly from: number;
  readonly to: number;
  /** From the start of the street's own line, metres: what orders its house numbers. */
  readonly startMetres: number;
}

export interface Grid {
  readonly nodes: readonly Point[];
  readonly edges: readonly GridEdge[];
}

interface Stretch {
  street: number;
  a: Point;
  b: Point;
  startMetres: number;
}

/** A line that stops up to this far from the street it should meet is prolonged to it. */
const REACH_METRES = 18;
/** A stub shorter than this beyond its last crossing is cut off. */
const STUB_METRES = 40;
/** Crossings nearer than this to one another are one junction. */
const MERGE_METRES = 4;

function clip(a: Point, b: Point, frame: Frame): [Point, Point] | null {
  let low = 0;
  let high = 1;
  for (const axis of [0, 1] as const) {
    const step = b[axis] - a[axis];
    const toLow = frame.southWest[axis] - a[axis];
    const toHigh = frame.northEast[axis] - a[axis];
    if (Math.abs(step) < 1e-9) {
      if (toLow > 0 || toHigh < 0) return null;
      continue;
    }
    low = Math.max(low, Math.min(toLow / step, toHigh / step));
    high = Math.min(high, Math.max(toLow / step, toHigh / step));
  }
  return low >= high ? null : [between(a, b, low), between(a, b, high)];
}

function stretchesOf(streets: readonly StreetInput[], frame: Frame): Stretch[] {
  const stretches: Stretch[] = [];
  streets.forEach((input, street) => {
    let startMetres = 0;
    for (const line of input.lines) {
      for (let i = 0; i + 1 < line.length; i++) {
        const clipped = clip(line[i]!, line[i + 1]!, frame);
        if (clipped) stretches.push({ street, a: clipped[0], b: clipped[1], startMetres });
        startMetres += distance(line[i]!, line[i + 1]!);
      }
    }
  });
  const [west, south] = frame.southWest;
  const [east, north] = frame.northEast;
  const corners: Point[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  corners.forEach((a, i) => {
    stretches.push({ street: -1, a, b: corners[(i + 1) % 4]!, startMetres: 0 });
  });
  return stretches;
}

/** Prolongs the ends that fall just short of the street they lead to. */
function prolong(stretches: Stretch[]): void {
  const touches = (point: Point, self: Stretch) =>
    stretches.some((other) => other !== self && distanceToSegment(point, other.a, other.b) < 1.5);
  for (const stretch of stretches) {
    const along = directionOf(stretch.a, stretch.b);
    if (!touches(stretch.b, stretch)) stretch.b = add(stretch.b, scale(along, REACH_METRES));
    if (!touches(stretch.a, stretch)) {
      stretch.a = subtract(stretch.a, scale(along, REACH_METRES));
      stretch.startMetres -= REACH_METRES;
    }
  }
}

function crossings(stretches: readonly Stretch[]): Point[][] {
  const marks: Point[][] = stretches.map(({ a, b }) => [a, b]);
  for (let i = 0; i < stretches.length; i++) {
    for (let j = i + 1; j < stretches.length; j++) {
      const one = stretches[i]!;
      const two = stretches[j]!;
      const da = subtract(one.b, one.a);
      const db = subtract(two.b, two.a);
      const turn = cross(da, db);
      if (Math.abs(turn) < 1e-6 * Math.hypot(...da) * Math.hypot(...db)) continue;
      const t = cross(subtract(two.a, one.a), db) / turn;
      const s = cross(subtract(two.a, one.a), da) / turn;
      const slackT = 2 / Math.hypot(...da);
      const slackS = 2 / Math.hypot(...db);
      if (t < -slackT || t > 1 + slackT || s < -slackS || s > 1 + slackS) continue;
      const mark = between(one.a, one.b, t);
      marks[i]!.push(mark);
      marks[j]!.push(mark);
    }
  }
  return marks;
}

export function buildGrid(streets: readonly StreetInput[], frame: Frame): Grid {
  const stretches = stretchesOf(streets, frame);
  prolong(stretches);
  const marks = crossings(stretches);
  const nodes: Point[] = [];
  const nodeAt = (point: Point): number => {
    const found = nodes.findIndex((node) => distance(node, point) < MERGE_METRES);
    return found >= 0 ? found : nodes.push(point) - 1;
  };
  // Crossings first: a junction stands where axes meet, not where a drawn line happens to end.
  for (const list of marks) for (const mark of list.slice(2)) nodeAt(mark);
  const edges: GridEdge[] = [];
  const taken = new Set<string>();
  stretches.forEach((stretch, index) => {
    const along = directionOf(stretch.a, stretch.b);
    const position = (point: Point) => dot(subtract(point, stretch.a), along);
    const stops = [...new Set(marks[index]!.map(nodeAt))].sort(
      (m, n) => position(nodes[m]!) - position(nodes[n]!),
    );
    for (let k = 0; k + 1 < stops.length; k++) {
      const from = stops[k]!;
      const to = stops[k + 1]!;
      const key = from < to ? `${from}-${to}` : `${to}-${from}`;
      if (taken.has(key)) continue;
      taken.add(key);
      const startMetres = stretch.startMetres + position(nodes[from]!);
      edges.push({ id: edges.length, street: stretch.street, from, to, startMetres });
    }
  });
  return withoutStubs(nodes, edges, streets);
}

function withoutStubs(
  nodes: readonly Point[],
  edges: readonly GridEdge[],
  streets: readonly StreetInput[],
): Grid {
  let kept = [...edges];
  for (;;) {
    const degree = new Map<number, number>();
    for (const { from, to } of kept) {
      degree.set(from, (degree.get(from) ?? 0) + 1);
      degree.set(to, (degree.get(to) ?? 0) + 1);
    }
    const stubs = kept.filter(({ from, to }) => degree.get(from) === 1 || degree.get(to) === 1);
    if (stubs.length === 0) break;
    const loose = stubs.filter(({ from, to }) => distance(nodes[from]!, nodes[to]!) > STUB_METRES);
    if (loose.length > 0) {
      const where = loose.map(
        ({ street, from, to }) => `${streets[street]?.name} ${nodes[from]} – ${nodes[to]}`,
      );
      throw new Error(`Expected every street to end on another, got loose ends: ${where.join("; ")}`);
    }
    kept = kept.filter((edge) => !stubs.includes(edge));
  }
  return { nodes, edges: kept.map((edge, id) => ({ ...edge, id })) };
}
