export interface PlacedHeight {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** z = middle.z + east · (x − middle.x) + north · (y − middle.y) */
export interface Plane {
  readonly middle: PlacedHeight;
  readonly east: number;
  readonly north: number;
}

export function planeAt({ middle, east, north }: Plane, x: number, y: number): number {
  return middle.z + east * (x - middle.x) + north * (y - middle.y);
}

const ROUNDS = 12;
/** Tukey's biweight leaves out what is off by more than this many times the typical residual (4.685 σ, σ = 1.4826 MAD). */
const REACH = 4.685 * 1.4826;

/** The plane most of the points lie on: least squares, repeated with Tukey's biweight so that outliers lose their say. */
export function fitPlane(points: readonly PlacedHeight[]): Plane {
  let weights = points.map(() => 1);
  let plane = leastSquares(points, weights);
  for (let round = 0; round < ROUNDS; round++) {
    const off = points.map(({ x, y, z }) => Math.abs(z - planeAt(plane, x, y)));
    const reach = REACH * median(off);
    if (reach === 0) return plane;
    weights = off.map((residual) => (residual >= reach ? 0 : (1 - (residual / reach) ** 2) ** 2));
    plane = leastSquares(points, weights);
  }
  return plane;
}

function leastSquares(points: readonly PlacedHeight[], weights: readonly number[]): Plane {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (of: (point: PlacedHeight) => number) =>
    points.reduce((sum, point, i) => sum + weights[i]! * of(point), 0) / total;
  const middle = { x: mean(({ x }) => x), y: mean(({ y }) => y), z: mean(({ z }) => z) };
  let [xx, xy, yy, xz, yz] = [0, 0, 0, 0, 0];
  points.forEach(({ x, y, z }, i) => {
    const [dx, dy, dz, weight] = [x - middle.x, y - middle.y, z - middle.z, weights[i]!];
    xx += weight * dx * dx;
    xy += weight * dx * dy;
    yy += weight * dy * dy;
    xz += weight * dx * dz;
    yz += weight * dy * dz;
  });
  const determinant = xx * yy - xy * xy;
  // Points on one line say nothing of the slope across it.
  if (determinant <= 1e-9 * (xx + yy) ** 2) return { middle, east: 0, north: 0 };
  return { middle, east: (xz * yy - yz * xy) / determinant, north: (yz * xx - xz * xy) / determinant };
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
