/** What the hand takes hold of in the twin, what it catches on, and the section of street it points at. */
import type { HandView } from "../draw/hand.ts";
import type { Handle } from "../draw/handles.ts";
import { SELECTION } from "../phase-style.ts";
import type { GroundLevel } from "./ground-level.ts";
import type { Dot, Shapes, Stroke } from "./overlay.ts";
import { LINE_METRES } from "./phase-geometry.ts";

/** Handles stand clear of the lines they move. */
export const HANDLE_METRES = LINE_METRES + 0.2;

const DIAMETERS: Readonly<Record<Handle["kind"], number>> = {
  corner: 12,
  middle: 8,
  width: 13,
  move: 20,
  turn: 20,
};

export function handShapes(view: HandView, ground: GroundLevel): Shapes {
  const along = (line: readonly (readonly number[])[]) =>
    ground.cutLine(line).map((place) => ground.toWorld(place, HANDLE_METRES));
  const strokes: Stroke[] = [];
  const { footprint, section, snap } = view;
  if (section !== null) {
    const positions = along(section);
    strokes.push({ positions, colour: SELECTION.casing, widthPixels: 9 });
    strokes.push({ positions, colour: SELECTION.ink, widthPixels: 4 });
  }
  if (view.handles.length > 0 && footprint?.kind === "line") {
    strokes.push({ positions: along(footprint.line.coordinates), colour: SELECTION.ink, widthPixels: 1 });
  }
  // The nearest to hand last, on top of what it stands on.
  const ordered = [...view.handles].sort((a, b) => Number(a.kind !== "middle") - Number(b.kind !== "middle"));
  const dots: Dot[] = ordered.map((handle) => {
    const near = view.near !== null && handle.kind === view.near.kind && samePlace(handle, view.near);
    const dark = handle.kind === "middle";
    return {
      position: ground.toWorld(handle.place, HANDLE_METRES),
      colour: dark ? SELECTION.ink : SELECTION.casing,
      diameterPixels: DIAMETERS[handle.kind] + (near ? 4 : 0),
      outline: dark ? SELECTION.casing : SELECTION.ink,
      outlinePixels: 2,
    };
  });
  if (snap !== null) {
    const position = ground.toWorld(snap.place, HANDLE_METRES);
    dots.push({
      position,
      colour: SELECTION.casing,
      diameterPixels: 12,
      outline: SELECTION.ink,
      outlinePixels: 4,
    });
  }
  return { strokes, dots };
}

function samePlace(a: Handle, b: Handle): boolean {
  if ("corner" in a && "corner" in b)
    return a.corner.ring === b.corner.ring && a.corner.index === b.corner.index;
  return a.place[0] === b.place[0] && a.place[1] === b.place[1];
}
