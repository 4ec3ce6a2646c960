/**
 * What a coordination meeting talks about at once: interferences joined by a shared place (a section of street, a
 * detour) and by time. COORDINATION.md §6.
 */
import type { Span } from "../geo/interval.ts";

export interface Joinable {
  readonly span: Span;
  /** Names of the places it concerns; two that share one, at overlapping times, belong together. */
  readonly places: readonly string[];
}

/**
 * The connected components of "shares a place while times overlap", each in the order given, and by their first.
 * Per place the spans are swept from the earliest on: one that begins before the latest end so far overlaps some
 * span of the run, so a run is one component and nothing is compared pairwise. O(n log n) in the named places.
 */
export function clusterByPlaceAndTime<T extends Joinable>(things: readonly T[]): T[][] {
  const parent = Int32Array.from(things, (_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      // Path halving (Tarjan and van Leeuwen, 1984).
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const join = (a: number, b: number): void => {
    const [low, high] = [rootOf(a), rootOf(b)].sort((x, y) => x - y) as [number, number];
    parent[high] = low;
  };

  const atPlace = new Map<string, number[]>();
  for (const [index, { places }] of things.entries()) {
    for (const place of places) {
      const there = atPlace.get(place);
      if (there) there.push(index);
      else atPlace.set(place, [index]);
    }
  }
  for (const there of atPlace.values()) {
    there.sort((a, b) => things[a]!.span.startMs - things[b]!.span.startMs);
    let latest = there[0]!;
    for (const index of there.slice(1)) {
      const { startMs, endMs } = things[index]!.span;
      if (startMs < things[latest]!.span.endMs) join(latest, index);
      if (endMs > things[latest]!.span.endMs) latest = index;
    }
  }

  const clusters = new Map<number, T[]>();
  for (const [index, thing] of things.entries()) {
    const root = rootOf(index);
    const cluster = clusters.get(root);
    if (cluster) cluster.push(thing);
    else clusters.set(root, [thing]);
  }
  return [...clusters.values()];
}
