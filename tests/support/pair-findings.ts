/**
 * Findings by brute force: every phase against every other and every thing, in plain geometry on rectangles, with no
 * index, no SQL and nothing of the rules but what the law and GIPOD say, written a second time.
 */
import type {
  Hindrance,
  InterventionKind,
  InterventionState,
} from "../../domain/interventions/intervention.ts";

export type Point = readonly [number, number];

/** A band along a straight line, flat at its ends: four corners, counter-clockwise. */
export interface PlainPhase {
  readonly phaseId: string;
  readonly interventionId: string;
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly hindrance: Hindrance;
  readonly corners: readonly Point[];
  readonly startMs: number;
  readonly endMs: number;
  /** Hours of the wall clock, [from, to); null: around the clock. */
  readonly hours: readonly [number, number] | null;
}

export function corners(from: Point, to: Point, width: number): Point[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [x, y] = [((to[1] - from[1]) / length) * (width / 2), ((to[0] - from[0]) / length) * (width / 2)];
  return [
    [from[0] + x, from[1] - y],
    [to[0] + x, to[1] - y],
    [to[0] - x, to[1] + y],
    [from[0] - x, from[1] + y],
  ];
}

/** A rectangle without so much along each side. */
export function inset(ring: readonly Point[], metres: number): Point[] {
  const toward = (from: Point, to: Point): Point => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    return [((to[0] - from[0]) / length) * metres, ((to[1] - from[1]) / length) * metres];
  };
  return ring.map((corner, i) => {
    const [a, b] = [toward(corner, ring[(i + 1) % 4]!), toward(corner, ring[(i + 3) % 4]!)];
    return [corner[0] + a[0] + b[0], corner[1] + a[1] + b[1]];
  });
}

function toSegment([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(px - ax - share * dx, py - ay - share * dy);
}

const sides = (ring: readonly Point[]) => ring.map((a, i) => [a, ring[(i + 1) % ring.length]!] as const);

/** From a convex ring, 0 inside. */
export function distanceToPoint(ring: readonly Point[], point: Point): number {
  const inside = sides(ring).every(
    ([a, b]) => (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) >= 0,
  );
  return inside ? 0 : Math.min(...sides(ring).map(([a, b]) => toSegment(point, a, b)));
}

/** From a convex ring to a straight line, 0 where they meet. */
export function distanceToLine(ring: readonly Point[], from: Point, to: Point): number {
  const turn = (p: Point, q: Point, r: Point) =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  const crosses = sides(ring).some(
    ([a, b]) => turn(from, to, a) * turn(from, to, b) < 0 && turn(a, b, from) * turn(a, b, to) < 0,
  );
  if (crosses) return 0;
  return Math.min(
    distanceToPoint(ring, from),
    distanceToPoint(ring, to),
    ...ring.map((corner) => toSegment(corner, from, to)),
  );
}

/** Of two convex rings, by clipping one with each side of the other. */
function sharedArea(a: readonly Point[], b: readonly Point[]): number {
  let left: Point[] = [...a];
  for (const [from, to] of sides(b)) {
    const side = ([x, y]: Point) => (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);
    left = left.flatMap((point, i) => {
      const next = left[(i + 1) % left.length]!;
      const [s, t] = [side(point), side(next)];
      const kept: Point[] = s >= 0 ? [point] : [];
      if (s >= 0 !== t >= 0) {
        const share = s / (s - t);
        kept.push([point[0] + share * (next[0] - point[0]), point[1] + share * (next[1] - point[1])]);
      }
      return kept;
    });
    if (left.length === 0) return 0;
  }
  return Math.abs(sides(left).reduce((sum, [p, q]) => sum + p[0] * q[1] - q[0] * p[1], 0)) / 2;
}

function distance(a: readonly Point[], b: readonly Point[]): number {
  if (sharedArea(a, b) > 0) return 0;
  return Math.min(
    ...a.map((point) => distanceToPoint(b, point)),
    ...b.map((point) => distanceToPoint(a, point)),
  );
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Turin's winter time, in which all the phases of these tests lie. */
const WINTER_MS = HOUR_MS;

function workTogether(a: PlainPhase, b: PlainPhase): boolean {
  const at = ({ hours }: PlainPhase, hour: number) => hours === null || (hours[0] <= hour && hour < hours[1]);
  for (let ms = Math.max(a.startMs, b.startMs); ms < Math.min(a.endMs, b.endMs); ms += HOUR_MS) {
    const hour = Math.floor(((ms + WINTER_MS) % DAY_MS) / HOUR_MS);
    if (at(a, hour) && at(b, hour)) return true;
  }
  return false;
}

const BUFFERS: Record<InterventionKind, (hindrance: Hindrance) => number> = {
  roadwork: (hindrance) => (hindrance === "major" ? 10 : 5),
  greenwork: (hindrance) => (hindrance === "major" ? 10 : 5),
  event: () => 5,
  occupation: () => 0,
};

function ruleOf(kinds: readonly InterventionKind[]): string {
  if (kinds.includes("occupation")) return "occupation-any";
  if (kinds.includes("event")) return kinds.every((kind) => kind === "event") ? "event-event" : "works-event";
  return kinds.includes("greenwork") ? "works-greenwork" : "roadwork-roadwork";
}

/** "rule phase phase severity", the smaller id first. */
export function findPairs(phases: readonly PlainPhase[]): string[] {
  const found: string[] = [];
  for (const a of phases) {
    for (const b of phases) {
      if (a.phaseId >= b.phaseId || a.interventionId === b.interventionId) continue;
      const pair = `${a.phaseId} ${b.phaseId}`;
      const apart = distance(a.corners, b.corners);
      if (a.startMs < b.endMs && b.startMs < a.endMs) {
        const shares = sharedArea(a.corners, b.corners) >= 0.01;
        const near = apart < BUFFERS[a.kind](a.hindrance) + BUFFERS[b.kind](b.hindrance);
        const rule = ruleOf([a.kind, b.kind]);
        const mixed = (a.kind === "event") !== (b.kind === "event");
        if (shares || (near && (!mixed || workTogether(a, b)))) {
          const blocks = shares && a.state !== "forecast" && b.state !== "forecast";
          found.push(`${rule} ${pair} ${blocks ? "blocking" : "warning"}`);
        }
      } else if (a.kind === "roadwork" && b.kind === "roadwork" && apart < 5) {
        const gapDays = Math.max(a.startMs - b.endMs, b.startMs - a.endMs) / DAY_MS;
        if (gapDays > 7 && gapDays <= 365) found.push(`dig-once ${pair} synergy`);
      }
    }
  }
  return found.sort();
}
