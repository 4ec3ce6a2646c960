/** Measures along a line in metres. */
import type { LineStringGeometry, Position } from "./geometry.ts";

const distance = (a: Position, b: Position) => Math.hypot(b[0] - a[0], b[1] - a[1]);

export function lengthOf({ coordinates }: LineStringGeometry): number {
  let sum = 0;
  for (let i = 1; i < coordinates.length; i++) sum += distance(coordinates[i - 1]!, coordinates[i]!);
  return sum;
}

/** The place `metres` from the line's beginning; its ends beyond them. */
export function alongLine({ coordinates }: LineStringGeometry, metres: number): Position {
  let left = metres;
  for (let i = 1; i < coordinates.length; i++) {
    const [a, b] = [coordinates[i - 1]!, coordinates[i]!];
    const length = distance(a, b);
    if (left <= length && length > 0) {
      const share = Math.max(left, 0) / length;
      return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    }
    left -= length;
  }
  return coordinates[coordinates.length - 1]!;
}

/** The line between two distances from its beginning, its corners kept. */
export function partOf(line: LineStringGeometry, from: number, to: number): LineStringGeometry {
  const inner: Position[] = [];
  let passed = 0;
  for (let i = 1; i < line.coordinates.length; i++) {
    passed += distance(line.coordinates[i - 1]!, line.coordinates[i]!);
    // A corner within a centimetre of an end is that end.
    if (passed > from + 0.01 && passed < to - 0.01) inner.push(line.coordinates[i]!);
  }
  return { type: "LineString", coordinates: [alongLine(line, from), ...inner, alongLine(line, to)] };
}

/** The line moved to its left (negative: right), each corner across the mean of its edges. */
export function beside({ coordinates }: LineStringGeometry, metres: number): LineStringGeometry {
  const moved = coordinates.map((at, index): Position => {
    const before = coordinates[Math.max(index - 1, 0)]!;
    const after = coordinates[Math.min(index + 1, coordinates.length - 1)]!;
    const [x, y] = [after[0] - before[0], after[1] - before[1]];
    const length = Math.hypot(x, y) || 1;
    return [at[0] - (y / length) * metres, at[1] + (x / length) * metres];
  });
  return { type: "LineString", coordinates: moved };
}
