/**
 * The hand that reshapes what is drawn, the same in both views: takes a handle by pointer or under the cross in the
 * middle of the screen, carries it, catches on streets and works, and lets go of it as one edit. What would cross
 * itself is shown as such and not kept.
 */
import { toMetres } from "../../../domain/geo/projection.ts";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { moveShape, turnShape, withLine } from "../../../domain/interventions/shape.ts";
import { cornersOf, isSound, removeCorner } from "../../../domain/interventions/shape-corners.ts";
import { findSection, lineOnStreet } from "../../../domain/places/on-street.ts";
import { projectOnPath } from "../../../domain/places/path.ts";
import type { DrawingState } from "../city-view.ts";
import { dragHandle, type Handle, handlesOf } from "./handles.ts";
import { findSnap, type Snap, type SnapGround } from "./snap.ts";

type Degrees = readonly [number, number];
export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** How a view sees the ground. Pixels are those of its canvas. */
export interface Eye {
  /** Null out of sight. */
  toPixel(place: Degrees): Pixel | null;
  /** Null above the horizon. */
  toPlace(pixel: Pixel): Degrees | null;
  metresPerPixel(place: Degrees): number;
}

/** What is to be drawn while a tool is in the hand. */
export interface HandView {
  readonly footprint: Footprint | null;
  readonly sound: boolean;
  readonly handles: readonly Handle[];
  /** Under the pointer or in the hand. */
  readonly near: Handle | null;
  readonly snap: Snap | null;
  /** The section of street that a click would take. */
  readonly section: readonly Degrees[] | null;
}

export interface HandEvents {
  onDraw(footprint: Footprint | null, finished: boolean): void;
  /** There is something else to draw. */
  onChange(): void;
}

interface Way {
  /** Alt: catches on nothing. */
  readonly free: boolean;
  /** Shift: turns by steps. */
  readonly steps: boolean;
}

/** A finger covers about this much. */
export const SNAP_PIXELS = 12;
export const REACH_PIXELS = { mouse: 10, finger: 22, cross: 24 } as const;
/** On slanting ground a pixel covers this many times what it covers across; farther nothing is drawn. */
const MOST_SLANT = 4;
const SECTION_PIXELS = 40;
const LEAST_SECTION_METRES = 12;

export type Hand = ReturnType<typeof createHand>;

