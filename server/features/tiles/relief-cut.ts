/**
 * Cuts what lies on the relief along the relief's own edges: the lines of its grid and the diagonals of its
 * cells. In grid coordinates (u columns from the west, v rows from the south) these are u = k, v = k and
 * u − v = k. Every piece is then plane, so that neighbours cut from different polygons meet without gap or
 * overlap: an edge that two of them share is cut at the same places, being cut from the same end.
 */
import type { Relief } from "../../../domain/geo/relief.ts";

/** A convex polygon in grid coordinates: [u0, v0, u1, v1, …]. */
export type GridPolygon = readonly number[];

/** What is cut by: `a · u + b · v = k`, with (a, b) one of (1, 0), (0, 1), (1, −1). */
interface Line {
  readonly a: number;
  readonly b: number;
  readonly k: number;
}

/** Parts of a convex polygon where a·u + b·v is below and above k; the line belongs to both. */
function splitAt(polygon: GridPolygon, line: Line): [below: number[], above: number[]] {
  const below: number[] = [];
  const above: number[] = [];
  const count = polygon.length;
  for (let i = 0; i < count; i += 2) {
    const [u, v] = [polygon[i]!, polygon[i + 1]!];
    const [nextU, nextV] = [polygon[(i + 2) % count]!, polygon[(i + 3) % count]!];
    const here = line.a * u + line.b * v - line.k;
    const next = line.a * nextU + line.b * nextV - line.k;
    if (here <= 0) below.push(u, v);
    if (here >= 0) above.push(u, v);
    if ((here < 0 && next > 0) || (here > 0 && next < 0)) {
      const [crossU, crossV] = crossing(u, v, nextU, nextV, line);
      below.push(crossU, crossV);
      above.push(crossU, crossV);
    }
  }
  return [below, above];
}

/** The same point whichever end one comes from. */
function crossing(u: number, v: number, nextU: number, nextV: number, line: Line): [number, number] {
  if (u > nextU || (u === nextU && v > nextV)) return crossing(nextU, nextV, u, v, line);
  const here = line.a * u + line.b * v - line.k;
  const next = line.a * nextU + line.b * nextV - line.k;
  const t = here / (here - next);
  if (line.b === 0) return [line.k, v + t * (nextV - v)];
  const crossU = u + t * (nextU - u);
  return [crossU, line.a === 0 ? line.k : crossU - line.k];
}

function rangeOf(polygon: GridPolygon, value: (u: number, v: number) => number): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < polygon.length; i += 2) {
    const here = value(polygon[i]!, polygon[i + 1]!);
    if (here < least) least = here;
    if (here > most) most = here;
  }
  return [least, most];
}

/** Calls `emit` with plane parts that together are the polygon. Beyond the grid there are no diagonals. */
export function cutConvex(relief: Relief, polygon: GridPolygon, emit: (part: GridPolygon) => void): void {
  if (isPlane(relief, polygon)) {
    emit(polygon);
    return;
  }
  slice(
    polygon,
    { a: 1, b: 0 },
    rangeOf(polygon, (u) => u),
    relief.columns - 1,
    (strip) => {
      slice(
        strip,
        { a: 0, b: 1 },
        rangeOf(strip, (_, v) => v),
        relief.rows - 1,
        (cell) => {
          const [column, row] = [Math.floor(middle(cell, 0)), Math.floor(middle(cell, 1))];
          const inside = column >= 0 && row >= 0 && column < relief.columns - 1 && row < relief.rows - 1;
          if (!inside || isPlane(relief, cell)) {
            emit(cell);
            return;
          }
          const [below, above] = splitAt(cell, { a: 1, b: -1, k: column - row });
          if (below.length >= 6) emit(below);
          if (above.length >= 6) emit(above);
        },
      );
    },
  );
}

function slice(
  polygon: GridPolygon,
  { a, b }: { a: number; b: number },
  [least, most]: readonly [number, number],
  last: number,
  emit: (part: GridPolygon) => void,
): void {
  let rest: number[] = polygon as number[];
  const first = Math.max(Math.floor(least) + 1, 0);
  for (let k = first; k < most && k <= last; k++) {
    const [below, above] = splitAt(rest, { a, b, k });
    if (below.length >= 6) emit(below);
    rest = above;
  }
  if (rest.length >= 6) emit(rest);
}

function middle(polygon: GridPolygon, axis: 0 | 1): number {
  let sum = 0;
  for (let i = axis; i < polygon.length; i += 2) sum += polygon[i]!;
  return (sum * 2) / polygon.length;
}

/** Whether the relief under the polygon's box is one plane, so that nothing need be cut. */
function isPlane({ heights, columns, rows }: Relief, polygon: GridPolygon): boolean {
  const [west, east] = rangeOf(polygon, (u) => u);
  const [south, north] = rangeOf(polygon, (_, v) => v);
  const [left, bottom] = [Math.floor(west), Math.floor(south)];
  const [right, top] = [Math.ceil(east), Math.ceil(north)];
  const beyond = left < 0 || bottom < 0 || right > columns - 1 || top > rows - 1;
  const clampColumn = (column: number) => Math.min(Math.max(column, 0), columns - 1);
  const clampRow = (row: number) => Math.min(Math.max(row, 0), rows - 1);
  const at = (column: number, row: number) => heights[clampRow(row) * columns + clampColumn(column)]!;
  const origin = at(left, bottom);
  const rise = at(left + 1, bottom) - origin;
  const climb = at(left, bottom + 1) - origin;
  if (beyond && (rise !== 0 || climb !== 0)) return false;
  const [lastColumn, lastRow] = [Math.max(right, left + 1), Math.max(top, bottom + 1)];
  for (let row = clampRow(bottom); row <= clampRow(lastRow); row++) {
    for (let column = clampColumn(left); column <= clampColumn(lastColumn); column++) {
      if (at(column, row) !== origin + rise * (column - left) + climb * (row - bottom)) return false;
    }
  }
  return true;
}

/** Where the way from one place to another meets an edge of the relief: fractions of the way, ascending. */
export function crossingsOf(relief: Relief, u: number, v: number, nextU: number, nextV: number): number[] {
  const found: number[] = [];
  const meet = (from: number, to: number, least: number, last: number) => {
    if (from === to) return;
    const [low, high] = from < to ? [from, to] : [to, from];
    for (let k = Math.max(Math.floor(low) + 1, least); k < high && k <= last; k++) {
      found.push((k - from) / (to - from));
    }
  };
  meet(u, nextU, 0, relief.columns - 1);
  meet(v, nextV, 0, relief.rows - 1);
  meet(u - v, nextU - nextV, 1 - relief.rows, relief.columns - 1);
  return found.sort((a, b) => a - b);
}
