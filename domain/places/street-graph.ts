/** One street of the graph: its stretches, what may bridge its gaps, and the shortest way along it. */
import { distance, type Metres, type Path, pathLength, projectOnPath, slicePath } from "./path.ts";

export interface GraphSegment {
  readonly fromNode: number;
  readonly toNode: number;
  readonly oneWay: boolean;
  readonly path: Path;
  /** Kerb to kerb; null: not known. */
  readonly widthMetres: number | null;
  /** Bears the street's name; else it only leads from one piece of it to the next. */
  readonly own: boolean;
}

export interface Walk {
  readonly nodes: readonly number[];
  readonly path: Path;
  readonly segments: readonly GraphSegment[];
  readonly lengthMetres: number;
}

/** The name may stop and go on beyond a square (Via Roma at Piazza San Carlo, 170 m): no farther than this. */
export const BRIDGE_METRES = 250;
/** A way round over other streets is taken only for want of the street itself. */
const FOREIGN_COST = 4;

export type Heeds = "one-way" | "both-ways";

interface Step {
  readonly segment: GraphSegment;
  readonly to: number;
  readonly cost: number;
}

/** The shortest way from any node of one set to any of the other; null when there is none. */
export function shortestWalk(
  segments: readonly GraphSegment[],
  from: ReadonlySet<number>,
  to: ReadonlySet<number>,
  heeds: Heeds,
): Walk | null {
  const steps = stepsOf(segments, heeds);
  const cost = new Map<number, number>([...from].map((node) => [node, 0]));
  const came = new Map<number, { step: Step; from: number }>();
  const done = new Set<number>();
  for (;;) {
    let here: number | null = null;
    for (const [node, value] of cost) {
      if (!done.has(node) && (here === null || value < cost.get(here)!)) here = node;
    }
    if (here === null) return null;
    if (to.has(here)) return walkTo(here, came);
    done.add(here);
    for (const step of steps.get(here) ?? []) {
      const total = cost.get(here)! + step.cost;
      if (total < (cost.get(step.to) ?? Number.POSITIVE_INFINITY)) {
        cost.set(step.to, total);
        came.set(step.to, { step, from: here });
      }
    }
  }
}

function stepsOf(segments: readonly GraphSegment[], heeds: Heeds): Map<number, Step[]> {
  const steps = new Map<number, Step[]>();
  const add = (from: number, step: Step) => {
    const known = steps.get(from);
    if (known) known.push(step);
    else steps.set(from, [step]);
  };
  for (const segment of segments) {
    const cost = pathLength(segment.path) * (segment.own ? 1 : FOREIGN_COST);
    add(segment.fromNode, { segment, to: segment.toNode, cost });
    if (heeds === "both-ways" || !segment.oneWay)
      add(segment.toNode, { segment, to: segment.fromNode, cost });
  }
  return steps;
}

function walkTo(end: number, came: ReadonlyMap<number, { step: Step; from: number }>): Walk {
  const nodes = [end];
  const segments: GraphSegment[] = [];
  const pieces: Path[] = [];
  for (let at = came.get(end); at !== undefined; at = came.get(at.from)) {
    const { segment } = at.step;
    segments.unshift(segment);
    pieces.unshift(segment.toNode === at.step.to ? segment.path : [...segment.path].reverse());
    nodes.unshift(at.from);
  }
  const path = pieces.flat().filter((point, i, all) => i === 0 || distance(point, all[i - 1]!) > 0.005);
  return { nodes, path, segments, lengthMetres: pathLength(path) };
}

export function turnWalk(walk: Walk): Walk {
  return {
    ...walk,
    nodes: [...walk.nodes].reverse(),
    path: [...walk.path].reverse(),
    segments: [...walk.segments].reverse(),
  };
}

/** Where its nodes are. */
export function nodePlaces(segments: readonly GraphSegment[]): Map<number, Metres> {
  const places = new Map<number, Metres>();
  for (const { fromNode, toNode, path } of segments) {
    places.set(fromNode, path[0]!);
    places.set(toNode, path.at(-1)!);
  }
  return places;
}

