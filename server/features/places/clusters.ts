/** Where one name stands in several parts of the city, and what of it belongs together. */

export interface Part {
  /** West, south, east, north in metres (EPSG:32632). */
  readonly box: readonly [number, number, number, number];
  readonly middle: readonly [number, number];
  readonly lengthMetres: number;
  /** The stretch of the street graph that it is; null when it is none. */
  readonly segment: { readonly segmentId: number; readonly fromNode: number; readonly toNode: number } | null;
}

export interface Cluster<P extends Part = Part> {
  readonly parts: readonly P[];
  readonly box: Part["box"];
  /** On the part nearest the middle of the whole. */
  readonly point: readonly [number, number];
  readonly sizeMetres: number;
}

/**
 * Parts of one name nearer than this are one street. Via Roma goes on beyond Piazza San Carlo, 170 m away; two
 * streets of one name in neighbouring towns are farther apart.
 */
const SAME_STREET_METRES = 300;

/** The largest first. */
export function clusterParts<P extends Part>(parts: readonly P[]): Cluster<P>[] {
  const root = parts.map((_, index) => index);
  const find = (index: number): number => {
    while (root[index] !== index) {
      root[index] = root[root[index]!]!;
      index = root[index]!;
    }
    return index;
  };
  for (let i = 0; i < parts.length; i++) {
    for (let j = 0; j < i; j++) {
      if (find(i) !== find(j) && gap(parts[i]!.box, parts[j]!.box) <= SAME_STREET_METRES)
        root[find(i)] = find(j);
    }
  }
  const roots = parts.map((_, index) => find(index));
  return [...groupBy(parts, (_, index) => roots[index]!).values()]
    .map(describe)
    .sort((a, b) => b.sizeMetres - a.sizeMetres);
}

function gap(a: Part["box"], b: Part["box"]): number {
  const across = Math.max(0, a[0] - b[2], b[0] - a[2]);
  const up = Math.max(0, a[1] - b[3], b[1] - a[3]);
  return Math.hypot(across, up);
}

/** In the order in which the keys are met. */
export function groupBy<T, K>(things: readonly T[], keyOf: (thing: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  things.forEach((thing, index) => {
    const key = keyOf(thing, index);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  });
  return groups;
}

export function boxOf(parts: readonly Part[]): Part["box"] {
  return parts.reduce<Part["box"]>(
    ([west, south, east, north], { box }) => [
      Math.min(west, box[0]),
      Math.min(south, box[1]),
      Math.max(east, box[2]),
      Math.max(north, box[3]),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
}

function describe<P extends Part>(parts: readonly P[]): Cluster<P> {
  const box = boxOf(parts);
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  let point = parts[0]!.middle;
  for (const { middle } of parts) {
    if (Math.hypot(middle[0] - x, middle[1] - y) < Math.hypot(point[0] - x, point[1] - y)) point = middle;
  }
  const length = parts.reduce((sum, { lengthMetres }) => sum + lengthMetres, 0);
  return {
    parts,
    box,
    point,
    sizeMetres: length > 0 ? length : Math.hypot(box[2] - box[0], box[3] - box[1]),
  };
}
