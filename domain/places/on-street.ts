/**
 * Where on a street a line lies: between which distances along its axis and how far beside it. So a line can be
 * lengthened to the next crossing or laid on the other pavement, and keeps to the street's bends. Planar metres.
 */
import { offsetLine } from "../geo/offset-line.ts";
import {
  distance,
  type Metres,
  type Path,
  pathLength,
  pointAlong,
  projectOnPath,
  slicePath,
} from "./path.ts";

/** A street as its axis and widths: one path a stretch between two crossings. */
export interface StreetAxis {
  readonly id: string;
  readonly name: string;
  /** From wall to wall, and from kerb to kerb; 0: not known. */
  readonly widthMetres: number;
  readonly carriagewayWidthMetres: number;
  readonly stretches: readonly Path[];
}

export interface OnStreet {
  readonly street: StreetAxis;
  /** The axis in the direction of the line. */
  readonly axis: Path;
  /** Where along the axis crossings are, its two ends among them. */
  readonly crossingsMetres: readonly number[];
  readonly fromMetres: number;
  readonly toMetres: number;
  /** How far to the right of the axis, seen in the direction of the line; negative to the left. */
  readonly rightMetres: number;
}

export type LineEnd = "from" | "to";

/** Ends meant to meet meet. */
const SAME_METRES = 0.5;
/** What bends more at a crossing is another street of the same name, or its other carriageway. */
const STRAIGHT_COSINE = Math.cos((50 * Math.PI) / 180);
/** A line this far beside the axis may still lie on its pavement where no width is known. */
const UNKNOWN_REACH_METRES = 15;
const PARALLEL_COSINE = Math.cos((35 * Math.PI) / 180);
const SAMPLES = 9;
/** A crossing as near as this to an end of the line is that end. */
const AT_CROSSING_METRES = 1;

/** The stretch between two crossings nearest to a place, at most `reachMetres` off; null: no street is near. */
export function findSection(
  streets: readonly StreetAxis[],
  place: Metres,
  reachMetres: number,
): OnStreet | null {
  let best: { street: StreetAxis; stretch: Path; away: number } | null = null;
  for (const street of streets) {
    for (const stretch of street.stretches) {
      if (stretch.length < 2) continue;
      const away = projectOnPath(stretch, place).distanceMetres;
      if (away <= reachMetres && away < (best?.away ?? Number.POSITIVE_INFINITY))
        best = { street, stretch, away };
    }
  }
  if (best === null) return null;
  const { street, stretch } = best;
  const { axis, crossingsMetres, startMetres } = axisThrough(street, stretch);
  return {
    street,
    axis,
    crossingsMetres,
    fromMetres: startMetres,
    toMetres: startMetres + pathLength(stretch),
    rightMetres: 0,
  };
}

/** The street a line runs along, and where on it; null where it follows none. */
export function findOnStreet(streets: readonly StreetAxis[], line: Path): OnStreet | null {
  const length = pathLength(line);
  if (line.length < 2 || length === 0) return null;
  const samples = Array.from({ length: SAMPLES }, (_, i) => pointAlong(line, (length * (i + 0.5)) / SAMPLES));
  let best: { on: OnStreet; away: number } | null = null;
  for (const street of streets) {
    const reach = Math.max(street.widthMetres / 2 + 3, UNKNOWN_REACH_METRES);
    for (const stretch of street.stretches) {
      if (stretch.length < 2) continue;
      const near = samples.filter((at) => projectOnPath(stretch, at).distanceMetres <= reach);
      if (near.length === 0) continue;
      const on = layOn(street, stretch, line, samples);
      if (on === null) continue;
      const away = Math.abs(on.rightMetres);
      if (away <= reach && away < (best?.away ?? Number.POSITIVE_INFINITY)) best = { on, away };
    }
  }
  return best?.on ?? null;
}

/** The line that lies there. */
export function lineOnStreet({ axis, fromMetres, toMetres, rightMetres }: OnStreet): Metres[] {
  return offsetLine(slicePath(axis, fromMetres, toMetres), rightMetres);
}

/** One end moved to the next crossing outwards; null at the end of the street. */
export function extendToCrossing(on: OnStreet, end: LineEnd): OnStreet | null {
  const beyond =
    end === "to"
      ? on.crossingsMetres.find((at) => at > on.toMetres + AT_CROSSING_METRES)
      : on.crossingsMetres.findLast((at) => at < on.fromMetres - AT_CROSSING_METRES);
  if (beyond === undefined) return null;
  return end === "to" ? { ...on, toMetres: beyond } : { ...on, fromMetres: beyond };
}

