/**
 * A line moved sideways by a distance, as one lays a kerb along a street's axis. Corners are mitred; where a bend
 * is narrower than the distance the parts that would come too near are left out, so that nothing spikes or
 * crosses itself. Planar metres.
 */
type Metres = readonly [number, number];
type Path = readonly Metres[];

/** A pointed corner is cut off at so many times the distance; the value of JTS and GEOS would be 5. */
const MITRE_LIMIT = 2;
/** What lies nearer to the line than this short of the distance is left out. */
const TOO_NEAR_METRES = 0.001;
const SAME_METRES = 1e-6;
/** A loop longer than so many distances is the line's own, not the corner's. */
const LOOP_DISTANCES = 12;

/**
 * @param path two places or more.
 * @param rightMetres to the right as one walks; to the left when negative.
 * @returns the moved line in the same direction; empty when nothing of it is left (a ring smaller than the distance).
 */
export function offsetLine(path: Path, rightMetres: number): Metres[] {
  const points = withoutRepeats(path);
  if (points.length < 2 || rightMetres === 0) return points;
  const raw = rawOffset(points, rightMetres);
  const reach = Math.abs(rightMetres) - TOO_NEAR_METRES;
  const kept = cutAtCrossings(raw, rawOffset(points, -rightMetres), points, Math.abs(rightMetres)).filter(
    ([from, to]) => distanceToPath([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], points) >= reach,
  );
  return withoutLoops(withoutRepeats(longestChain(kept)), LOOP_DISTANCES * Math.abs(rightMetres));
}

type Piece = readonly [from: Metres, to: Metres, edge: number];

function rawOffset(points: Path, right: number): Metres[] {
  const ways = points.slice(1).map((to, i) => {
    const [dx, dy] = [to[0] - points[i]![0], to[1] - points[i]![1]];
    const length = Math.hypot(dx, dy);
    return { along: [dx / length, dy / length] as const, length };
  });
  const aside = (at: Metres, [x, y]: Metres): Metres => [at[0] + y * right, at[1] - x * right];
  return points.flatMap((at, i): Metres[] => {
    const [before, after] = [ways[i - 1], ways[i]];
    if (before === undefined) return [aside(at, after!.along)];
    if (after === undefined) return [aside(at, before.along)];
    const [a, b] = [before.along, after.along];
    const ends = [aside(at, a), aside(at, b)];
    const cosine = a[0] * b[0] + a[1] * b[1];
    // Positive: the path turns towards the side the line is moved to.
    const inner = (a[1] * b[0] - a[0] * b[1]) * right > 0;
    // From the corner to the mitre, along either edge: distance * tan(half the turn).
    const trim = Math.abs(right) * Math.sqrt(Math.max(0, (1 - cosine) / Math.max(1 + cosine, 1e-12)));
    if (inner) {
      return trim <= Math.min(before.length, after.length) ? [ahead(ends[0]!, a, -trim)] : ends;
    }
    // 1 / cos(half the turn)
    const ratio = Math.sqrt(2 / Math.max(1 + cosine, 1e-12));
    if (ratio <= MITRE_LIMIT) return [ahead(ends[0]!, a, trim)];
    const [cosHalf, sinHalf] = [1 / ratio, Math.sqrt(Math.max(0, 1 - 1 / ratio ** 2))];
    const beyond = (Math.abs(right) * (MITRE_LIMIT - cosHalf)) / sinHalf;
    return [ahead(ends[0]!, a, beyond), ahead(ends[1]!, b, -beyond)];
  });
}

function ahead(at: Metres, [x, y]: Metres, metres: number): Metres {
  return [at[0] + x * metres, at[1] + y * metres];
}

/**
 * The line's edges, each cut wherever it may come too near to the path, in order: at another edge, at the path's
 * other side, and at the distance itself around the path's two ends.
 */
