/**
 * Interventions seen from afar, counted by squares of a grid that is fixed on the ground. A square splits in four
 * when the screen shows it large enough: what stands in it depends neither on what else is loaded nor on the way
 * one came, so that nothing jumps while the camera moves or the clock runs.
 *
 * Not supercluster, which draws its circles anew whenever the points change: at a step of the clock each sign would
 * move. Counting ten thousand again takes a millisecond here.
 */
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { INTERVENTION_KINDS, type InterventionKind } from "../../../domain/interventions/intervention.ts";
import { readyPhase, type SceneClock } from "../phase-style.ts";

export interface Cluster {
  /** The same for the same square, whatever stands in it. */
  readonly id: string;
  /** CRS84; the middle of all its phases, kept away from the square's edges so that no two signs touch. */
  readonly place: readonly [longitude: number, latitude: number];
  /** Side of its square on the ground. */
  readonly metres: number;
  /** [west, south, east, north] of its phases' middles. */
  readonly extent: readonly [number, number, number, number];
  readonly total: number;
  readonly byKind: Readonly<Record<InterventionKind, number>>;
  /** Phases with a blocking finding; and those whose worst is a warning. */
  readonly blocking: number;
  readonly warning: number;
}

interface Square {
  readonly id: string;
  readonly place: readonly [number, number];
  readonly metres: number;
  readonly extent: readonly [number, number, number, number];
  readonly children: readonly Square[];
  /** By kind in the order of INTERVENTION_KINDS, then blocking, then warning. */
  readonly counts: Int32Array;
}

/** Squares of level n are the world's width over 2ⁿ: from 55 km to 430 m at Turin. */
const COARSEST = 9;
const FINEST = 16;
const WORLD_METRES = 40_075_017;
/** A sign stays within this share of its square, around the middle. */
const CENTRAL_SHARE = 0.4;
const BLOCKING = INTERVENTION_KINDS.length;
const WARNING = BLOCKING + 1;
const NO_FINDING = WARNING + 1;
/** Counts may be so old: a work that runs over shows it a minute later at the most. */
const LATENESS_MS = 60_000;

export interface ClusterTree {
  /** Counts anew what is shown at this time. */
  count(clock: SceneClock): void;
  /**
   * The squares that hold something, each as large as asked.
   * @param splits whether the screen shows a square large enough to be cut in four
   */
  list(splits: (square: Pick<Cluster, "place" | "metres">) => boolean): Cluster[];
}

export function plantClusters(phases: readonly PhaseFeature[]): ClusterTree {
  let level = FINEST;
  let finest = new Map<number, Growing>();
  const leaves = phases.map((phase) => {
    const [x, y] = mercator(middleOf(phase));
    const leaf = growingAt(finest, Math.floor(x * 2 ** level), Math.floor(y * 2 ** level));
    add(leaf, { west: x, north: y, east: x, south: y, sumX: x, sumY: y, members: 1 });
    return leaf;
  });
  // Each square stands before the one it is a quarter of.
  const squares: Square[] = [];
  const made = new Map<Growing, Square>();
  for (; ; level--) {
    const coarser = new Map<number, Growing>();
    for (const growing of finest.values()) {
      const square = describe(level, growing);
      squares.push(square);
      made.set(growing, square);
      if (level === COARSEST) continue;
      const parent = growingAt(coarser, growing.x >> 1, growing.y >> 1);
      add(parent, growing);
      parent.children.push(square);
    }
    if (level === COARSEST) break;
    finest = coarser;
  }
  const trees = [...finest.values()].map((growing) => made.get(growing)!);
  const counter = countedPhases(
    phases,
    leaves.map((leaf) => made.get(leaf)!.counts),
  );

  return {
    count(clock) {
      for (const { counts } of squares) counts.fill(0);
      counter(clock);
      for (const { counts, children } of squares) {
        for (const child of children) for (let i = 0; i < counts.length; i++) counts[i]! += child.counts[i]!;
      }
    },
    list(splits) {
      const found: Cluster[] = [];
      const visit = (square: Square) => {
        const total = totalOf(square);
        if (total === 0) return;
        if (square.children.length > 0 && splits(square)) square.children.forEach(visit);
        else found.push(clusterOf(square, total));
      };
      trees.forEach(visit);
      return found;
    },
  };
}

/**
 * The phases as columns of numbers: ten thousand are counted in a tenth of a millisecond, as objects it took 1.3.
 * @param counts of each phase's own square
 * @returns what adds every phase that a clock shows to its square's counts
 */