/** One end moved to the next crossing inwards; null when no crossing lies between the two ends. */
export function shrinkToCrossing(on: OnStreet, end: LineEnd): OnStreet | null {
  const within = on.crossingsMetres.filter(
    (at) => at > on.fromMetres + AT_CROSSING_METRES && at < on.toMetres - AT_CROSSING_METRES,
  );
  const stop = end === "to" ? within.at(-1) : within[0];
  if (stop === undefined) return null;
  return end === "to" ? { ...on, toMetres: stop } : { ...on, fromMetres: stop };
}

/** Where a line may be laid across a street. */
export type StreetLane = "axis" | "lane" | "kerb" | "pavement";

/**
 * How far from the axis the middle of a band lies that is laid there: in the middle of the lane, inside the
 * carriageway along its kerb, or in the middle of the pavement. Null: the street's width is not known, or it has
 * no pavement.
 */
export function distanceFromAxis(street: StreetAxis, lane: StreetLane, bandMetres: number): number | null {
  if (lane === "axis") return 0;
  const kerb = street.carriagewayWidthMetres / 2;
  if (kerb <= 0) return null;
  if (lane === "lane") return kerb / 2;
  if (lane === "kerb") return Math.max(kerb - bandMetres / 2, 0);
  const wall = street.widthMetres / 2;
  return wall > kerb ? (kerb + wall) / 2 : null;
}

function layOn(street: StreetAxis, stretch: Path, line: Path, samples: readonly Metres[]): OnStreet | null {
  const through = axisThrough(street, stretch);
  const [first, last] = [line[0]!, line.at(-1)!];
  const [from, to] = [projectOnPath(through.axis, first), projectOnPath(through.axis, last)];
  const backwards = from.alongMetres > to.alongMetres;
  const total = pathLength(through.axis);
  const axis = backwards ? [...through.axis].reverse() : through.axis;
  const along = (metres: number) => (backwards ? total - metres : metres);
  const [fromMetres, toMetres] = [along(from.alongMetres), along(to.alongMetres)];
  // As long as what it covers of the axis: else it crosses the street.
  if (toMetres - fromMetres < distance(first, last) * PARALLEL_COSINE) return null;
  const sides = samples.map((at) => projectOnPath(axis, at).rightMetres).sort((a, b) => a - b);
  return {
    street,
    axis,
    crossingsMetres: through.crossingsMetres.map(along).sort((a, b) => a - b),
    fromMetres,
    toMetres,
    rightMetres: sides[(SAMPLES - 1) / 2]!,
  };
}

/** The stretch with those that go on from it, as one line. */
function axisThrough(street: StreetAxis, stretch: Path) {
  const left = new Set(street.stretches.filter((one) => one !== stretch && one.length > 1));
  const after = goOn([stretch], left);
  const whole = goOn([reversed(after.at(-1)!), ...[...after.slice(0, -1)].reverse().map(reversed)], left);
  const pieces = [...whole].reverse().map(reversed);
  const crossingsMetres = [0];
  let startMetres = 0;
  const axis: Metres[] = [pieces[0]![0]!];
  for (const piece of pieces) {
    const begun = crossingsMetres.at(-1)!;
    if (sameLine(piece, stretch)) startMetres = begun;
    axis.push(...piece.slice(1));
    crossingsMetres.push(begun + pathLength(piece));
  }
  return { axis, crossingsMetres, startMetres };
}

function goOn(chain: readonly Path[], left: Set<Path>): Path[] {
  const out = [...chain];
  for (;;) {
    const last = out.at(-1)!;
    const end = last.at(-1)!;
    let best: { found: Path; ahead: Path; cosine: number } | null = null;
    for (const found of left) {
      for (const ahead of [found, reversed(found)]) {
        if (distance(ahead[0]!, end) > SAME_METRES) continue;
        const cosine = cosineOfTurn(last.at(-2)!, end, ahead[1]!);
        if (cosine >= STRAIGHT_COSINE && cosine > (best?.cosine ?? -1)) best = { found, ahead, cosine };
      }
    }
    if (best === null) return out;
    left.delete(best.found);
    out.push(best.ahead);
  }
}

function cosineOfTurn(from: Metres, via: Metres, to: Metres): number {
  const [ax, ay, bx, by] = [via[0] - from[0], via[1] - from[1], to[0] - via[0], to[1] - via[1]];
  const lengths = Math.hypot(ax, ay) * Math.hypot(bx, by);
  return lengths === 0 ? 1 : (ax * bx + ay * by) / lengths;
}

function reversed(path: Path): Path {
  return [...path].reverse();
}

function sameLine(a: Path, b: Path): boolean {
  return (
    a.length === b.length &&
    distance(a[0]!, b[0]!) < SAME_METRES / 100 &&
    distance(a.at(-1)!, b.at(-1)!) < SAME_METRES / 100
  );
}
