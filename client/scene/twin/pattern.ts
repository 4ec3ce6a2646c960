/**
 * Fills that say "foreseen" (dots) and "being drafted" (dashes), as geometry: the fast vector primitive has one
 * plain colour a polygon and no textures. In a plane, metres.
 */
type Point = readonly [number, number];
type Ring = readonly Point[];
export type Segment = readonly [Point, Point];

const DASH_METRES = 2.4;
const GAP_METRES = 1.6;
const LINE_SPACING_METRES = 2.2;
const DOT_SPACING_METRES = 2;
/** A park is not filled with ten thousand dots: the pattern widens instead. */
const MOST_MARKS = 300;

/** Slanting dashes inside the polygon; rows are offset like bricks. */
export function dashesWithin(rings: readonly Ring[]): Segment[] {
  const widening = wideningFor(rings, LINE_SPACING_METRES * (DASH_METRES + GAP_METRES));
  const spacing = LINE_SPACING_METRES * widening;
  const dash = DASH_METRES * widening;
  const period = (DASH_METRES + GAP_METRES) * widening;
  const turned = rings.map((ring) => ring.map(turn));
  return rowsWithin(turned, spacing).flatMap(({ y, row, from, to }) => {
    const segments: Segment[] = [];
    const offset = row % 2 === 0 ? 0 : period / 2;
    for (let start = Math.floor((from - offset) / period) * period + offset; start < to; start += period) {
      const [left, right] = [Math.max(start, from), Math.min(start + dash, to)];
      if (right > left) segments.push([turnBack([left, y]), turnBack([right, y])]);
    }
    return segments;
  });
}

/** Dots inside the polygon, on a slanting grid. */
export function dotsWithin(rings: readonly Ring[]): Point[] {
  const spacing = DOT_SPACING_METRES * wideningFor(rings, DOT_SPACING_METRES ** 2);
  const turned = rings.map((ring) => ring.map(turn));
  return rowsWithin(turned, spacing).flatMap(({ y, row, from, to }) => {
    const dots: Point[] = [];
    const offset = row % 2 === 0 ? 0 : spacing / 2;
    for (let x = Math.ceil((from - offset) / spacing) * spacing + offset; x < to; x += spacing) {
      dots.push(turnBack([x, y]));
    }
    return dots;
  });
}

/** A point inside the polygon, half-way up and in the middle of what is widest there. */
export function pointWithin(rings: readonly Ring[]): Point {
  const heights = rings[0]!.map(([, y]) => y);
  // A row through a corner would meet it once or twice: a hair off the middle, corners are rarely met.
  const y = Math.min(...heights) + (Math.max(...heights) - Math.min(...heights)) * 0.4999;
  const crossings = rings.flatMap((ring) => crossingsAt(ring, y)).sort((a, b) => a - b);
  let [from, to] = [crossings[0]!, crossings[1]!];
  for (let i = 2; i + 1 < crossings.length; i += 2) {
    if (crossings[i + 1]! - crossings[i]! > to - from) [from, to] = [crossings[i]!, crossings[i + 1]!];
  }
  return [(from + to) / 2, y];
}

interface Row {
  readonly y: number;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** The level stretches inside the polygon (even-odd), one row every `spacing`. */
function rowsWithin(rings: readonly Ring[], spacing: number): Row[] {
  const heights = rings.flat().map(([, y]) => y);
  const lowest = Math.min(...heights);
  const highest = Math.max(...heights);
  const rows: Row[] = [];
  // A thin strip lies between two rows of the grid: its own middle counts as one.
  const first = highest - lowest < spacing ? (lowest + highest) / 2 / spacing : Math.ceil(lowest / spacing);
  for (let row = first; row * spacing <= highest; row++) {
    const y = row * spacing;
    const crossings = rings.flatMap((ring) => crossingsAt(ring, y)).sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      rows.push({ y, row: Math.round(row), from: crossings[i]!, to: crossings[i + 1]! });
    }
  }
  return rows;
}

function crossingsAt(ring: Ring, y: number): number[] {
  const crossings: number[] = [];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[i + 1]!];
    if (a[1] <= y === b[1] <= y) continue;
    crossings.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
  }
  return crossings;
}

function wideningFor(rings: readonly Ring[], metresSquaredPerMark: number): number {
  const marks = Math.abs(areaOf(rings[0] ?? [])) / metresSquaredPerMark;
  return Math.max(1, Math.sqrt(marks / MOST_MARKS));
}

function areaOf(ring: Ring): number {
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    twice += ring[i]![0] * ring[i + 1]![1] - ring[i + 1]![0] * ring[i]![1];
  }
  return twice / 2;
}

function turn([x, y]: Point): Point {
  return [(x + y) * Math.SQRT1_2, (y - x) * Math.SQRT1_2];
}

function turnBack([x, y]: Point): Point {
  return [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2];
}