export function createHand(eye: Eye, ground: () => SnapGround, events: HandEvents) {
  let state: DrawingState = { tool: "none", footprint: null, kind: "roadwork", widthMetres: 1 };
  let live: Footprint | null = null;
  let held: { readonly handle: Handle; readonly start: Footprint; readonly from: Degrees } | null = null;
  let near: Handle | null = null;
  let snap: Snap | null = null;
  let section: readonly Degrees[] | null = null;
  /** Where a section was meant while streets were still on their way. */
  let meant: Degrees | null = null;
  let moved = false;
  let nudging = false;

  const shape = () => live ?? state.footprint;
  const handles = (): Handle[] => {
    const footprint = shape();
    if (footprint === null) return [];
    const [place] = cornersOf(footprint)[0]!;
    return handlesOf(footprint, state.tool, eye.metresPerPixel(place!));
  };

  function handleAt(pixel: Pixel, reach: number): Handle | null {
    let best: { handle: Handle; away: number } | null = null;
    for (const handle of handles()) {
      const at = eye.toPixel(handle.place);
      if (at === null) continue;
      // A corner wins over the middle beside it.
      const away = Math.hypot(at.x - pixel.x, at.y - pixel.y) + (handle.kind === "middle" ? 3 : 0);
      if (away <= reach && away < (best?.away ?? Infinity)) best = { handle, away };
    }
    if (best !== null) return best.handle;
    const place = state.tool === "move" ? eye.toPlace(pixel) : null;
    return place !== null && liesWithin(shape(), place, eye) ? { kind: "move", place } : null;
  }

  /** Where a corner comes to lie that the hand holds at a pixel. */
  function catchAt(pixel: Pixel, free: boolean, own: readonly Degrees[]): Degrees | null {
    const place = eye.toPlace(pixel);
    snap = place === null || free ? null : findCatch(pixel, place, own);
    return snap?.place ?? place;
  }

  function findCatch(pixel: Pixel, place: Degrees, own: readonly Degrees[]): Snap | null {
    const found = findSnap(place, SNAP_PIXELS * MOST_SLANT * eye.metresPerPixel(place), ground(), own);
    const at = found && eye.toPixel(found.place);
    return at && Math.hypot(at.x - pixel.x, at.y - pixel.y) <= SNAP_PIXELS ? found : null;
  }

  function ownCorners(): Degrees[] {
    if (held === null) return [];
    const { handle, start } = held;
    const rings = cornersOf(start);
    if (handle.kind !== "corner") return rings.flat();
    return rings.flatMap((ring, r) =>
      ring.filter((_, i) => r !== handle.corner.ring || i !== handle.corner.index),
    );
  }

  function tell(footprint: Footprint, finished: boolean): void {
    live = footprint;
    if (isSound(footprint)) events.onDraw(footprint, finished);
    else if (finished) {
      live = null;
      events.onDraw(null, true);
    }
    events.onChange();
  }

  function carryTo(pixel: Pixel, { free, steps }: Way): void {
    if (held === null) return;
    const { handle, start, from } = held;
    const isCorner = handle.kind === "corner" || handle.kind === "middle";
    const to = isCorner ? catchAt(pixel, free, ownCorners()) : eye.toPlace(pixel);
    if (to === null) return;
    moved = true;
    tell(dragHandle(start, handle, from, to, steps), false);
  }

  function takeUp(handle: Handle, pixel: Pixel): boolean {
    const start = shape();
    if (start === null) return false;
    // What is far from the eye must not jump under the hand: it is carried from where it was taken.
    const from = handle.kind === "move" ? (eye.toPlace(pixel) ?? handle.place) : handle.place;
    held = { handle, start, from };
    near = handle;
    moved = false;
    events.onChange();
    return true;
  }

  function putDown(): void {
    const last = live;
    held = null;
    snap = null;
    if (moved && last !== null) tell(last, true);
    moved = false;
    events.onChange();
  }

  function sectionAt(
    place: Degrees | null,
  ): { readonly line: readonly Degrees[]; readonly footprint: Footprint } | null {
    if (place === null) return null;
    const reach = Math.max(SECTION_PIXELS * eye.metresPerPixel(place), LEAST_SECTION_METRES);
    const on = findSection(ground().streets.near(place, reach), toMetres(place), reach);
    if (on === null) return null;
    const blank = { kind: "line" as const, line: { type: "LineString" as const, coordinates: [] } };
    const footprint = withLine({ ...blank, widthMetres: state.widthMetres }, lineOnStreet(on));
    return footprint.kind === "line" ? { line: footprint.line.coordinates, footprint } : null;
  }

  return {
    update(next: DrawingState) {
      if (next.tool !== state.tool) {
        held = null;
        near = snap = section = meant = null;
        nudging = false;
      }
      state = next;
      if (held === null && !nudging) live = null;
    },
    /** The hand is on the shape: the ground must stay where it is. */
    get isHolding() {
      return held !== null;
    },
    view(): HandView {
      const footprint = shape();
      const sound = footprint === null || isSound(footprint);
      return { footprint, sound, handles: handles(), near: held?.handle ?? near, snap, section };
    },
    /** Where a corner of a sketch catches at a pixel; null where on nothing. */
    catchSketch(pixel: Pixel, free: boolean): Degrees | null {
      const before = snap;
      catchAt(pixel, free, []);
      if (before !== snap) events.onChange();
      return snap?.place ?? null;
    },
    /** @returns whether there is something to take. */
    hover(pixel: Pixel): boolean {
      const before = near;
      near = handleAt(pixel, REACH_PIXELS.mouse);
      const line = state.tool === "section" ? (sectionAt(eye.toPlace(pixel))?.line ?? null) : null;
      const changed = keyOf(near) !== keyOf(before) || String(line) !== String(section);
      section = line;
      if (changed) events.onChange();
      return near !== null;
    },
    press(pixel: Pixel, reach: number): boolean {
      const handle = handleAt(pixel, reach);
      return handle !== null && takeUp(handle, pixel);
    },
    carryTo,
    putDown,
    /** Takes the section of street there as the line: at once, or when the streets on their way are there. */
    takeSection(pixel: Pixel): boolean {
      if (state.tool !== "section") return false;
      const place = eye.toPlace(pixel);
      const found = sectionAt(place);
      meant = found === null && ground().streetsComing ? place : null;
      if (found !== null) events.onDraw(found.footprint, true);
      return found !== null || meant !== null;
    },
    /** Streets have come, or none will any more. */
    streetsChanged() {
      if (meant === null) return;
      const found = sectionAt(meant);
      if (found !== null || !ground().streetsComing) meant = null;
      if (found !== null) events.onDraw(found.footprint, true);
    },
    /** Takes off the corner there, unless too few would be left. */
    removeAt(pixel: Pixel, reach: number): boolean {
      const handle = state.tool === "vertices" ? handleAt(pixel, reach) : null;
      const footprint = shape();
      if (handle?.kind !== "corner" || footprint === null) return false;
      const left = removeCorner(footprint, handle.corner);
      held = null;
      near = null;
      if (left === null || !isSound(left)) return false;
      tell(left, true);
      return true;
    },
    /** By keys: each is told as it goes and kept by `settle`. */
    nudge(eastMetres: number, northMetres: number) {
      const footprint = shape();
      if (footprint === null) return;
      nudging = true;
      tell(moveShape(footprint, eastMetres, northMetres), false);
    },
    turn(clockwiseDegrees: number) {
      const footprint = shape();
      if (footprint === null) return;
      nudging = true;
      tell(turnShape(footprint, clockwiseDegrees), false);
    },
    settle() {
      if (!nudging) return;
      nudging = false;
      if (live !== null) tell(live, true);
    },
    /** Puts back what the hand holds; false when it holds nothing. */
    cancel(): boolean {
      if (held === null) return false;
      held = null;
      snap = null;
      live = null;
      events.onDraw(null, true);
      events.onChange();
      return true;
    },
  };
}

/** A finger or a mouse on a band a few pixels broad still is on it. */
const LEAST_BAND_PIXELS = 16;

function liesWithin(footprint: Footprint | null, place: Degrees, eye: Eye): boolean {
  if (footprint === null) return false;
  const at = toMetres(place);
  if (footprint.kind === "line") {
    const reach = Math.max(footprint.widthMetres, LEAST_BAND_PIXELS * eye.metresPerPixel(place)) / 2;
    return projectOnPath(footprint.line.coordinates.map(toMetres), at).distanceMetres <= reach;
  }
  return footprint.polygon.coordinates.filter((ring) => isInside(ring.map(toMetres), at)).length % 2 === 1;
}

function isInside(ring: readonly Degrees[], [x, y]: Degrees): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1]!, ring[i]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function keyOf(handle: Handle | null): string {
  if (handle === null) return "";
  return "corner" in handle ? `${handle.kind} ${handle.corner.ring} ${handle.corner.index}` : handle.kind;
}