function countedPhases(
  phases: readonly PhaseFeature[],
  counts: readonly Int32Array[],
): (clock: SceneClock) => void {
  const starts = new Float64Array(phases.length);
  const ends = new Float64Array(phases.length);
  const kinds = Uint8Array.from(phases, ({ properties }) => INTERVENTION_KINDS.indexOf(properties.kind));
  const findings = Uint8Array.from(phases, ({ properties: { blockingCount, warningCount } }) =>
    blockingCount > 0 ? BLOCKING : warningCount > 0 ? WARNING : NO_FINDING,
  );
  let readyAtMs = Number.NEGATIVE_INFINITY;
  const makeReady = (nowMs: number) => {
    readyAtMs = nowMs;
    phases.forEach(({ properties }, nth) => {
      const { startMs, endMs, active } = readyPhase(properties, nowMs, LATENESS_MS);
      // What is called off has no time at all.
      starts[nth] = active === null ? Number.POSITIVE_INFINITY : startMs;
      ends[nth] = active === null ? Number.NEGATIVE_INFINITY : endMs;
    });
  };

  return ({ interval, instantMs, nowMs }) => {
    if (Math.abs(nowMs - readyAtMs) > LATENESS_MS) makeReady(nowMs);
    const { startMs, endMs } = interval;
    for (let nth = 0; nth < starts.length; nth++) {
      const start = starts[nth]!;
      const end = ends[nth]!;
      const isShown = (start <= instantMs && instantMs < end) || (start < endMs && startMs < end);
      if (!isShown) continue;
      const own = counts[nth]!;
      own[kinds[nth]!]! += 1;
      if (findings[nth] !== NO_FINDING) own[findings[nth]!]! += 1;
    }
  };
}

function totalOf({ counts }: Square): number {
  return INTERVENTION_KINDS.reduce((sum, _, i) => sum + counts[i]!, 0);
}

function clusterOf({ id, place, metres, extent, counts }: Square, total: number): Cluster {
  const byKind = Object.fromEntries(INTERVENTION_KINDS.map((kind, i) => [kind, counts[i]!]));
  return {
    id,
    place,
    metres,
    extent,
    total,
    byKind: byKind as Cluster["byKind"],
    blocking: counts[BLOCKING]!,
    warning: counts[WARNING]!,
  };
}

type Middle = readonly [number, number];

function middleOf({ geometry }: PhaseFeature): Middle {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of geometry.coordinates[0]!) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [(west + east) / 2, (south + north) / 2];
}

/** Web Mercator, 0 to 1 from the north-west corner of the world. */
function mercator([longitude, latitude]: Middle): Middle {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return [longitude / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

function degrees([x, y]: Middle): Middle {
  return [(x - 0.5) * 360, (360 / Math.PI) * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - 90];
}

/** A square while its phases are gathered. */
interface Growing extends Gathered {
  readonly x: number;
  readonly y: number;
  readonly children: Square[];
}

/** Of middles in Web Mercator. */
interface Gathered {
  west: number;
  north: number;
  east: number;
  south: number;
  sumX: number;
  sumY: number;
  members: number;
}

function growingAt(level: Map<number, Growing>, x: number, y: number): Growing {
  const key = x * 2 ** FINEST + y;
  let growing = level.get(key);
  if (growing === undefined) {
    growing = { x, y, children: [], west: 1, north: 1, east: 0, south: 0, sumX: 0, sumY: 0, members: 0 };
    level.set(key, growing);
  }
  return growing;
}

function add(to: Gathered, more: Gathered): void {
  to.west = Math.min(to.west, more.west);
  to.north = Math.min(to.north, more.north);
  to.east = Math.max(to.east, more.east);
  to.south = Math.max(to.south, more.south);
  to.sumX += more.sumX;
  to.sumY += more.sumY;
  to.members += more.members;
}

function describe(level: number, growing: Growing): Square {
  const { x, y, children, west, north, east, south, sumX, sumY, members } = growing;
  const side = 2 ** -level;
  const central = (value: number, from: number) => {
    const margin = (side * (1 - CENTRAL_SHARE)) / 2;
    return Math.min(from + side - margin, Math.max(from + margin, value));
  };
  const place = degrees([central(sumX / members, x * side), central(sumY / members, y * side)]);
  return {
    id: `${level}/${x}/${y}`,
    place,
    metres: WORLD_METRES * side * Math.cos((place[1] * Math.PI) / 180),
    extent: [...degrees([west, south]), ...degrees([east, north])],
    children,
    counts: new Int32Array(INTERVENTION_KINDS.length + 2),
  };
}
