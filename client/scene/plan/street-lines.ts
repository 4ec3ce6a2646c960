/**
 * A street's axis comes as one line per stretch between junctions; a name set on so short a line rarely fits.
 * Stretches that go on nearly straight are joined, so that a name lies along the whole street.
 */
type Point = readonly number[];
type Line = readonly Point[];

/** A street that bends more than this at a junction is set as two names. */
const STRAIGHT_COSINE = Math.cos(Math.PI / 4);
/** About a decimetre: ends meant to meet meet. */
const DECIMALS = 6;

/** @param lines in degrees. The order and the direction of the result are those of the first stretch of each. */
export function joinStretches(lines: readonly Line[]): Point[][] {
  const left = new Set(lines.filter((line) => line.length > 1));
  const endings = new Map<string, Line[]>();
  for (const line of left) {
    for (const end of [line[0]!, line.at(-1)!]) {
      const list = endings.get(keyOf(end)) ?? [];
      list.push(line);
      endings.set(keyOf(end), list);
    }
  }
  const joined: Point[][] = [];
  for (const line of left) {
    left.delete(line);
    const forward = extend([...line]);
    joined.push(extend(forward.reverse()).reverse());
  }
  return joined;

  function extend(chain: Point[]): Point[] {
    for (;;) {
      const end = chain.at(-1)!;
      let best: { line: Line; rest: Point[]; cosine: number } | null = null;
      for (const line of endings.get(keyOf(end)) ?? []) {
        if (!left.has(line)) continue;
        const rest = keyOf(line[0]!) === keyOf(end) ? line.slice(1) : [...line].reverse().slice(1);
        const cosine = cosineOfTurn(chain.at(-2)!, end, rest[0]!);
        if (cosine >= STRAIGHT_COSINE && cosine > (best?.cosine ?? -1)) best = { line, rest, cosine };
      }
      if (best === null) return chain;
      left.delete(best.line);
      chain.push(...best.rest);
    }
  }
}

function keyOf(point: Point): string {
  return `${point[0]!.toFixed(DECIMALS)},${point[1]!.toFixed(DECIMALS)}`;
}

/** 1 straight on, -1 back. Degrees of longitude are shortened to those of latitude. */
function cosineOfTurn(from: Point, via: Point, to: Point): number {
  const shrink = Math.cos((via[1]! * Math.PI) / 180);
  const a = [(via[0]! - from[0]!) * shrink, via[1]! - from[1]!] as const;
  const b = [(to[0]! - via[0]!) * shrink, to[1]! - via[1]!] as const;
  const lengths = Math.hypot(...a) * Math.hypot(...b);
  return lengths === 0 ? 1 : (a[0] * b[0] + a[1] * b[1]) / lengths;
}
