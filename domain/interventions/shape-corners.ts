/** A footprint's corners, of a line or of an area and its holes: moved, put in, taken off. Degrees (CRS84). */
import { findSelfIntersection } from "../geo/polygon.ts";
import type { Footprint } from "./intervention.ts";

type Place = readonly [number, number];
type Rings = readonly (readonly Place[])[];

export interface Corner {
  /** 0 for a line and for the outline; then the holes. */
  readonly ring: number;
  /** Of the last position of a ring, which repeats the first, there is none. */
  readonly index: number;
}

const LEAST_CORNERS = { line: 2, area: 3 } as const;

/** Without the position that closes a ring. */
export function cornersOf(footprint: Footprint): Rings {
  if (footprint.kind === "line") return [footprint.line.coordinates];
  return footprint.polygon.coordinates.map((ring) => ring.slice(0, -1));
}

export function moveCorner(footprint: Footprint, corner: Corner, place: Place): Footprint {
  return withRing(footprint, corner.ring, (ring) => ring.with(corner.index, place));
}

/** A new corner after the one named: between it and the next. */
export function insertCorner(footprint: Footprint, after: Corner, place: Place): Footprint {
  return withRing(footprint, after.ring, (ring) => ring.toSpliced(after.index + 1, 0, place));
}

/** Null when too few would be left; of a hole, the whole hole goes. */
export function removeCorner(footprint: Footprint, corner: Corner): Footprint | null {
  const rings = cornersOf(footprint);
  const left = rings[corner.ring]!.length - 1;
  if (left >= LEAST_CORNERS[footprint.kind]) {
    return withRing(footprint, corner.ring, (ring) => ring.toSpliced(corner.index, 1));
  }
  if (footprint.kind === "line" || corner.ring === 0) return null;
  return shapeOf(
    footprint,
    rings.filter((_, ring) => ring !== corner.ring),
  );
}

/** Whether it may be kept: an outline that crosses itself, or a line of one place, may not. */
export function isSound(footprint: Footprint): boolean {
  if (footprint.kind === "area") return findSelfIntersection(footprint.polygon.coordinates) === null;
  const [first, ...rest] = footprint.line.coordinates;
  return rest.some((place) => place[0] !== first![0] || place[1] !== first![1]);
}

function withRing(footprint: Footprint, ring: number, change: (ring: readonly Place[]) => readonly Place[]) {
  return shapeOf(
    footprint,
    cornersOf(footprint).map((one, i) => (i === ring ? change(one) : one)),
  );
}

function shapeOf(footprint: Footprint, rings: Rings): Footprint {
  const copy = (places: readonly Place[]) => places.map(([x, y]): [number, number] => [x, y]);
  if (footprint.kind === "line") {
    return { ...footprint, line: { type: "LineString", coordinates: copy(rings[0]!) } };
  }
  const coordinates = rings.map((ring) => copy([...ring, ring[0]!]));
  return { kind: "area", polygon: { type: "Polygon", coordinates } };
}
