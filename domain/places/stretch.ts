/** A stretch of a street: its own line, the carriageways beside it, how broad it is and which side is which. */
import {
  distance,
  type Metres,
  offsetPath,
  type Path,
  pathLength,
  pointAlong,
  projectOnPath,
  unit,
} from "./path.ts";
import {
  BRIDGE_METRES,
  type GraphSegment,
  longestBridge,
  shortestWalk,
  turnWalk,
  type Walk,
} from "./street-graph.ts";

export interface Stretch {
  readonly walk: Walk;
  /** The line of the walk and of each carriageway beside it, from the first end to the second. */
  readonly carriageways: readonly Path[];
  /** In the middle of all carriageways. */
  readonly middle: Path;
  /** Kerb to kerb over all of them; null: not known. */
  readonly widthMetres: number | null;
  readonly bridgedMetres: number;
}

/**
 * Lines of one name farther apart are two streets' worth of ground. The outer lanes of Corso Unione Sovietica
 * are 70 m apart, those of Corso Regina Margherita 45 m.
 */
const CARRIAGEWAY_METRES = 75;
/** Steeper than this to the stretch a line crosses it. */
const PARALLEL_COSINE = Math.cos((40 * Math.PI) / 180);
const SAMPLE_METRES = 10;
/** What runs along less of the stretch than this, and for fewer metres, is a link or a slip road. */
const LEAST_SHARE = 0.3;
const LEAST_METRES = 40;

/**
 * The shortest way along the street from one junction to the other, in the direction of traffic one way or the
 * other, so that it keeps to one carriageway; against traffic where there is no other, and over other streets or
 * a gap of at most 250 m where the name stops and goes on. Null: no such way.
 */
export function findStretch(
  segments: readonly GraphSegment[],
  from: ReadonlySet<number>,
  to: ReadonlySet<number>,
): Stretch | null {
  const own = segments.filter((segment) => segment.own);
  const walk = walkAlong(own, from, to) ?? shortestWalk(segments, from, to, "both-ways");
  if (walk === null) return null;
  const bridgedMetres = longestBridge(walk);
  if (bridgedMetres > BRIDGE_METRES || walk.path.length < 2) return null;
  return { ...describeWalk(own, walk), bridgedMetres };
}

function walkAlong(
  own: readonly GraphSegment[],
  from: ReadonlySet<number>,
  to: ReadonlySet<number>,
): Walk | null {
  const forth = shortestWalk(own, from, to, "one-way");
  const back = shortestWalk(own, to, from, "one-way");
  const turned = back === null ? null : turnWalk(back);
  if (forth && turned) return turned.lengthMetres < forth.lengthMetres ? turned : forth;
  return forth ?? turned ?? shortestWalk(own, from, to, "both-ways");
}

/** The walk with what runs beside it. */
export function describeWalk(own: readonly GraphSegment[], walk: Walk): Omit<Stretch, "bridgedMetres"> {
  const used = new Set(walk.segments);
  const around = boxOf(walk.path);
  const beside = chain(
    own
      .filter((segment) => !used.has(segment) && comesNear(boxOf(segment.path), around))
      .flatMap((segment) => clipBeside(walk.path, segment)),
    walk.path,
  ).filter(({ path }) => pathLength(path) >= Math.min(LEAST_METRES, LEAST_SHARE * walk.lengthMetres));
  const width = averageWidth(walk.segments);
  const lines = [
    { offset: 0, width },
    ...beside.map(({ path, width: own }) => ({ offset: offsetOf(walk.path, path), width: own })),
  ];
  const known = lines.map(({ width: one }) => one).filter((one) => one !== null);
  const assumed = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length;
  const left = Math.min(...lines.map(({ offset, width: one }) => offset - (one ?? assumed ?? 0) / 2));
  const right = Math.max(...lines.map(({ offset, width: one }) => offset + (one ?? assumed ?? 0) / 2));
  const spans = beside.length > 0;
  return {
    walk,
    carriageways: [walk.path, ...beside.map(({ path }) => path)],
    middle: spans ? offsetPath(walk.path, (left + right) / 2) : walk.path,
    widthMetres: assumed === null && !spans ? null : right - left,
  };
}

function averageWidth(segments: readonly GraphSegment[]): number | null {
  let [length, sum] = [0, 0];
  for (const { widthMetres, path } of segments) {
    if (widthMetres === null) continue;
    length += pathLength(path);
    sum += widthMetres * pathLength(path);
  }
  return length === 0 ? null : sum / length;
}

type Box = readonly [west: number, south: number, east: number, north: number];

const BOXES = new WeakMap<Path, Box>();

function boxOf(path: Path): Box {
  const known = BOXES.get(path);
  if (known !== undefined) return known;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of path) {
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  }
  const box: Box = [west, south, east, north];
  BOXES.set(path, box);
  return box;
}

/** Whether the boxes of two lines come as near as carriageways of one street do. */
function comesNear(a: Box, b: Box): boolean {
  return (
    a[0] - b[2] <= CARRIAGEWAY_METRES &&
    b[0] - a[2] <= CARRIAGEWAY_METRES &&
    a[1] - b[3] <= CARRIAGEWAY_METRES &&
    b[1] - a[3] <= CARRIAGEWAY_METRES
  );
}

