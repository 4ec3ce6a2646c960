import type { RefObject } from "react";
import type { ViewName } from "../features/city/city-canvas.tsx";
import type { DrawingTool } from "../scene/city-view.ts";
import { type Shortcut, useShortcuts } from "../ui/shortcuts.ts";
import type { Editing } from "./use-editing.ts";

interface PlannerKeys {
  readonly editing: Editing;
  readonly letters: boolean;
  readonly locator: RefObject<HTMLInputElement | null>;
  readonly view: ViewName;
  readonly changeView: (view: ViewName) => void;
  readonly onTool: (tool: DrawingTool) => void;
  readonly goToNextChange: () => void;
  readonly onHelp: () => void;
}

/** The keys of SCREENS.md, "Planner's editor". */
export function usePlannerKeys(keys: PlannerKeys): void {
  const { editing, onTool } = keys;
  const tool = (name: DrawingTool) => () => onTool(editing.tool === name ? "none" : name);
  const shortcuts: Shortcut[] = [
    {
      key: "/",
      run: () => {
        keys.locator.current?.focus();
        keys.locator.current?.select();
      },
    },
    { key: "l", run: tool("line") },
    { key: "d", run: tool("area") },
    { key: "v", run: tool("vertices") },
    { key: "[", run: () => editing.shift(-1) },
    { key: "]", run: () => editing.shift(1) },
    { key: "r", run: editing.applyBest },
    { key: "p", run: () => keys.changeView(keys.view === "twin" ? "plan" : "twin") },
    { key: "n", run: keys.goToNextChange },
    { key: "?", run: keys.onHelp },
    { key: "z", control: true, shift: false, run: editing.desk.undo },
    { key: "z", control: true, shift: true, run: editing.desk.redo },
  ];
  useShortcuts(shortcuts, keys.letters);
}
