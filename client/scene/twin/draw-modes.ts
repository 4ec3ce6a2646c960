/** Terra Draw's modes as the twin uses them: how near is near, what catches, how handles look. */
import { type SnapToCustom, TerraDrawLineStringMode, TerraDrawPolygonMode } from "terra-draw";
import type { DrawingTool } from "../city-view.ts";
import { SNAP_PIXELS } from "../draw/hand.ts";
import { SELECTION } from "../phase-style.ts";

export const MODE_OF_TOOL: Readonly<Partial<Record<DrawingTool, string>>> = {
  line: "linestring",
  area: "polygon",
  detour: "linestring",
};

const INK = SELECTION.ink as `#${string}`;
const CASING = SELECTION.casing as `#${string}`;

export function createModes(catchOn: SnapToCustom) {
  const guides = {
    ...handle("closingPoint"),
    ...handle("snappingPoint"),
    ...handle("coordinatePoint"),
  };
  return [
    new TerraDrawLineStringMode({
      pointerDistance: SNAP_PIXELS,
      snapping: { toCoordinate: true, toCustom: catchOn },
      showCoordinatePoints: true,
      styles: { lineStringColor: INK, lineStringWidth: 1, ...guides },
    }),
    new TerraDrawPolygonMode({
      pointerDistance: SNAP_PIXELS,
      snapping: { toCoordinate: true, toCustom: catchOn },
      showCoordinatePoints: true,
      styles: guides,
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
