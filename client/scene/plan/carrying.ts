/** Reshaping by keyboard: the corner under the cross is taken up, follows the cross, and is put down. */
import type Feature from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import type OlMap from "ol/Map.js";
import type { FootprintShape } from "./footprint.ts";

/** How near the cross a corner must be to be taken. */
const REACH_PIXELS = 24;

/** A corner by its ring (0 for a line) and its place in it. */
interface Corner {
  readonly ring: number;
  readonly index: number;
}

interface CarryingEvents {
  /** Where a corner catches near a place. */
  catchAt(place: number[]): number[];
  onMove(shape: FootprintShape): void;
  onEnd(shape: FootprintShape): void;
}

export function createCarrying(map: OlMap, draft: Feature<FootprintShape>, events: CarryingEvents) {
  let carried: { corner: Corner; before: number[][][] } | null = null;

  function follow(): void {
    const shape = draft.getGeometry();
    if (carried === null || shape === undefined) return;
    const place = events.catchAt(map.getView().getCenter()!);
    const rings = ringsOf(shape);
    const now = rings[carried.corner.ring]?.[carried.corner.index];
    if (now !== undefined && now[0] === place[0] && now[1] === place[1]) return;
    setRings(shape, withCorner(rings, carried.corner, place, shape instanceof LineString));
    events.onMove(shape);
  }

  function nearest(shape: FootprintShape): Corner | null {
    const [x, y] = map.getView().getCenter() as [number, number];
    const reach = REACH_PIXELS * map.getView().getResolution()!;
    let best: { corner: Corner; gap: number } | null = null;
    ringsOf(shape).forEach((ring, r) => {
      ring.forEach(([px, py], index) => {
        const gap = Math.hypot(px! - x, py! - y);
        if (gap <= reach && gap < (best?.gap ?? Infinity)) best = { corner: { ring: r, index }, gap };
      });
    });
    return (best as { corner: Corner } | null)?.corner ?? null;
  }

  map.on("postrender", follow);
  return {
    isCarrying: () => carried !== null,
    toggle() {
      const shape = draft.getGeometry();
      if (shape === undefined) return;
      if (carried !== null) {
        carried = null;
        events.onEnd(shape);
        return;
      }
      const corner = nearest(shape);
      if (corner !== null) carried = { corner, before: ringsOf(shape) };
      follow();
    },
    /** Takes off the corner under the cross, unless too few would be left. */
    remove() {
      const shape = draft.getGeometry();
      const corner = shape === undefined ? null : nearest(shape);
      if (shape === undefined || corner === null || carried !== null) return;
      const rings = ringsOf(shape);
      const ring = rings[corner.ring]!;
      const line = shape instanceof LineString;
      if (ring.length <= (line ? 2 : 4)) return;
      const left = ring.filter((_, i) => i !== corner.index);
      if (!line && (corner.index === 0 || corner.index === ring.length - 1)) {
        left[corner.index === 0 ? left.length - 1 : 0] = left[corner.index === 0 ? 0 : left.length - 1]!;
      }
      setRings(
        shape,
        rings.map((other, i) => (i === corner.ring ? left : other)),
      );
      events.onEnd(shape);
    },
    /** Puts the corner back where it was. */
    cancel() {
      const shape = draft.getGeometry();
      if (carried === null || shape === undefined) return;
      setRings(shape, carried.before);
      carried = null;
    },
    /** Lets go without a word: the tool was changed. */
    drop() {
      carried = null;
    },
    dispose() {
      map.un("postrender", follow);
    },
  };
}

function ringsOf(shape: FootprintShape): number[][][] {
  return shape instanceof LineString ? [shape.getCoordinates()] : shape.getCoordinates();
}

function setRings(shape: FootprintShape, rings: number[][][]): void {
  if (shape instanceof LineString) shape.setCoordinates(rings[0]!);
  else shape.setCoordinates(rings);
}

/** The first and the last position of a ring are one corner. */
function withCorner(rings: number[][][], corner: Corner, place: number[], open: boolean): number[][][] {
  return rings.map((ring, r) => {
    if (r !== corner.ring) return ring;
    const last = ring.length - 1;
    const ends = !open && (corner.index === 0 || corner.index === last);
    return ring.map((position, i) =>
      i === corner.index || (ends && (i === 0 || i === last)) ? place : position,
    );
  });
}
