import type { StreetFeature } from "../../../domain/places/contract.ts";
import { distance, type LocalPlane, type Metres, pathLength } from "./local-plane.ts";

/** A street as one line one can measure along, in metres of a local plane. */
export interface StreetAxis {
  readonly streetId: string;
  readonly name: string;
  readonly widthMetres: number;
  readonly path: readonly Metres[];
  readonly lengthMetres: number;
}

/**
 * Pieces of one street apart by more than this are not one walk. Via Roma goes on beyond Piazza San Carlo, 170 m
 * away.
 */
const MAX_GAP_METRES = 250;

/** Joins a street's pieces end to end, from the longest on; what only runs beside it is left out. */
export function streetAxis(street: StreetFeature, plane: LocalPlane): StreetAxis {
  const pieces = street.geometry.coordinates
    .map((line) => line.map(plane.toMetres))
    .filter((line) => line.length >= 2)
    .sort((a, b) => pathLength(b) - pathLength(a));
  let path: readonly Metres[] = pieces.shift() ?? [];
  for (;;) {
    const next = bestExtension(path, pieces);
    if (next === null) break;
    pieces.splice(next.index, 1);
    path = next.path;
  }
  return {
    streetId: street.id,
    name: street.properties.name,
    widthMetres: street.properties.widthMetres,
    path,
    lengthMetres: pathLength(path),
  };
}

function bestExtension(path: readonly Metres[], pieces: readonly (readonly Metres[])[]) {
  if (path.length === 0) return null;
  let best: { index: number; gap: number; path: readonly Metres[] } | null = null;
  pieces.forEach((piece, index) => {
    for (const candidate of [piece, [...piece].reverse()]) {
      // `candidate` continues the path at its end, or, both turned round, at its beginning.
      for (const atEnd of [true, false]) {
        const near = atEnd ? path.at(-1)! : path[0]!;
        const opposite = atEnd ? path[0]! : path.at(-1)!;
        const gap = distance(near, candidate[0]!);
        const leadsAway = distance(opposite, candidate.at(-1)!) > distance(opposite, near);
        if (gap > MAX_GAP_METRES || !leadsAway || (best !== null && gap >= best.gap)) continue;
        best = {
          index,
          gap,
          path: atEnd ? [...path, ...candidate] : [...[...candidate].reverse(), ...path],
        };
      }
    }
  });
  return best as { index: number; gap: number; path: readonly Metres[] } | null;
}

export interface AlongAxis {
  readonly alongMetres: number;
  readonly distanceMetres: number;
}

/** Where on the axis a point is nearest. */
export function projectOnAxis(axis: Pick<StreetAxis, "path">, point: Metres): AlongAxis {
  let best: AlongAxis = { alongMetres: 0, distanceMetres: Number.POSITIVE_INFINITY };
  let walked = 0;
  for (let i = 1; i < axis.path.length; i++) {
    const a = axis.path[i - 1]!;
    const b = axis.path[i]!;
    const length = distance(a, b);
    const share = length === 0 ? 0 : shareAlong(a, b, point);
    const foot: Metres = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    const away = distance(foot, point);
    if (away < best.distanceMetres) best = { alongMetres: walked + share * length, distanceMetres: away };
    walked += length;
  }
  return best;
}

function shareAlong(a: Metres, b: Metres, point: Metres): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy);
  return Math.min(1, Math.max(0, share));
}

/** The part of a path between two distances along it; reversed when `from` is beyond `to`. */
export function sliceAxis(path: readonly Metres[], from: number, to: number): Metres[] {
  if (from > to) return sliceAxis(path, to, from).reverse();
  const slice: Metres[] = [pointAlong(path, from)];
  let walked = 0;
  for (let i = 1; i < path.length; i++) {
    walked += distance(path[i - 1]!, path[i]!);
    if (walked > from && walked < to) slice.push(path[i]!);
  }
  slice.push(pointAlong(path, to));
  return slice.filter((point, i) => i === 0 || distance(point, slice[i - 1]!) > 0.01);
}

export function pointAlong(path: readonly Metres[], alongMetres: number): Metres {
  let left = Math.max(0, alongMetres);
  for (let i = 1; i < path.length; i++) {
    const a = path[i - 1]!;
    const b = path[i]!;
    const length = distance(a, b);
    if (left <= length && length > 0) {
      const share = left / length;
      return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    }
    left -= length;
  }
  return path.at(-1) ?? [0, 0];
}

/** The same path moved to its right by metres (to its left when negative), corners mitred. */
export function offsetPath(path: readonly Metres[], rightMetres: number): Metres[] {
  if (rightMetres === 0) return [...path];
  return path.map((point, i) => {
    const before = i > 0 ? rightOf(path[i - 1]!, point) : null;
    const after = i + 1 < path.length ? rightOf(point, path[i + 1]!) : null;
    const [nx, ny] = unit([(before?.[0] ?? 0) + (after?.[0] ?? 0), (before?.[1] ?? 0) + (after?.[1] ?? 0)]);
    const side = after ?? before!;
    // At a corner the mitre is longer than the offset; a hairpin would make it endless.
    const cosine = Math.max(0.5, nx * side[0] + ny * side[1]);
    return [point[0] + (nx * rightMetres) / cosine, point[1] + (ny * rightMetres) / cosine];
  });
}

function rightOf(a: Metres, b: Metres): Metres {
  return unit([b[1] - a[1], a[0] - b[0]]);
}

function unit([x, y]: Metres): Metres {
  const length = Math.hypot(x, y);
  return length === 0 ? [0, 0] : [x / length, y / length];
}
