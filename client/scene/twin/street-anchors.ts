/** Where along the streets a name may stand, and which of those places the present view has room for. */
import type { StreetFeature } from "../../../domain/places/contract.ts";
import { joinStretches } from "../plan/street-lines.ts";
import { planeAt } from "../plane.ts";

export interface Anchor {
  readonly name: string;
  /** 0 the broadest streets. */
  readonly rank: number;
  readonly place: readonly [number, number];
  /** A point of the street some metres ahead: the way the name runs. */
  readonly ahead: readonly [number, number];
  /** Straight street around the anchor, both ways together. */
  readonly lengthMetres: number;
  readonly widthMetres: number;
  /** Degrees, clockwise from north. */
  readonly bearingDegrees: number;
}

/** An anchor as the screen shows it. */
export interface Candidate {
  readonly anchor: Anchor;
  readonly x: number;
  readonly y: number;
  /** Radians on the screen, clockwise from the right, within a quarter turn: never upside down. */
  readonly angle: number;
  readonly textPixels: number;
  /** Length of straight street there, as the screen shows it. */
  readonly roomPixels: number;
  readonly distanceMetres: number;
  /** Across the line of sight. */
  readonly pixelsPerMetre: number;
}

const SPACING_METRES = 110;
const AHEAD_METRES = 12;
/** A bend of more than this ends the straight a name may run along. */
const BEND_DEGREES = 14;
const RANKS: Readonly<Record<string, number>> = {
  main: 0,
  area_collector: 1,
  local_collector: 2,
  pedestrian: 2,
  residential: 3,
  lot: 4,
};
/** A street is named while the screen shows it this broad: less, by rank, for those one finds one's way by. */
const LEAST_PIXELS = [3, 3.5, 4, 4.5, 6];
const MOST_LABELS = 48;
const SAME_NAME_PIXELS = 320;
const LINE_PIXELS = 16;
/** Typical eaves of the city: what hides a street seen across. */
const EAVES_METRES = 18;
/** A name stays while this much of the street's width is behind houses. */
const HIDDEN_SHARE = 0.85;

export function findAnchors(streets: readonly StreetFeature[]): Anchor[] {
  return streets.flatMap((street) =>
    joinStretches(street.geometry.coordinates).flatMap((line) => anchorsAlong(street, line)),
  );
}

function anchorsAlong(street: StreetFeature, line: readonly (readonly number[])[]): Anchor[] {
  const plane = planeAt(line[0]!);
  const points = line.map(plane.toMetres);
  const { name, widthMetres } = street.properties;
  const rank = RANKS[street.properties.class] ?? RANKS.lot!;
  return straightsOf(points).flatMap(({ from, to }) => {
    const lengthMetres = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const count = Math.max(1, Math.round(lengthMetres / SPACING_METRES));
    const east = (to[0] - from[0]) / lengthMetres;
    const north = (to[1] - from[1]) / lengthMetres;
    return Array.from({ length: count }, (_, nth): Anchor => {
      const along = (lengthMetres * (nth + 0.5)) / count;
      const at = (metres: number) => plane.toDegrees([from[0] + east * metres, from[1] + north * metres]);
      return {
        name,
        rank,
        widthMetres,
        // A name in a long straight may spread as far as the nearer end lets it, both ways.
        lengthMetres: 2 * Math.min(along, lengthMetres - along),
        place: at(along),
        ahead: at(along + AHEAD_METRES),
        bearingDegrees: (Math.atan2(east, north) * 180) / Math.PI,
      };
    });
  });
}

type Point = readonly [number, number];

/** The line cut where it bends; each piece as its two ends. */
function straightsOf(points: readonly Point[]): { from: Point; to: Point }[] {
  const pieces: { from: Point; to: Point }[] = [];
  let from = points[0]!;
  for (let i = 1; i < points.length; i++) {
    const here = points[i]!;
    const next = points[i + 1];
    if (next !== undefined && Math.abs(turnBetween(points[i - 1]!, here, next)) < BEND_DEGREES) continue;
    if (Math.hypot(here[0] - from[0], here[1] - from[1]) > 1) pieces.push({ from, to: here });
    from = here;
  }
  return pieces;
}

