import { useMemo } from "react";
import { lengthOf } from "../../domain/geo/line-parts.ts";
import { toMetres } from "../../domain/geo/projection.ts";
import { useDeskPiece } from "../features/interventions/use-draft.ts";
import { ShapeBar } from "../features/shape/shape-bar.tsx";
import type { ShapeDesk } from "../features/shape/use-shape.ts";
import type { DrawingTool } from "../scene/city-view.ts";
import type { Editing } from "./use-editing.ts";

/** With these in the hand the shape is seen in numbers. */
const SHAPE_TOOLS: readonly DrawingTool[] = ["section", "vertices", "move", "detour"];

/** The draft's shape in numbers while a tool that changes it is in the hand. */
export function DraftShape({ editing, shape }: { readonly editing: Editing; readonly shape: ShapeDesk }) {
  const { desk } = editing;
  const detour = useDeskPiece(desk, ({ draft }) => draft?.phases[draft.position]?.detour ?? null);
  const detourMetres = useMemo(
    () => detour && lengthOf({ type: "LineString", coordinates: detour.coordinates.map(toMetres) }),
    [detour],
  );
  if (!SHAPE_TOOLS.includes(editing.tool) || (shape.footprint === null && detour === null)) return null;
  return (
    <ShapeBar
      desk={shape}
      detourMetres={detourMetres}
      onDropDetour={() => desk.editPhase({ detour: null })}
      onClose={editing.onDrawEnd}
    />
  );
}
