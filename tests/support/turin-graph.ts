/** Turin's streets as a graph by the plainest means: what the server's answers are held to, sharing no code with it. */
import type { TurinEdge } from "./turin-streets.ts";

interface Way {
  readonly lengthMetres: number;
  /** Node ids of the file, from the first junction to the second. */
  readonly nodes: readonly number[];
  readonly coordinates: readonly (readonly [number, number])[];
}

export interface TurinGraph {
  readonly names: readonly string[];
  /** Nodes where an edge of the one name and an edge of the other end. */
  junction(name: string, other: string): number[];
  /** Names that meet this one. */
  namesMeeting(name: string): string[];
  /** Dijkstra over the edges that bear the name, in their direction. */
  shortest(name: string, from: readonly number[], to: readonly number[]): Way | null;
  placeOf(node: number): readonly [number, number];
}

export function turinGraph(edges: readonly TurinEdge[]): TurinGraph {
  const byName = new Map<string, TurinEdge[]>();
  const namesAt = new Map<number, Set<string>>();
  const places = new Map<number, readonly [number, number]>();
  for (const edge of edges) {
    places.set(edge.from, edge.coordinates[0]!);
    places.set(edge.to, edge.coordinates.at(-1)!);
    for (const name of edge.names) {
      if (!byName.has(name)) byName.set(name, []);
      byName.get(name)!.push(edge);
      for (const node of [edge.from, edge.to]) {
        if (!namesAt.has(node)) namesAt.set(node, new Set());
        namesAt.get(node)!.add(name);
      }
    }
  }
  const nodesOf = (name: string) => [...new Set(byName.get(name)!.flatMap(({ from, to }) => [from, to]))];
  return {
    names: [...byName.keys()].sort(),
    junction: (name, other) => nodesOf(name).filter((node) => namesAt.get(node)!.has(other)),
    namesMeeting: (name) =>
      [...new Set(nodesOf(name).flatMap((node) => [...namesAt.get(node)!]))]
        .filter((one) => one !== name)
        .sort(),
    shortest: (name, from, to) => shortestWay(byName.get(name)!, from, to),
    placeOf: (node) => places.get(node)!,
  };
}

function shortestWay(
  edges: readonly TurinEdge[],
  from: readonly number[],
  to: readonly number[],
): Way | null {
  const best = new Map<number, { metres: number; by: TurinEdge | null }>();
  for (const node of from) best.set(node, { metres: 0, by: null });
  const settled = new Set<number>();
  for (;;) {
    const open = [...best]
      .filter(([node]) => !settled.has(node))
      .sort((a, b) => a[1].metres - b[1].metres)[0];
    if (open === undefined) return null;
    const [node, { metres }] = open;
    settled.add(node);
    if (to.includes(node)) {
      const used: TurinEdge[] = [];
      for (let at = best.get(node)!.by; at !== null; at = best.get(at.from)!.by) used.unshift(at);
      return {
        lengthMetres: metres,
        nodes: [used[0]?.from ?? node, ...used.map((edge) => edge.to)],
        coordinates: used.flatMap((edge) => edge.coordinates),
      };
    }
    for (const edge of edges) {
      if (edge.from !== node) continue;
      const total = metres + edge.lengthMetres;
      if (total < (best.get(edge.to)?.metres ?? Infinity)) best.set(edge.to, { metres: total, by: edge });
    }
  }
}

/** Metres between two places (degrees), on a sphere's tangent plane: within a city true to 0.3 %. */
export function metresBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const east = (b[0] - a[0]) * 111_320 * Math.cos((a[1] * Math.PI) / 180);
  return Math.hypot(east, (b[1] - a[1]) * 111_320);
}

/** From a place to the nearest point of a line, metres. */
export function metresToLine(
  place: readonly [number, number],
  line: readonly (readonly [number, number])[],
): number {
  const scale = 111_320 * Math.cos((place[1] * Math.PI) / 180);
  const flat = line.map(([x, y]) => [(x - place[0]) * scale, (y - place[1]) * 111_320] as const);
  let nearest = Math.hypot(...flat[0]!);
  for (let i = 1; i < flat.length; i++) {
    const [ax, ay] = flat[i - 1]!;
    const [dx, dy] = [flat[i]![0] - ax, flat[i]![1] - ay];
    const square = dx * dx + dy * dy;
    const share = square === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / square));
    nearest = Math.min(nearest, Math.hypot(ax + share * dx, ay + share * dy));
  }
  return nearest;
}
