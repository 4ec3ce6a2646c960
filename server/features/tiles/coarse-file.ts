/**
 * What a tile hands to the tile above it, as a file beside the index: 32-bit integers one after another, so that
 * the tile above can be made again without its other children being made again.
 */
import type { CoarseShape } from "./coarse-shapes.ts";

/** Per shape: kind, top, foot, number of rings; per ring: number of corners, then x and y in centimetres. */
export function packShapes(shapes: readonly CoarseShape[]): Int32Array {
  let length = 0;
  for (const { rings } of shapes) {
    length += 4;
    for (const ring of rings) length += 1 + ring.length;
  }
  const packed = new Int32Array(length);
  let at = 0;
  for (const { kind, topMillimetres, footMillimetres, rings } of shapes) {
    packed.set([kind, topMillimetres, footMillimetres, rings.length], at);
    at += 4;
    for (const ring of rings) {
      packed[at++] = ring.length / 2;
      packed.set(ring, at);
      at += ring.length;
    }
  }
  return packed;
}

export function unpackShapes(packed: Int32Array): CoarseShape[] {
  const shapes: CoarseShape[] = [];
  let at = 0;
  while (at < packed.length) {
    const [kind, topMillimetres, footMillimetres, count] = packed.subarray(at, at + 4) as unknown as number[];
    at += 4;
    const rings = Array.from({ length: count! }, () => {
      const length = packed[at]! * 2;
      at += 1 + length;
      return packed.subarray(at - length, at);
    });
    shapes.push({ kind: kind!, topMillimetres: topMillimetres!, footMillimetres: footMillimetres!, rings });
  }
  return shapes;
}

/** EPSG:32632 centimetres and millimetres; `rank` says which trees go first where not all can be shown. */
export interface CoarseTree {
  readonly x: number;
  readonly y: number;
  readonly baseMillimetres: number;
  readonly heightMillimetres: number;
  readonly crownMillimetres: number;
  /** Number of a tone of a crown. */
  readonly tone: number;
  readonly rank: number;
}

/** Trees that are shown, and how many they stand for. */
export interface CoarseTrees {
  readonly total: number;
  readonly trees: readonly CoarseTree[];
}

const TREE_NUMBERS = 7;

export function packTrees({ total, trees }: CoarseTrees): Int32Array {
  const packed = new Int32Array(1 + trees.length * TREE_NUMBERS);
  packed[0] = total;
  trees.forEach((tree, i) => {
    const sizes = [tree.baseMillimetres, tree.heightMillimetres, tree.crownMillimetres];
    packed.set([tree.x, tree.y, ...sizes, tree.tone, tree.rank | 0], 1 + i * TREE_NUMBERS);
  });
  return packed;
}

export function unpackTrees(packed: Int32Array): CoarseTrees {
  const trees: CoarseTree[] = [];
  for (let at = 1; at < packed.length; at += TREE_NUMBERS) {
    trees.push({
      x: packed[at]!,
      y: packed[at + 1]!,
      baseMillimetres: packed[at + 2]!,
      heightMillimetres: packed[at + 3]!,
      crownMillimetres: packed[at + 4]!,
      tone: packed[at + 5]!,
      rank: packed[at + 6]! >>> 0,
    });
  }
  return { total: packed[0] ?? 0, trees };
}
