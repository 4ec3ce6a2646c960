/** What a key does on the plan while it has the focus; null leaves the key to the rest of the page. */
import type { DrawingTool } from "../city-view.ts";
import { shapeKey } from "../draw/shape-keys.ts";

export type KeyAction =
  /** Fractions of the screen's shorter side; right and up are positive, on the sheet as it is turned. */
  | { readonly kind: "pan"; readonly right: number; readonly up: number }
  | { readonly kind: "zoom"; readonly steps: number }
  | { readonly kind: "rotate"; readonly degrees: number }
  | { readonly kind: "north-up" }
  | { readonly kind: "pick" }
  /** `free`: without catching on anything. */
  | { readonly kind: "place-vertex"; readonly free: boolean }
  /** The shape, by metres on the sheet as it is turned; clockwise by degrees. */
  | { readonly kind: "nudge"; readonly right: number; readonly up: number }
  | { readonly kind: "turn"; readonly degrees: number }
  /** Only while a sketch is under the hand: else the page undoes. */
  | { readonly kind: "take-back" }
  | { readonly kind: "remove-vertex" }
  | { readonly kind: "finish" }
  | { readonly kind: "cancel" };

interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const PAN = 0.15;
/** A line is laid by moving the sheet under the cross, so its steps are finer. */
const PAN_WHILE_DRAWING = 0.04;
const ROTATE_DEGREES = 15;

export function actionOfKey(press: KeyPress, tool: DrawingTool): KeyAction | null {
  const drawing = tool !== "none";
  if (drawing && press.altKey && press.key === " ") return { kind: "place-vertex", free: true };
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) {
    return drawing && press.key.toLowerCase() === "z" && !press.shiftKey ? { kind: "take-back" } : null;
  }
  const ofShape = tool === "move" ? shapeKey(press) : null;
  if (ofShape !== null) return ofShape;
  const step = drawing ? PAN_WHILE_DRAWING : PAN;
  switch (press.key) {
    case "ArrowLeft":
      return press.shiftKey
        ? { kind: "rotate", degrees: ROTATE_DEGREES }
        : { kind: "pan", right: -step, up: 0 };
    case "ArrowRight":
      return press.shiftKey
        ? { kind: "rotate", degrees: -ROTATE_DEGREES }
        : { kind: "pan", right: step, up: 0 };
    case "ArrowUp":
      return { kind: "pan", right: 0, up: step };
    case "ArrowDown":
      return { kind: "pan", right: 0, up: -step };
    case "+":
    case "=":
      return { kind: "zoom", steps: 1 };
    case "-":
    case "_":
      return { kind: "zoom", steps: -1 };
    case "Home":
      return { kind: "north-up" };
    case "Enter":
      return drawing ? { kind: "finish" } : { kind: "pick" };
    case " ":
      return drawing ? { kind: "place-vertex", free: false } : null;
    case "Backspace":
    case "Delete":
      return drawing ? { kind: "remove-vertex" } : null;
    case "Escape":
      return drawing ? { kind: "cancel" } : null;
    default:
      return null;
  }
}