/** The graph with a node where a point is nearest to the street: at a house number. */
export function splitAt(
  segments: readonly GraphSegment[],
  point: Metres,
): { segments: readonly GraphSegment[]; node: number; distanceMetres: number } | null {
  let nearest: { segment: GraphSegment; along: number; away: number } | null = null;
  for (const segment of segments) {
    if (!segment.own) continue;
    const { alongMetres, distanceMetres } = projectOnPath(segment.path, point);
    if (nearest === null || distanceMetres < nearest.away) {
      nearest = { segment, along: alongMetres, away: distanceMetres };
    }
  }
  if (nearest === null) return null;
  const { segment, along, away } = nearest;
  const length = pathLength(segment.path);
  if (along < 0.5) return { segments, node: segment.fromNode, distanceMetres: away };
  if (length - along < 0.5) return { segments, node: segment.toNode, distanceMetres: away };
  const node = Math.min(0, ...segments.flatMap(({ fromNode, toNode }) => [fromNode, toNode])) - 1;
  const pieces = [
    { ...segment, toNode: node, path: slicePath(segment.path, 0, along) },
    { ...segment, fromNode: node, path: slicePath(segment.path, along, length) },
  ];
  return {
    segments: segments.flatMap((one) => (one === segment ? pieces : [one])),
    node,
    distanceMetres: away,
  };
}

/** Straight links between the pieces of a street that nothing joins, each no longer than `BRIDGE_METRES`. */
export function straightBridges(segments: readonly GraphSegment[]): GraphSegment[] {
  const own = segments.filter((segment) => segment.own);
  const places = nodePlaces(own);
  const root = new Map([...places.keys()].map((node) => [node, node]));
  const find = (node: number): number => {
    let at = node;
    while (root.get(at) !== at) at = root.get(at)!;
    return at;
  };
  for (const { fromNode, toNode } of own) root.set(find(fromNode), find(toNode));
  const nodes = [...places];
  const pairs: { a: number; b: number; away: number }[] = [];
  nodes.forEach(([a, from], index) => {
    for (const [b, to] of nodes.slice(index + 1)) {
      const away = distance(from, to);
      if (away <= BRIDGE_METRES && find(a) !== find(b)) pairs.push({ a, b, away });
    }
  });
  // The shortest first, each only where nothing joins its ends yet (Kruskal).
  return pairs
    .sort((one, other) => one.away - other.away)
    .flatMap(({ a, b }) => {
      if (find(a) === find(b)) return [];
      root.set(find(a), find(b));
      const path = [places.get(a)!, places.get(b)!];
      return [{ fromNode: a, toNode: b, oneWay: false, path, widthMetres: null, own: false }];
    });
}

/** The longest stretch of the walk that is not the street's own. */
export function longestBridge(walk: Walk): number {
  let [longest, run] = [0, 0];
  for (const { own, path } of walk.segments) {
    run = own ? 0 : run + pathLength(path);
    longest = Math.max(longest, run);
  }
  return longest;
}

/** The two ends of the street: the nodes farthest apart along it. */
export function streetEnds(segments: readonly GraphSegment[]): readonly [number, number] | null {
  const any = segments.find(({ own }) => own);
  if (any === undefined) return null;
  const first = farthestFrom(segments, any.fromNode);
  return [first, farthestFrom(segments, first)];
}

function farthestFrom(segments: readonly GraphSegment[], start: number): number {
  const steps = stepsOf(segments, "both-ways");
  const cost = new Map([[start, 0]]);
  const done = new Set<number>();
  let last = start;
  for (;;) {
    let here: number | null = null;
    for (const [node, value] of cost) {
      if (!done.has(node) && (here === null || value < cost.get(here)!)) here = node;
    }
    if (here === null) return last;
    last = here;
    done.add(here);
    for (const { to, cost: more } of steps.get(here) ?? []) {
      const total = cost.get(here)! + more;
      if (total < (cost.get(to) ?? Number.POSITIVE_INFINITY)) cost.set(to, total);
    }
  }
}
