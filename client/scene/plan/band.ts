/**
 * The ground a line takes with its width, as a ring: what is shown while a line is drawn. The server's own
 * polygon decides; the two differ at most inside a bend.
 */
type Point = readonly [number, number];

/** Beyond this many half-widths a pointed corner is cut off. */
const MITRE_LIMIT = 2;

/**
 * @param line in a plane, any unit.
 * @param width in the same unit, across.
 * @returns a closed ring, flat at both ends; null when the line has no length.
 */
export function findBand(line: readonly Point[], width: number): [number, number][] | null {
  const points = line.filter((point, i) => i === 0 || !same(point, line[i - 1]!));
  if (points.length < 2) return null;
  const left = offset(points, width / 2);
  const right = offset([...points].reverse(), width / 2);
  return [...left, ...right, left[0]!];
}

/** The line moved to its left. */
function offset(points: readonly Point[], distance: number): [number, number][] {
  const normals = points.slice(1).map((to, i) => leftNormal(points[i]!, to));
  return points.flatMap((point, i) => {
    const before = normals[i - 1] ?? normals[i]!;
    const after = normals[i] ?? before;
    const cosine = before[0] * after[0] + before[1] * after[1];
    // The mitre's tip lies distance / cos(half the turn) away; 1 + cos(turn) is twice that cosine, squared.
    const stretch = 1 + cosine;
    if (stretch > 2 / MITRE_LIMIT ** 2) {
      const scale = distance / stretch;
      return [at(point, [before[0] + after[0], before[1] + after[1]], scale)];
    }
    return [at(point, before, distance), at(point, after, distance)];
  });
}

function leftNormal(from: Point, to: Point): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  return [-(to[1] - from[1]) / length, (to[0] - from[0]) / length];
}

function at(point: Point, direction: Point, distance: number): [number, number] {
  return [point[0] + direction[0] * distance, point[1] + direction[1] * distance];
}

function same(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
