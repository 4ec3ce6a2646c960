import type { RefObject } from "react";
import type { ViewName } from "../features/city/city-canvas.tsx";
import type { ShapeDesk } from "../features/shape/use-shape.ts";
import type { DrawingTool } from "../scene/city-view.ts";
import { type Shortcut, useShortcuts } from "../ui/shortcuts.ts";
import type { Editing } from "./use-editing.ts";

interface PlannerKeys {
  readonly editing: Editing;
  readonly shape: ShapeDesk;
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
  const { editing, shape, onTool } = keys;
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
    { key: "t", run: tool("section") },
    { key: "v", run: tool("vertices") },
    { key: "m", run: tool("move") },
    { key: "g", run: tool("detour") },
    { key: "s", run: shape.layOpposite },
    { key: "c", run: () => shape.lay("centre") },
    ...stretchKeys(editing.tool === "section" ? shape : null),
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

/** With shift the same keys are other characters: ; : on an Italian keyboard, < > on an English one. */
function stretchKeys(shape: ShapeDesk | null): Shortcut[] {
  if (shape === null) return [];
  const keys = [
    { end: "from", extend: [","], shrink: [";", "<"] },
    { end: "to", extend: ["."], shrink: [":", ">"] },
  ] as const;
  return keys.flatMap(({ end, extend, shrink }) => [
    ...extend.map((key) => ({ key, run: () => shape.stretch(end, "extend") })),
    ...shrink.map((key) => ({ key, run: () => shape.stretch(end, "shrink") })),
  ]);
}