function turnBetween(a: Point, b: Point, c: Point): number {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]];
  return (Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy) * 180) / Math.PI;
}

/**
 * Whether houses of ordinary height stand between the eye and the street. A street seen along its axis is open;
 * one seen across shows only when the eye looks steeply enough over the eaves.
 *
 * @param eyeBearingDegrees from the eye to the anchor.
 * @param slope height of the eye above the ground over its distance to the anchor on the ground.
 */
export function isHidden(anchor: Anchor, eyeBearingDegrees: number, slope: number): boolean {
  const across = Math.abs(Math.sin(((anchor.bearingDegrees - eyeBearingDegrees) * Math.PI) / 180));
  return (EAVES_METRES / slope) * across > anchor.widthMetres * HIDDEN_SHARE;
}

/** Narrower letters than any font here has: what an estimate must not exceed. */
const LEAST_LETTER_PIXELS = 4;

/**
 * The anchors an eye may be near enough to read, of tens of thousands: a first sieve by distance alone.
 * @param pixelsAtOneMetre what a metre across the line of sight covers at a distance of one.
 */
export function nearEnough(
  anchors: readonly Anchor[],
  eye: readonly [longitude: number, latitude: number, metresAboveGround: number],
  pixelsAtOneMetre: number,
): Anchor[] {
  const plane = planeAt(eye);
  const [eastPerDegree, northPerDegree] = plane.toMetres([eye[0] + 1, eye[1] + 1]);
  return anchors.filter(({ place, rank, name, widthMetres, lengthMetres }) => {
    const east = (place[0] - eye[0]) * eastPerDegree;
    const north = (place[1] - eye[1]) * northPerDegree;
    const reach =
      pixelsAtOneMetre *
      Math.min(widthMetres / LEAST_PIXELS[rank]!, lengthMetres / (name.length * LEAST_LETTER_PIXELS));
    return east * east + north * north + eye[2] * eye[2] <= reach * reach;
  });
}

/** CSS pixels of the picture. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * The names that fit, the most important first: none over another, none twice within sight of itself.
 * @param taken where other words stand already.
 */
export function chooseLabels(candidates: readonly Candidate[], taken: readonly Box[] = []): Candidate[] {
  const fitting = candidates
    .filter(
      ({ anchor, textPixels, roomPixels, pixelsPerMetre }) =>
        textPixels <= roomPixels && anchor.widthMetres * pixelsPerMetre >= LEAST_PIXELS[anchor.rank]!,
    )
    .sort((a, b) => a.anchor.rank - b.anchor.rank || a.distanceMetres - b.distanceMetres);
  const chosen: Candidate[] = [];
  for (const candidate of fitting) {
    if (chosen.length === MOST_LABELS) break;
    if (chosen.every((other) => apart(candidate, other)) && isFree(candidate, taken)) chosen.push(candidate);
  }
  return chosen;
}

function isFree(candidate: Candidate, taken: readonly Box[]): boolean {
  const near = LINE_PIXELS / 2;
  return discsOf(candidate).every(([x, y]) =>
    taken.every(
      ({ left, top, right, bottom }) =>
        x < left - near || x > right + near || y < top - near || y > bottom + near,
    ),
  );
}

function apart(a: Candidate, b: Candidate): boolean {
  const distance = Math.hypot(a.x - b.x, a.y - b.y);
  if (a.anchor.name === b.anchor.name && distance < SAME_NAME_PIXELS) return false;
  if (distance > (a.textPixels + b.textPixels) / 2 + LINE_PIXELS) return true;
  return discsOf(a).every(([ax, ay]) =>
    discsOf(b).every(([bx, by]) => Math.hypot(ax - bx, ay - by) > LINE_PIXELS),
  );
}

/** The text's strip as a row of discs. */
function discsOf({ x, y, angle, textPixels }: Candidate): [number, number][] {
  const count = Math.max(1, Math.ceil(textPixels / LINE_PIXELS));
  return Array.from({ length: count }, (_, nth) => {
    const along = ((nth + 0.5) / count - 0.5) * textPixels;
    return [x + Math.cos(angle) * along, y + Math.sin(angle) * along];
  });
}