interface Piece {
  readonly path: Path;
  readonly width: number | null;
}

/** Those parts of a segment that run beside the path, in the path's direction. */
function clipBeside(path: Path, { path: line, widthMetres }: GraphSegment): Piece[] {
  const length = pathLength(line);
  const total = pathLength(path);
  const count = Math.max(1, Math.ceil(length / SAMPLE_METRES));
  const pieces: Metres[][] = [];
  let open: Metres[] | null = null;
  for (let i = 0; i <= count; i++) {
    const point = pointAlong(line, (length * i) / count);
    const { alongMetres, distanceMetres } = projectOnPath(path, point);
    const beside = distanceMetres <= CARRIAGEWAY_METRES && alongMetres > 0 && alongMetres < total;
    if (!beside) open = null;
    else if (open) open.push(point);
    else {
      open = [point];
      pieces.push(open);
    }
  }
  return pieces.flatMap((piece) => {
    if (piece.length < 2) return [];
    const [a, b] = [piece[0]!, piece.at(-1)!];
    const [from, to] = [projectOnPath(path, a).alongMetres, projectOnPath(path, b).alongMetres];
    const ahead = unit([
      pointAlong(path, to)[0] - pointAlong(path, from)[0],
      pointAlong(path, to)[1] - pointAlong(path, from)[1],
    ]);
    const runs = unit([b[0] - a[0], b[1] - a[1]]);
    if (ahead[0] * runs[0] + ahead[1] * runs[1] < PARALLEL_COSINE) return [];
    return [{ path: from > to ? [...piece].reverse() : piece, width: widthMetres }];
  });
}

/** Ends this near are one: pieces are cut at steps of 10 m. */
const JOIN_METRES = SAMPLE_METRES + 5;

/** Pieces that follow each other as one line. */
function chain(pieces: readonly Piece[], path: Path): Piece[] {
  const inOrder = pieces
    .map((piece) => ({ piece, from: projectOnPath(path, piece.path[0]!).alongMetres }))
    .sort((a, b) => a.from - b.from);
  const chains: { path: Metres[]; width: number | null }[] = [];
  for (const { piece } of inOrder) {
    const before = chains.find((one) => distance(one.path.at(-1)!, piece.path[0]!) <= JOIN_METRES);
    if (before) {
      before.path.push(...piece.path.slice(distance(before.path.at(-1)!, piece.path[0]!) < 0.01 ? 1 : 0));
      before.width ??= piece.width;
    } else chains.push({ path: [...piece.path], width: piece.width });
  }
  return chains;
}

/** How far to the right of the path a line runs beside it, in the middle of its samples. */
function offsetOf(path: Path, line: Path): number {
  const offsets = line.map((point) => projectOnPath(path, point).rightMetres).sort((a, b) => a - b);
  return offsets[Math.floor(offsets.length / 2)]!;
}

export type Side = "left" | "right";
export const COMPASS = ["north", "east", "south", "west"] as const;
export type Compass = (typeof COMPASS)[number];

/** Less than this towards a point of the compass, and a side does not lie there. */
const COMPASS_COSINE = 0.4;

/** Where a side of the street lies, from its middle. */
export function compassOf(path: Path, side: Side): Compass {
  const [north, east] = [towards(path, side, "north"), towards(path, side, "east")];
  if (Math.abs(north) >= Math.abs(east)) return north > 0 ? "north" : "south";
  return east > 0 ? "east" : "west";
}

/** The side that lies to the north (and so on); null where the street itself runs that way. */
export function sideTowards(path: Path, compass: Compass): Side | null {
  const left = towards(path, "left", compass);
  if (Math.abs(left) < COMPASS_COSINE) return null;
  return left > 0 ? "left" : "right";
}

function towards(path: Path, side: Side, compass: Compass): number {
  const [a, b] = [path[0]!, path.at(-1)!];
  const [dx, dy] = unit([b[0] - a[0], b[1] - a[1]]);
  const [x, y] = side === "left" ? [-dy, dx] : [dy, -dx];
  return { north: y, east: x, south: -y, west: -x }[compass];
}

/** Of so many numbers of one parity at least this share must stand on one side. */
const PARITY_SHARE = 0.8;
const LEAST_NUMBERS = 2;

/** The side on which the even (odd) numbers of the stretch stand; null where addresses do not tell. */
export function sideOfParity(
  path: Path,
  parity: "even" | "odd",
  addresses: readonly { readonly number: number; readonly place: Metres }[],
): Side | null {
  const wanted = parity === "even" ? 0 : 1;
  const total = pathLength(path);
  let [left, right] = [0, 0];
  for (const { number, place } of addresses) {
    const { alongMetres, rightMetres } = projectOnPath(path, place);
    if (number % 2 !== wanted || alongMetres <= 0 || alongMetres >= total) continue;
    if (rightMetres > 0) right++;
    else left++;
  }
  const count = left + right;
  if (count < LEAST_NUMBERS) return null;
  if (left / count >= PARITY_SHARE) return "left";
  return right / count >= PARITY_SHARE ? "right" : null;
}
