/**
 * Interventions seen from afar, counted by squares of a grid that is fixed on the ground. A square splits in four
 * when the screen shows it large enough: what stands in it depends neither on what else is loaded nor on the way
 * one came, so that nothing jumps while the camera moves or the clock runs.
 *
 * Not supercluster, which draws its circles anew whenever the points change: at a step of the clock each sign would
 * move. Counting ten thousand again takes half a millisecond here.
 */
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { INTERVENTION_KINDS, type InterventionKind } from "../../../domain/interventions/intervention.ts";
import { readyPhase, type SceneClock, styleAt } from "../phase-style.ts";

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
  readonly level: number;
  readonly place: readonly [number, number];
  readonly metres: number;
  readonly extent: readonly [number, number, number, number];
  readonly children: readonly Square[];
  /** By kind in the order of INTERVENTION_KINDS, then blocking, then warning. */
  readonly counts: Int32Array;
}

/** Squares of level n are the world's width over 2ⁿ: from 49 km to 190 m at Turin. */
const COARSEST = 9;
const FINEST = 17;
const WORLD_METRES = 40_075_017;
/** A sign stays within this share of its square, around the middle. */
const CENTRAL_SHARE = 0.4;
const BLOCKING = INTERVENTION_KINDS.length;
const WARNING = BLOCKING + 1;
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
  const middles = phases.map((phase) => mercator(middleOf(phase)));
  const leafOf: Square[] = new Array(phases.length);
  const squares: Square[] = [];
  const grow = (level: number, x: number, y: number, members: readonly number[]): Square => {
    const children: Square[] = [];
    if (level < FINEST) {
      const quarters = new Map<number, number[]>();
      for (const nth of members) {
        const [cx, cy] = cellOf(middles[nth]!, level + 1);
        const key = (cx & 1) + 2 * (cy & 1);
        const known = quarters.get(key);
        if (known) known.push(nth);
        else quarters.set(key, [nth]);
      }
      for (const [key, held] of quarters) {
        children.push(grow(level + 1, 2 * x + (key & 1), 2 * y + (key >> 1), held));
      }
    }
    const square = describe(
      level,
      x,
      y,
      members.map((nth) => middles[nth]!),
      children,
    );
    if (level === FINEST) for (const nth of members) leafOf[nth] = square;
    squares.push(square);
    return square;
  };
  const roots = new Map<string, number[]>();
  middles.forEach((middle, nth) => {
    const key = cellOf(middle, COARSEST).join();
    const known = roots.get(key);
    if (known) known.push(nth);
    else roots.set(key, [nth]);
  });
  const trees = [...roots].map(([key, members]) => {
    const [x, y] = key.split(",").map(Number) as [number, number];
    return grow(COARSEST, x, y, members);
  });
  let ready: ReturnType<typeof readyPhase>[] = [];
  let readyAtMs = Number.NEGATIVE_INFINITY;

  return {
    count(clock) {
      if (Math.abs(clock.nowMs - readyAtMs) > LATENESS_MS) {
        ready = phases.map(({ properties }) => readyPhase(properties, clock.nowMs, LATENESS_MS));
        readyAtMs = clock.nowMs;
      }
      for (const { counts } of squares) counts.fill(0);
      phases.forEach(({ properties }, nth) => {
        if (styleAt(ready[nth]!, clock) === null) return;
        const { counts } = leafOf[nth]!;
        counts[INTERVENTION_KINDS.indexOf(properties.kind)]! += 1;
        if (properties.blockingCount > 0) counts[BLOCKING]! += 1;
        else if (properties.warningCount > 0) counts[WARNING]! += 1;
      });
      // A square is grown after the four it is cut into.
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

function cellOf([x, y]: Middle, level: number): [number, number] {
  return [Math.floor(x * 2 ** level), Math.floor(y * 2 ** level)];
}

function describe(
  level: number,
  x: number,
  y: number,
  middles: readonly Middle[],
  children: readonly Square[],
): Square {
  let [west, north, east, south] = [1, 1, 0, 0];
  let [sumX, sumY] = [0, 0];
  for (const [mx, my] of middles) {
    west = Math.min(west, mx);
    north = Math.min(north, my);
    east = Math.max(east, mx);
    south = Math.max(south, my);
    sumX += mx;
    sumY += my;
  }
  const side = 2 ** -level;
  const central = (value: number, from: number) => {
    const margin = (side * (1 - CENTRAL_SHARE)) / 2;
    return Math.min(from + side - margin, Math.max(from + margin, value));
  };
  const place = degrees([central(sumX / middles.length, x * side), central(sumY / middles.length, y * side)]);
  return {
    id: `${level}/${x}/${y}`,
    level,
    place,
    metres: WORLD_METRES * side * Math.cos((place[1] * Math.PI) / 180),
    extent: [...degrees([west, south]), ...degrees([east, north])],
    children,
    counts: new Int32Array(INTERVENTION_KINDS.length + 2),
  };
}