function cutAtCrossings(line: Path, otherSide: Path, path: Path, distance: number): Piece[] {
  const cuts: { at: number; point: Metres }[][] = line.slice(1).map(() => []);
  const ends = [path[0]!, path.at(-1)!];
  for (let i = 0; i < cuts.length; i++) {
    for (let j = i + 2; j < cuts.length; j++) {
      const crossing = findCrossing(line[i]!, line[i + 1]!, line[j]!, line[j + 1]!);
      if (crossing === null) continue;
      cuts[i]!.push({ at: crossing.first, point: crossing.point });
      cuts[j]!.push({ at: crossing.second, point: crossing.point });
    }
    for (let j = 1; j < otherSide.length; j++) {
      const crossing = findCrossing(line[i]!, line[i + 1]!, otherSide[j - 1]!, otherSide[j]!);
      if (crossing !== null) cuts[i]!.push({ at: crossing.first, point: crossing.point });
    }
    for (const end of ends) cuts[i]!.push(...onCircle(line[i]!, line[i + 1]!, end, distance));
  }
  return cuts.flatMap((own, i) => {
    const stops = own.sort((a, b) => a.at - b.at).map(({ point }) => point);
    const places = [line[i]!, ...stops, line[i + 1]!];
    return places.slice(1).flatMap((to, k): Piece[] => (same(places[k]!, to) ? [] : [[places[k]!, to, i]]));
  });
}

/** Where an edge meets a circle. */
function onCircle(a: Metres, b: Metres, centre: Metres, radius: number): { at: number; point: Metres }[] {
  const [dx, dy, fx, fy] = [b[0] - a[0], b[1] - a[1], a[0] - centre[0], a[1] - centre[1]];
  const [square, half] = [dx * dx + dy * dy, fx * dx + fy * dy];
  const root = half * half - square * (fx * fx + fy * fy - radius * radius);
  if (square === 0 || root <= 0) return [];
  return [-1, 1].flatMap((sign) => {
    const at = (-half + sign * Math.sqrt(root)) / square;
    return at > 0 && at < 1 ? [{ at, point: [a[0] + dx * at, a[1] + dy * at] as Metres }] : [];
  });
}

function findCrossing(a: Metres, b: Metres, c: Metres, d: Metres) {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const denominator = rx * sy - ry * sx;
  if (Math.abs(denominator) < 1e-12) return null;
  const first = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / denominator;
  const second = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / denominator;
  if (first < 0 || first > 1 || second < 0 || second > 1) return null;
  return { first, second, point: [a[0] + rx * first, a[1] + ry * first] as Metres };
}

function distanceToPath(point: Metres, path: Path): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < path.length; i++) {
    best = Math.min(best, distanceToEdge(point, path[i - 1]!, path[i]!));
  }
  return best;
}

function distanceToEdge(point: Metres, a: Metres, b: Metres): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length;
  const t = Math.min(1, Math.max(0, share));
  return Math.hypot(point[0] - a[0] - dx * t, point[1] - a[1] - dy * t);
}

/** Of the runs of edges that join end to end, the longest. */
function longestChain(pieces: readonly Piece[]): Metres[] {
  const chains: Metres[][] = [];
  let last = -1;
  for (const [from, to, edge] of pieces) {
    const chain = chains.at(-1);
    if (chain === undefined || !same(chain.at(-1)!, from)) chains.push([from, to]);
    // A cut that parted nothing is no corner.
    else if (edge === last) chain[chain.length - 1] = to;
    else chain.push(to);
    last = edge;
  }
  return chains.reduce<Metres[]>((best, one) => (lengthOf(one) > lengthOf(best) ? one : best), []);
}

/** What is left of rounding at a corner can still be a loop of millimetres. */
function withoutLoops(line: readonly Metres[], longestMetres: number): Metres[] {
  const out: Metres[] = [];
  for (const point of line) {
    const from = out.at(-1);
    if (from !== undefined) {
      for (let i = 1; i < out.length - 1; i++) {
        const crossing = findCrossing(out[i - 1]!, out[i]!, from, point);
        if (crossing === null) continue;
        const loop = [crossing.point, ...out.slice(i), crossing.point];
        if (lengthOf(loop) > longestMetres) continue;
        out.splice(i, out.length - i, crossing.point);
        break;
      }
    }
    out.push(point);
  }
  return withoutRepeats(out);
}

function lengthOf(path: Path): number {
  return path.slice(1).reduce((sum, to, i) => sum + Math.hypot(to[0] - path[i]![0], to[1] - path[i]![1]), 0);
}

function withoutRepeats(path: Path): Metres[] {
  return path.filter((point, i) => i === 0 || !same(point, path[i - 1]!));
}

function same(a: Metres, b: Metres): boolean {
  return Math.abs(a[0] - b[0]) < SAME_METRES && Math.abs(a[1] - b[1]) < SAME_METRES;
}
