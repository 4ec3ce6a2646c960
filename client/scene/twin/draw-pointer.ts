/** The pointer for the hand that reshapes in the twin: heard on the canvas, before whoever moves the camera. */
import { type Hand, type Pixel, REACH_PIXELS } from "../draw/hand.ts";

/** As phones count a press that means something else. */
const LONG_PRESS_MILLISECONDS = 600;
const CLICK_PIXELS = 5;

export interface DrawPointer {
  /** A handle is in the hand: the ground must stay where it is. */
  readonly isDragging: boolean;
  /** Alt is held: nothing catches. */
  readonly isFree: boolean;
  destroy(): void;
}

export function listenForHand(canvas: HTMLCanvasElement, hand: Hand, isMine: () => boolean): DrawPointer {
  const stop = new AbortController();
  let dragging = false;
  let free = false;
  let pressed: Pixel | null = null;
  let longPress: ReturnType<typeof setTimeout> | undefined;
  const locate = (event: MouseEvent): Pixel => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ) => canvas.addEventListener(type, listener, { signal: stop.signal });

  on("pointerdown", (event) => {
    if (!isMine() || event.button !== 0) return;
    const at = locate(event);
    pressed = at;
    const touch = event.pointerType === "touch";
    dragging = hand.press(at, touch ? REACH_PIXELS.finger : REACH_PIXELS.mouse);
    if (!dragging) return;
    canvas.setPointerCapture(event.pointerId);
    if (touch) longPress = setTimeout(() => hand.removeAt(at, REACH_PIXELS.finger), LONG_PRESS_MILLISECONDS);
  });
  on("pointermove", (event) => {
    free = event.altKey;
    if (!isMine()) return;
    const at = locate(event);
    if (!dragging) {
      if (event.buttons === 0 && !hand.isHolding) canvas.style.cursor = hand.hover(at) ? "grab" : "";
      return;
    }
    if (pressed !== null && Math.hypot(at.x - pressed.x, at.y - pressed.y) < CLICK_PIXELS) return;
    pressed = null;
    clearTimeout(longPress);
    hand.carryTo(at, { free, steps: event.shiftKey });
  });
  on("pointerup", (event) => {
    clearTimeout(longPress);
    if (!isMine()) return;
    const at = locate(event);
    const click = pressed !== null && Math.hypot(at.x - pressed.x, at.y - pressed.y) < CLICK_PIXELS;
    pressed = null;
    if (dragging) hand.putDown();
    else if (click) hand.takeSection(at);
    dragging = false;
  });
  on("pointercancel", () => {
    clearTimeout(longPress);
    if (dragging) hand.cancel();
    dragging = false;
    pressed = null;
  });
  on("contextmenu", (event) => {
    if (isMine()) hand.removeAt(locate(event), REACH_PIXELS.mouse);
  });

  return {
    get isDragging() {
      return dragging;
    },
    get isFree() {
      return free;
    },
    destroy() {
      clearTimeout(longPress);
      stop.abort();
    },
  };
}
