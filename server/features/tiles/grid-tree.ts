/**
 * The squares that a layer's tiles are made of. They lie on one grid for ever, whatever the city holds: an edit
 * moves no border, so that the tiles beside the edited one stay what they were.
 */

/** Features by number: where each stands (EPSG:32632), how many corners it has, what its row is like. */
export interface StandingFeatures {
  readonly ids: Int32Array;
  /** -1: whole; else the number of the square of a piece of ground that is larger than a tile. */
  readonly parts: Int32Array;
  readonly corners: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** A fingerprint of the row, 64 bits. */
  readonly hashHigh: Int32Array;
  readonly hashLow: Int32Array;
}

export interface GridNode {
  /** `<side>/<column>/<row>`: the same for the same square at every build. */
  readonly key: string;
  readonly sideMetres: number;
  /** Numbers of features, ascending; of a leaf alone. */
  readonly members: Int32Array;
  /** Tiles in the quarters of this square, or in theirs; none of a leaf. */
  readonly children: readonly GridNode[];
}

/** A city of Turin's size has nine of these. */
const LARGEST_SIDE_METRES = 8_192;
/** Below a square of this side there are leaves alone: simpler ones would hardly be lighter. */
const LEAST_BRANCH_SIDE_METRES = 1_024;
/** A cell as small holds whatever it holds. */
const SMALLEST_SIDE_METRES = 64;

/**
 * Halves squares until none holds more than `maximumCorners`: bytes go with corners, not with features. Every
 * feature lands in exactly one leaf; empty squares are left out, and so is one whose features all lie in one
 * quarter of it.
 */
export function growTrees(features: StandingFeatures, maximumCorners: number): GridNode[] {
  const { corners, x, y } = features;
  const squares = new Map<string, number[]>();
  for (let i = 0; i < features.ids.length; i++) {
    const cell = `${Math.floor(x[i]! / LARGEST_SIDE_METRES)}/${Math.floor(y[i]! / LARGEST_SIDE_METRES)}`;
    const square = squares.get(cell);
    if (square) square.push(i);
    else squares.set(cell, [i]);
  }
  const sorted = [...squares].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.flatMap(([cell, members]) => {
    const [column, row] = cell.split("/").map(Number);
    return grow(Int32Array.from(members), LARGEST_SIDE_METRES, column!, row!);
  });

  function grow(members: Int32Array, side: number, column: number, row: number): GridNode[] {
    let held = 0;
    for (const i of members) held += corners[i]!;
    if (held <= maximumCorners || members.length === 1 || side === SMALLEST_SIDE_METRES) {
      return [{ key: `${side}/${column}/${row}`, sideMetres: side, members, children: [] }];
    }
    const half = side / 2;
    const [left, bottom] = [column * 2, row * 2];
    const quarterOf = (i: number) =>
      Math.floor(x[i]! / half) - left + 2 * (Math.floor(y[i]! / half) - bottom);
    const quarters = [0, 1, 2, 3].map((quarter) => members.filter((i) => quarterOf(i) === quarter));
    const children = quarters.flatMap((inside, quarter) =>
      inside.length === 0 ? [] : grow(inside, half, left + (quarter & 1), bottom + (quarter >> 1)),
    );
    if (children.length === 1 || side < LEAST_BRANCH_SIDE_METRES) return children;
    return [{ key: `${side}/${column}/${row}`, sideMetres: side, members: new Int32Array(), children }];
  }
}

/** Depth first, so that the leaves of one square come together. */
export function listLeaves(nodes: readonly GridNode[]): GridNode[] {
  return nodes.flatMap((node) => (node.children.length === 0 ? [node] : listLeaves(node.children)));
}
