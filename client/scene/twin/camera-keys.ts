/** What a key does to the twin's camera while the scene has the focus; null leaves the key to the page. */
import type { Camera, DrawingTool } from "../city-view.ts";
import { shapeKey } from "../draw/shape-keys.ts";
import { pan, turn, zoom } from "./camera-moves.ts";

interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

export type KeyAction =
  | { readonly kind: "move"; readonly camera: Camera }
  /** What the cross in the middle of the screen points at. */
  | { readonly kind: "pick" }
  /** `free`: without catching on anything. */
  | { readonly kind: "place-vertex"; readonly free: boolean }
  /** The shape, by metres on the screen; clockwise by degrees. */
  | { readonly kind: "nudge"; readonly right: number; readonly up: number }
  | { readonly kind: "turn"; readonly degrees: number }
  | { readonly kind: "finish" }
  | { readonly kind: "take-vertex-back" }
  | { readonly kind: "cancel" };

/** Of the distance to the ground. */
const PAN_STEP = 0.12;
/** A shape is laid by moving the city under the cross, so its steps are finer. */
const PAN_STEP_WHILE_DRAWING = 0.03;
const ZOOM_STEP = 0.8;
const TURN_DEGREES = 10;
const TILT_DEGREES = 5;

export function actionOfKey(press: KeyPress, camera: Camera, tool: DrawingTool): KeyAction | null {
  if (tool !== "none" && press.altKey && press.key === " ") return { kind: "place-vertex", free: true };
  if (press.altKey || press.ctrlKey || press.metaKey) return null;
  const ofShape = tool === "move" ? shapeKey(press) : null;
  if (ofShape !== null) return ofShape;
  const move = (moved: Camera): KeyAction => ({ kind: "move", camera: moved });
  const step = camera.distanceMetres * (tool === "none" ? PAN_STEP : PAN_STEP_WHILE_DRAWING);
  switch (press.key) {
    case "ArrowLeft":
      return move(press.shiftKey ? turn(camera, -TURN_DEGREES, 0) : pan(camera, -step, 0));
    case "ArrowRight":
      return move(press.shiftKey ? turn(camera, TURN_DEGREES, 0) : pan(camera, step, 0));
    case "ArrowUp":
      return move(press.shiftKey ? turn(camera, 0, TILT_DEGREES) : pan(camera, 0, step));
    case "ArrowDown":
      return move(press.shiftKey ? turn(camera, 0, -TILT_DEGREES) : pan(camera, 0, -step));
    case "q":
    case "Q":
      return move(turn(camera, -TURN_DEGREES, 0));
    case "e":
    case "E":
      return move(turn(camera, TURN_DEGREES, 0));
    case "+":
    case "=":
      return move(zoom(camera, ZOOM_STEP));
    case "-":
    case "_":
      return move(zoom(camera, 1 / ZOOM_STEP));
    case "Home":
      return move({ ...camera, headingDegrees: 0 });
    case "Enter":
      if (tool === "none") return { kind: "pick" };
      // A sketch hears the key itself.
      return tool === "vertices" || tool === "move" || tool === "section" ? { kind: "finish" } : null;
    case " ":
      return tool === "none" ? null : { kind: "place-vertex", free: false };
    case "Backspace":
    case "Delete":
      return tool === "none" ? null : { kind: "take-vertex-back" };
    case "Escape":
      return tool === "none" ? null : { kind: "cancel" };
    default:
      return null;
  }
}
