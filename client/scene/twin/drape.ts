/**
 * Lines and surfaces cut where the relief creases (along its cells and their diagonals), so that what lies between
 * the cuts lies on the ground as exactly as its corners do.
 */
import { heightAt, type Relief } from "../../../domain/geo/relief.ts";

type Place = readonly number[];

/** What departs from the ground by less stays whole: a slab is 2.4 m high, and each cut is four more corners. */
const TOLERANCE_METRES = 0.03;
/** Of a cell: nearer to a crease than this counts as on it. */
const ON_CREASE = 1e-7;

export interface CutSurface {
  readonly corners: readonly Place[];
  readonly triangles: ArrayLike<number>;
}

/** Places of the line in degrees, with those where it crosses a crease; both ends as they were. */
export function cutLine(relief: Relief, line: readonly Place[]): Place[] {
  const cut: Place[] = line.slice(0, 1);
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1]!, line[i]!];
    const between = creasesBetween(relief, from, to).map((t) => mix(from, to, t));
    if (between.some((place) => departure(relief, place, [from, to]) > TOLERANCE_METRES))
      cut.push(...between);
    cut.push(to);
  }
  return cut;
}

/** @param corners in degrees; triangles three indices each. Triangles that need no cut keep their corners. */
export function cutSurface(
  relief: Relief,
  corners: readonly Place[],
  triangles: ArrayLike<number>,
): CutSurface {
  const places = [...corners];
  const cut: number[] = [];
  for (let i = 0; i + 2 < triangles.length; i += 3) {
    const indices = [triangles[i]!, triangles[i + 1]!, triangles[i + 2]!];
    const triangle = indices.map((index) => corners[index]!);
    const pieces = piecesOf(relief, triangle);
    if (pieces.length === 1 || pieces.flat().every((place) => isNear(relief, place, triangle))) {
      cut.push(...indices);
      continue;
    }
    for (const piece of pieces) {
      const first = places.length;
      places.push(...piece);
      for (let k = 1; k + 1 < piece.length; k++) cut.push(first, first + k, first + k + 1);
    }
  }
  return { corners: places, triangles: cut };
}

/** Shares of the way from one place to the other, in order, at which it crosses a crease. */
export function creasesBetween(relief: Relief, from: Place, to: Place): number[] {
  const [a, b] = [toGrid(relief, from), toGrid(relief, to)];
  const shares: number[] = [];
  for (const level of LEVELS) {
    const [start, end] = [level(a), level(b)];
    const [low, high] = start < end ? [start, end] : [end, start];
    for (let k = Math.ceil(low + ON_CREASE); k <= high - ON_CREASE; k++) {
      shares.push((k - start) / (end - start));
    }
  }
  return shares.sort((s, t) => s - t);
}

type Point = readonly [number, number];

/** The three families of creases, each as the whole numbers of a function of the grid's axes. */
const LEVELS: readonly ((point: Point) => number)[] = [([x]) => x, ([, y]) => y, ([x, y]) => x - y];

function piecesOf(relief: Relief, triangle: readonly Place[]): Place[][] {
  let pieces: Point[][] = [triangle.map((place) => toGrid(relief, place))];
  for (const level of LEVELS) pieces = pieces.flatMap((piece) => slice(piece, level));
  if (pieces.length === 1) return [[...triangle]];
  return pieces.map((piece) =>
    piece.map(([x, y]) => [relief.west + x * relief.stepEast, relief.south + y * relief.stepNorth]),
  );
}

/** A convex piece cut at every whole number of `level`. */
function slice(piece: Point[], level: (point: Point) => number): Point[][] {
  const slices: Point[][] = [];
  let rest = piece;
  const values = piece.map(level);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  for (let k = Math.ceil(low + ON_CREASE); k <= high - ON_CREASE; k++) {
    const [below, above] = part(rest, (point) => level(point) - k);
    if (below.length > 2) slices.push(below);
    rest = above;
  }
  if (rest.length > 2) slices.push(rest);
  return slices;
}

function part(piece: readonly Point[], side: (point: Point) => number): [Point[], Point[]] {
  const below: Point[] = [];
  const above: Point[] = [];
  piece.forEach((point, i) => {
    const next = piece[(i + 1) % piece.length]!;
    const [here, there] = [side(point), side(next)];
    if (here <= 0) below.push(point);
    if (here >= 0) above.push(point);
    if ((here < 0 && there > 0) || (here > 0 && there < 0)) {
      const t = here / (here - there);
      const crossing: Point = [point[0] + (next[0] - point[0]) * t, point[1] + (next[1] - point[1]) * t];
      below.push(crossing);
      above.push(crossing);
    }
  });
  return [below, above];
}

function departure(relief: Relief, place: Place, [from, to]: readonly [Place, Place]): number {
  const way = [to[0]! - from[0]!, to[1]! - from[1]!] as const;
  const t =
    Math.abs(way[0]) > Math.abs(way[1]) ? (place[0]! - from[0]!) / way[0] : (place[1]! - from[1]!) / way[1];
  const [a, b] = [at(relief, from), at(relief, to)];
  return Math.abs(at(relief, place) - (a + (b - a) * t));
}

function isNear(relief: Relief, place: Place, [a, b, c]: readonly Place[]): boolean {
  const [ux, uy, vx, vy] = [b![0]! - a![0]!, b![1]! - a![1]!, c![0]! - a![0]!, c![1]! - a![1]!];
  const [px, py] = [place[0]! - a![0]!, place[1]! - a![1]!];
  const area = ux * vy - uy * vx;
  const [s, t] = [(px * vy - py * vx) / area, (ux * py - uy * px) / area];
  const base = at(relief, a!);
  const flat = base + s * (at(relief, b!) - base) + t * (at(relief, c!) - base);
  return Math.abs(at(relief, place) - flat) <= TOLERANCE_METRES;
}

function at(relief: Relief, place: Place): number {
  return heightAt(relief, place[0]!, place[1]!);
}

function mix(from: Place, to: Place, t: number): Place {
  return [from[0]! + (to[0]! - from[0]!) * t, from[1]! + (to[1]! - from[1]!) * t];
}

function toGrid(relief: Relief, place: Place): Point {
  return [(place[0]! - relief.west) / relief.stepEast, (place[1]! - relief.south) / relief.stepNorth];
}
