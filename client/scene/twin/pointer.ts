/**
 * The pointer on the scene: drag moves the ground under the hand, the other button or Ctrl or Shift turns, the
 * wheel and two fingers zoom about the place they point at, a press without a drag is a click.
 */
import type { Scene } from "@cesium/engine";
import type { CameraControl } from "./camera.ts";
import { turn, zoom } from "./camera-moves.ts";
import type { Degrees, GroundLevel } from "./ground-level.ts";

export interface PointerCallbacks {
  /** False while a drag belongs to somebody else (a vertex being moved). */
  readonly mayDrag: () => boolean;
  /** The pointer, and not the keyboard, is in use. */
  readonly onMove: () => void;
  /** Asked as the button goes down: the press that ends a drawing is no click on the city. */
  readonly mayClick: () => boolean;
  readonly onClick: (x: number, y: number) => void;
}

const CLICK_PIXELS = 5;
const TURN_DEGREES_PER_PIXEL = 0.25;
const WHEEL_PIXELS_PER_LINE = 16;
const ZOOM_PER_WHEEL_PIXEL = 0.0016;
/** A notch of a coarse wheel, or a flick of a pad, must not cross the whole range at once. */
const MOST_WHEEL_PIXELS = 240;

interface Finger {
  x: number;
  y: number;
  readonly startX: number;
  readonly startY: number;
  readonly turns: boolean;
}

/** @returns how to stop listening. */
export function listenToPointer(
  scene: Scene,
  ground: GroundLevel,
  camera: CameraControl,
  callbacks: PointerCallbacks,
): () => void {
  const canvas = scene.canvas;
  const fingers = new Map<number, Finger>();
  /** The ground held by the hand. */
  let grabbed: Degrees | null = null;
  let moved = false;
  let mayClick = false;
  const stop = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    passive = true,
    // Around the canvas, not on it: whoever draws hears first, and may claim the drag.
  ) => canvas.parentElement?.addEventListener(type, listener, { signal: stop.signal, passive });

  const locate = (event: MouseEvent) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const middle = () => {
    const all = [...fingers.values()];
    const sum = (pick: (finger: Finger) => number) =>
      all.reduce((total, finger) => total + pick(finger), 0) / all.length;
    return { x: sum(({ x }) => x), y: sum(({ y }) => y) };
  };
  const grab = () => {
    const { x, y } = middle();
    grabbed = fingers.size > 0 ? ground.findPlace(scene, x, y) : null;
  };
  const carryGroundTo = (x: number, y: number) => {
    const here = ground.findPlace(scene, x, y);
    if (grabbed === null || here === null) return;
    const now = camera.get();
    camera.set({
      ...now,
      longitude: now.longitude + grabbed[0] - here[0],
      latitude: now.latitude + grabbed[1] - here[1],
    });
  };

  on("pointerdown", (event) => {
    canvas.focus({ preventScroll: true });
    const at = locate(event);
    if (fingers.size === 0) {
      moved = false;
      mayClick = callbacks.mayClick();
    } else mayClick = false;
    const turns = event.button !== 0 || event.ctrlKey || event.shiftKey;
    fingers.set(event.pointerId, { ...at, startX: at.x, startY: at.y, turns });
    grab();
  });

  on("pointermove", (event) => {
    callbacks.onMove();
    const finger = fingers.get(event.pointerId);
    if (finger === undefined) return;
    const at = locate(event);
    const far = Math.hypot(at.x - finger.startX, at.y - finger.startY) > CLICK_PIXELS;
    if (!moved && !far) return;
    if (!moved) {
      moved = true;
      // Only now: a captured pointer would take the click away from whoever else listens.
      canvas.setPointerCapture(event.pointerId);
    }
    const before = { x: finger.x, y: finger.y };
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    finger.x = at.x;
    finger.y = at.y;
    if (!callbacks.mayDrag()) return;
    if (other !== undefined) pinch(before, at, other);
    else if (finger.turns) {
      camera.set(
        turn(
          camera.get(),
          (at.x - before.x) * TURN_DEGREES_PER_PIXEL,
          (before.y - at.y) * TURN_DEGREES_PER_PIXEL,
        ),
      );
    } else carryGroundTo(at.x, at.y);
  });

  const pinch = (before: { x: number; y: number }, at: { x: number; y: number }, other: Finger) => {
    const span = (point: { x: number; y: number }) => Math.hypot(point.x - other.x, point.y - other.y);
    const angle = (point: { x: number; y: number }) => Math.atan2(point.y - other.y, point.x - other.x);
    if (span(at) < 1) return;
    const turned = ((angle(at) - angle(before)) * 180) / Math.PI;
    const scaled = zoom(camera.get(), span(before) / span(at));
    camera.set(turn(scaled, -(((turned + 540) % 360) - 180), 0));
    const { x, y } = middle();
    carryGroundTo(x, y);
  };

  const release = (event: PointerEvent, clicks: boolean) => {
    const finger = fingers.get(event.pointerId);
    fingers.delete(event.pointerId);
    grab();
    if (finger === undefined || !clicks || !mayClick || moved || event.button !== 0 || finger.turns) return;
    callbacks.onClick(finger.x, finger.y);
  };
  on("pointerup", (event) => release(event, true));
  on("pointercancel", (event) => release(event, false));

  on(
    "wheel",
    (event) => {
      event.preventDefault();
      const pixels =
        event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * WHEEL_PIXELS_PER_LINE : event.deltaY;
      const bounded = Math.min(Math.max(pixels, -MOST_WHEEL_PIXELS), MOST_WHEEL_PIXELS);
      const { x, y } = locate(event);
      const about = ground.findPlace(scene, x, y) ?? undefined;
      camera.set(zoom(camera.get(), Math.exp(bounded * ZOOM_PER_WHEEL_PIXEL), about));
    },
    false,
  );
  on("contextmenu", (event) => event.preventDefault(), false);

  return () => stop.abort();
}
