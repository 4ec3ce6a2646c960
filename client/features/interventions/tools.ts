import type { DrawingTool } from "../../scene/city-view.ts";
import type { IconName } from "../../ui/icon.tsx";

/** Tools of the hand, as the rail and the editor show them. */
export const TOOLS = [
  { tool: "line", icon: "line", key: "L" },
  { tool: "area", icon: "area", key: "D" },
  { tool: "section", icon: "street", key: "T" },
  { tool: "vertices", icon: "vertices", key: "V" },
  { tool: "move", icon: "move", key: "M" },
  { tool: "detour", icon: "detour", key: "G" },
] as const satisfies readonly { tool: DrawingTool; icon: IconName; key: string }[];

/** Those that change what is drawn. */
export const NEEDS_SHAPE: readonly DrawingTool[] = ["vertices", "move"];

/** A finger draws no corners: on a phone a stretch is picked and moved. */
export const PHONE_TOOLS: readonly DrawingTool[] = ["section", "move"];
