/**
 * Findings by Turf over all pairs, to hold the engine's to: the rules as GIPOD, PAS 128, AS 4970 and their thresholds
 * say, written a second time, with no index, no SQL and nothing of domain/conflicts.
 *
 * Turf reckons on a sphere. Metres of the city's plane are laid around 0° 0°, where a kilometre of sphere is flat to
 * within 0.01 mm; what lies within `DEAD_METRES` of a threshold (or `DEAD_SQUARE_METRES` of the least shared ground) is
 * left to either side, for footprints reach the database through degrees and come back rounded.
 */
import { area } from "@turf/area";
import { booleanIntersects } from "@turf/boolean-intersects";
import { earthRadius, featureCollection, lineString, point, polygon } from "@turf/helpers";
import { intersect } from "@turf/intersect";
import { pointToLineDistance } from "@turf/point-to-line-distance";
import type { Feature, LineString, Polygon } from "geojson";

export type Place = readonly [x: number, y: number];

export interface RefereePhase {
  readonly phaseId: string;
  readonly interventionId: string;
  readonly kind: "roadwork" | "greenwork" | "event" | "occupation";
  readonly forecast: boolean;
  readonly major: boolean;
  readonly closesLanes: boolean;
  readonly depthMetres: number | null;
  /** Open ring, metres. */
  readonly ring: readonly Place[];
  readonly startMs: number;
  readonly endMs: number;
  /** Hours of winter's wall clock, [from, to); null: around the clock. */
  readonly hours: readonly [number, number] | null;
}

export interface RefereeThings {
  readonly trees: readonly { readonly key: string; readonly at: Place; readonly trunk: number }[];
  readonly pipes: readonly {
    readonly key: string;
    readonly line: readonly Place[];
    readonly depth: number;
    readonly millimetres: number;
    readonly accuracy: "A" | "B" | "C" | "D";
  }[];
  readonly places: readonly {
    readonly key: string;
    readonly sort: "transitStop" | "school" | "hospital" | "carPark" | "trafficGate";
    readonly at: Place;
  }[];
}

/** "rule phase counterpart severity"; of two phases the smaller id first. */
export interface Verdicts {
  readonly surely: ReadonlySet<string>;
  /** Also what lies in a dead zone. */
  readonly atMost: ReadonlySet<string>;
}

const DEAD_METRES = 0.01;
const DEAD_SQUARE_METRES = 0.005;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const METRES_A_DEGREE = (Math.PI / 180) * earthRadius;

const toDegrees = ([x, y]: Place) => [x / METRES_A_DEGREE, y / METRES_A_DEGREE];
const shapeOf = (ring: readonly Place[]): Feature<Polygon> =>
  polygon([[...ring, ring[0]!].map((place) => toDegrees(place))]);

/** To the nearest of the edges: on a sphere, in metres. */
function toLine(places: readonly Place[], line: Feature<LineString>): number {
  return Math.min(
    ...places.map((at) => pointToLineDistance(point(toDegrees(at)), line, { units: "meters" })),
  );
}

function apart(a: readonly Place[], b: readonly Place[], bIsRing: boolean): number {
  const line = (places: readonly Place[], closed: boolean) =>
    lineString((closed ? [...places, places[0]!] : places).map((place) => toDegrees(place)));
  if (booleanIntersects(shapeOf(a), bIsRing ? shapeOf(b) : line(b, false))) return 0;
  return Math.min(toLine(b, line(a, true)), toLine(a, line(b, bIsRing)));
}

function fromPoint(ring: readonly Place[], at: Place): number {
  if (booleanIntersects(shapeOf(ring), point(toDegrees(at)))) return 0;
  return toLine([at], lineString([...ring, ring[0]!].map((place) => toDegrees(place))));
}

function sharedArea(a: readonly Place[], b: readonly Place[]): number {
  const shared = intersect(featureCollection([shapeOf(a), shapeOf(b)]));
  return shared === null ? 0 : area(shared);
}

/** No edge of one is nearer to the other than this: spares the far ones Turf's work, and loses none. */
function leastApart(a: readonly Place[], b: readonly Place[]): number {
  const box = (ring: readonly Place[]) => [
    Math.min(...ring.map(([x]) => x)),
    Math.min(...ring.map(([, y]) => y)),
    Math.max(...ring.map(([x]) => x)),
    Math.max(...ring.map(([, y]) => y)),
  ];
  const [p, q] = [box(a), box(b)];
  return Math.max(p[0]! - q[2]!, q[0]! - p[2]!, p[1]! - q[3]!, q[1]! - p[3]!);
}

