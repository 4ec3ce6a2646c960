/** Where the arrows of a line stand, so that it is seen which way it leads. */
type Point = readonly [number, number];

export interface Arrow {
  readonly at: Point;
  /** From the y axis, clockwise. */
  readonly bearingRadians: number;
}

/** One in the middle of a short line; on a longer one at equal distances near to `step`, none at its very ends. */
export function arrowsAlong(line: readonly Point[], step: number): Arrow[] {
  const lengths = line.slice(1).map(([x, y], i) => Math.hypot(x - line[i]![0], y - line[i]![1]));
  const length = lengths.reduce((sum, one) => sum + one, 0);
  if (length === 0) return [];
  const count = Math.max(1, Math.round(length / step));
  return Array.from({ length: count }, (_, i) => {
    let left = (length * (i + 0.5)) / count;
    let edge = 0;
    while (edge < lengths.length - 1 && left > lengths[edge]!) left -= lengths[edge++]!;
    const [[ax, ay], [bx, by]] = [line[edge]!, line[edge + 1]!];
    const share = left / lengths[edge]!;
    return {
      at: [ax + (bx - ax) * share, ay + (by - ay) * share],
      bearingRadians: Math.atan2(bx - ax, by - ay),
    };
  });
}
