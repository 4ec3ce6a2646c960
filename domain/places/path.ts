/** Lines in metres of a plane (EPSG:32632): measured along, cut and moved aside. */

export type Metres = readonly [number, number];
export type Path = readonly Metres[];

export function distance(a: Metres, b: Metres): number {
  return lengthOf(b[0] - a[0], b[1] - a[1]);
}

/** Metres of a city neither overflow nor vanish when squared, and Math.hypot takes five times as long. */
function lengthOf(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

export function pathLength(path: Path): number {
  let length = 0;
  for (let i = 1; i < path.length; i++) length += distance(path[i - 1]!, path[i]!);
  return length;
}

export interface AlongPath {
  readonly alongMetres: number;
  readonly distanceMetres: number;
  /** To the right of the path as one walks it; negative to its left. */
  readonly rightMetres: number;
}

/** Where on the path a point is nearest. */
export function projectOnPath(path: Path, point: Metres): AlongPath {
  let best: AlongPath = { alongMetres: 0, distanceMetres: Number.POSITIVE_INFINITY, rightMetres: 0 };
  let walked = 0;
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1]!, path[i]!];
    const length = distance(a, b);
    if (length === 0) continue;
    const [dx, dy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    const ahead = (point[0] - a[0]) * dx + (point[1] - a[1]) * dy;
    const along = Math.min(length, Math.max(0, ahead));
    const away = lengthOf(point[0] - a[0] - dx * along, point[1] - a[1] - dy * along);
    if (away < best.distanceMetres) {
      const rightMetres = (point[0] - a[0]) * dy - (point[1] - a[1]) * dx;
      best = { alongMetres: walked + along, distanceMetres: away, rightMetres };
    }
    walked += length;
  }
  return best;
}

/** The part of a path between two distances along it; reversed when `from` is beyond `to`. */
export function slicePath(path: Path, from: number, to: number): Metres[] {
  if (from > to) return slicePath(path, to, from).reverse();
  const slice: Metres[] = [pointAlong(path, from)];
  let walked = 0;
  for (let i = 1; i < path.length; i++) {
    walked += distance(path[i - 1]!, path[i]!);
    if (walked > from && walked < to) slice.push(path[i]!);
  }
  slice.push(pointAlong(path, to));
  return slice.filter((point, i) => i === 0 || distance(point, slice[i - 1]!) > 0.01);
}

export function pointAlong(path: Path, alongMetres: number): Metres {
  let left = Math.max(0, alongMetres);
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1]!, path[i]!];
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
export function offsetPath(path: Path, rightMetres: number): Metres[] {
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

export function unit([x, y]: Metres): Metres {
  const length = Math.hypot(x, y);
  return length === 0 ? [0, 0] : [x / length, y / length];
}