function workTogether(a: RefereePhase, b: RefereePhase): boolean {
  const open = ({ hours }: RefereePhase, hour: number) =>
    hours === null || (hours[0] <= hour && hour < hours[1]);
  for (let ms = Math.max(a.startMs, b.startMs); ms < Math.min(a.endMs, b.endMs); ms += HOUR_MS) {
    const hour = Math.floor(((ms + HOUR_MS) % DAY_MS) / HOUR_MS);
    if (open(a, hour) && open(b, hour)) return true;
  }
  return false;
}

/** Lessons from 7:30 to 17:00, Monday to Friday: winter of these cities has no holiday. */
function meetsLessons({ startMs, endMs, hours }: RefereePhase): boolean {
  if (hours !== null && (hours[0] >= 17 || hours[1] <= 7.5)) return false;
  for (let day = Math.floor((startMs + HOUR_MS) / DAY_MS); day * DAY_MS < endMs + HOUR_MS; day++) {
    const weekday = new Date(day * DAY_MS).getUTCDay();
    if (weekday >= 1 && weekday <= 5) return true;
  }
  return false;
}

/** GIPOD's zones. */
function zoneOf({ kind, major }: RefereePhase): number {
  if (kind === "occupation") return 0;
  return kind !== "event" && major ? 10 : 5;
}

function pairRule(a: RefereePhase, b: RefereePhase): string {
  const kinds = [a.kind, b.kind];
  if (kinds.includes("occupation")) return "occupation-any";
  if (kinds.includes("event")) return a.kind === b.kind ? "event-event" : "works-event";
  return kinds.includes("greenwork") ? "works-greenwork" : "roadwork-roadwork";
}

/** PAS 128, in plan and in depth; of C and D what the city assumes. */
const TOLERANCES = {
  A: { plan: 0.05, depth: () => 0.025 },
  B: { plan: 0.5, depth: (depth: number) => 0.4 * depth },
  C: { plan: 1, depth: () => 0.5 },
  D: { plan: 2, depth: () => 1 },
} as const;

/** AS 4970: what a straight edge at this share of the radius leaves beyond it is a tenth of a circle. */
const EDGE_OF_A_TENTH = 0.68705;

export function judgeByTurf(phases: readonly RefereePhase[], things: RefereeThings): Verdicts {
  const surely = new Set<string>();
  const atMost = new Set<string>();
  const tell = (line: string, sure: boolean) => {
    atMost.add(line);
    if (sure) surely.add(line);
  };
  /** Told where `metres` is under the reach; not surely, where it is so by a hair. */
  const within = (metres: number, reach: number, line: string) => {
    if (metres < reach + DEAD_METRES)
      tell(line, metres < reach - DEAD_METRES || (metres === 0 && reach > DEAD_METRES));
  };

  for (const [index, one] of phases.entries()) {
    for (const other of phases.slice(index + 1)) {
      if (one.interventionId === other.interventionId || leastApart(one.ring, other.ring) > 25) continue;
      const [a, b] = one.phaseId < other.phaseId ? [one, other] : [other, one];
      const pair = `${a.phaseId} ${b.phaseId}`;
      const metres = apart(a.ring, b.ring, true);
      if (a.startMs < b.endMs && b.startMs < a.endMs) {
        const shared = sharedArea(a.ring, b.ring);
        const mixed = (a.kind === "event") !== (b.kind === "event");
        const reach = mixed && !workTogether(a, b) ? 0 : zoneOf(a) + zoneOf(b);
        const blocks = !a.forecast && !b.forecast;
        const line = (heavy: boolean) =>
          `${pairRule(a, b)} ${pair} ${heavy && blocks ? "blocking" : "warning"}`;
        if (shared >= 0.01 + DEAD_SQUARE_METRES) tell(line(true), true);
        else if (shared > 0.01 - DEAD_SQUARE_METRES) {
          tell(line(true), false);
          tell(line(false), false);
        } else within(metres, reach, line(false));
      } else if (a.kind === "roadwork" && b.kind === "roadwork") {
        const gapDays = Math.max(a.startMs - b.endMs, b.startMs - a.endMs) / DAY_MS;
        if (gapDays > 7 && gapDays <= 365) within(metres, 5, `dig-once ${pair} synergy`);
      }
    }
    judgeGround(one, things, within, tell);
    judgePlaces(one, things.places, within);
  }
  return { surely, atMost };
}

