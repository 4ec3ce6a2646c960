/** Terra Draw's modes as the twin uses them: how near is near, what catches, how handles look. */
import {
  type SnapToCustom,
  TerraDrawLineStringMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from "terra-draw";
import type { DrawingTool } from "../city-view.ts";
import { SELECTION } from "../phase-style.ts";

/** A finger covers about this much. */
export const SNAP_PIXELS = 12;

export const MODE_OF_TOOL: Readonly<Partial<Record<DrawingTool, string>>> = {
  line: "linestring",
  area: "polygon",
  vertices: "select",
};

const INK = SELECTION.ink as `#${string}`;
const CASING = SELECTION.casing as `#${string}`;

export function createModes(catchStreet: SnapToCustom) {
  const guides = {
    ...handle("closingPoint"),
    ...handle("snappingPoint"),
    ...handle("coordinatePoint"),
  };
  const common = { midpoints: true, draggable: true, deletable: true } as const;
  return [
    new TerraDrawLineStringMode({
      pointerDistance: SNAP_PIXELS,
      snapping: { toCoordinate: true, toCustom: catchStreet },
      showCoordinatePoints: true,
      styles: { lineStringColor: INK, lineStringWidth: 1, ...guides },
    }),
    new TerraDrawPolygonMode({
      pointerDistance: SNAP_PIXELS,
      snapping: { toCoordinate: true },
      showCoordinatePoints: true,
      styles: guides,
    }),
    new TerraDrawSelectMode({
      pointerDistance: SNAP_PIXELS,
      allowManualDeselection: false,
      // Escape ends the tool (drawing.ts); the rest would turn or delete what cannot be seen selected.
      keyEvents: { deselect: null, delete: null, rotate: null, scale: null },
      flags: {
        linestring: { feature: { coordinates: { ...common, snappable: { toCustom: catchStreet } } } },
        polygon: { feature: { coordinates: { ...common, snappable: { toCoordinate: true } } } },
      },
      styles: {
        selectedLineStringColor: INK,
        selectedLineStringWidth: 1,
        ...handle("selectionPoint"),
        midPointColor: INK,
        midPointOutlineColor: CASING,
        midPointWidth: 3,
        midPointOutlineWidth: 1,
      },
    }),
  ];
}

/** White with an ink edge: legible on every ground. */
function handle<Name extends string>(name: Name) {
  return {
    [`${name}Color`]: CASING,
    [`${name}Width`]: 5,
    [`${name}OutlineColor`]: INK,
    [`${name}OutlineWidth`]: 2,
  } as Record<`${Name}Color` | `${Name}OutlineColor`, `#${string}`> &
    Record<`${Name}Width` | `${Name}OutlineWidth`, number>;
}