type Within = (metres: number, reach: number, line: string) => void;

function judgeGround(
  phase: RefereePhase,
  { trees, pipes }: RefereeThings,
  within: Within,
  tell: (line: string, sure: boolean) => void,
) {
  const { phaseId, ring, depthMetres: depth } = phase;
  if (phase.kind !== "roadwork" || depth === 0) return;
  let [edge, edgeSure] = [false, false];
  for (const { key, at, trunk } of trees) {
    if (leastApart(ring, [at]) > 15) continue;
    const metres = fromPoint(ring, at);
    const zone = Math.min(15, 12 * trunk);
    const near = EDGE_OF_A_TENTH * zone;
    within(metres, near, `excavation-tree ${phaseId} ${key} ${depth === null ? "advice" : "warning"}`);
    edge ||= metres >= near - DEAD_METRES && metres < zone + DEAD_METRES;
    edgeSure ||= metres >= near + DEAD_METRES && metres < zone - DEAD_METRES;
  }
  // No deeper than the paving, it comes to no roots at the edge.
  if (edge && (depth === null || depth > 0.3)) tell(`root-care ${phaseId} - advice`, edgeSure);

  for (const { key, line, depth: crown, millimetres, accuracy } of pipes) {
    if (leastApart(ring, line) > 4) continue;
    const { plan, depth: tolerance } = TOLERANCES[accuracy];
    const metres = apart(ring, line, false);
    const reach = plan + millimetres / 2000;
    if (metres >= reach + DEAD_METRES) continue;
    if (depth !== null && depth <= crown - tolerance(crown)) continue;
    const mayClash = depth !== null && depth > crown + tolerance(crown);
    // Under the dig wherever within its tolerance it lies: some part of it is farther from every edge than that.
    const inside = mayClash && metres === 0 ? deepestInside(ring, line) : 0;
    if (mayClash && inside >= plan - DEAD_METRES) {
      tell(`excavation-utility ${phaseId} ${key} warning`, inside > plan + DEAD_METRES);
    }
  }
}

/** How far inside the ring a straight line comes, from the nearest edge: by steps of a centimetre. */
function deepestInside(ring: readonly Place[], [from, to]: readonly Place[]): number {
  const length = Math.hypot(to![0] - from![0], to![1] - from![1]);
  const steps = Math.ceil(length / 0.01);
  const inside = (x: number, y: number) =>
    ring.reduce((odd, [ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length]!;
      return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !odd : odd;
    }, false);
  let deepest = 0;
  for (let step = 0; step <= steps; step++) {
    const x = from![0] + ((to![0] - from![0]) * step) / steps;
    const y = from![1] + ((to![1] - from![1]) * step) / steps;
    if (!inside(x, y)) continue;
    const edge = Math.min(
      ...ring.map(([ax, ay], i) => {
        const [bx, by] = ring[(i + 1) % ring.length]!;
        const [dx, dy] = [bx - ax, by - ay];
        const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
        return Math.hypot(x - ax - along * dx, y - ay - along * dy);
      }),
    );
    deepest = Math.max(deepest, edge);
  }
  return deepest;
}

function judgePlaces(phase: RefereePhase, places: RefereeThings["places"], within: Within): void {
  const { phaseId, kind, forecast, closesLanes, ring } = phase;
  for (const { key, sort, at } of places) {
    if (leastApart(ring, [at]) > 110) continue;
    const metres = fromPoint(ring, at);
    const severity = forecast ? "advice" : "warning";
    const line = (rule: string, told: string) => `${rule} ${phaseId} ${sort} ${key} ${told}`;
    if (sort === "transitStop" && closesLanes) within(metres, 10, line("transit-cut", severity));
    if ((sort === "carPark" || sort === "trafficGate") && closesLanes)
      within(metres, 25, line("access-cut", "advice"));
    if (sort === "hospital" && kind === "event") within(metres, 100, line("event-hospital", severity));
    if (sort === "school" && closesLanes && kind !== "event" && meetsLessons(phase)) {
      within(metres, 50, line("school-term", "advice"));
    }
  }
}
