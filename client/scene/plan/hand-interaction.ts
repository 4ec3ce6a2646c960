/** The hand on the plan: OpenLayers' pointer and keys given to what both views share. */

import Collection from "ol/Collection.js";
import type { Coordinate } from "ol/coordinate.js";
import Feature from "ol/Feature.js";
import Point from "ol/geom/Point.js";
import PointerInteraction from "ol/interaction/Pointer.js";
import Snap from "ol/interaction/Snap.js";
import type OlMap from "ol/Map.js";
import type MapBrowserEvent from "ol/MapBrowserEvent.js";
import type { Pixel as OlPixel } from "ol/pixel.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import { type Eye, type Hand, REACH_PIXELS } from "../draw/hand.ts";
import { realMetresPerMercatorMetre } from "./camera.ts";

/** As phones count a press that means something else. */
const LONG_PRESS_MILLISECONDS = 600;
const STILL_PIXELS = 8;

export function planEye(map: OlMap): Eye {
  return {
    toPixel(place) {
      const pixel = map.getPixelFromCoordinate(fromLonLat([...place]));
      return pixel && { x: pixel[0]!, y: pixel[1]! };
    },
    toPlace({ x, y }) {
      // Before the first frame, and for events that are nowhere on the sheet, there is no place.
      const coordinate = map.getCoordinateFromPixel([x, y]) as Coordinate | null;
      return coordinate?.every(Number.isFinite) ? (toLonLat(coordinate) as [number, number]) : null;
    },
    metresPerPixel: (place) =>
      (map.getView().getResolution() ?? 1) * realMetresPerMercatorMetre(fromLonLat([...place])),
  };
}

/** What OpenLayers calls on when a corner is set: the same catch as everywhere else. */
export class CatchInteraction extends Snap {
  readonly #hand: Hand;
  #free = false;

  constructor(hand: Hand) {
    super({ features: new Collection() });
    this.#hand = hand;
  }

  override handleEvent(event: MapBrowserEvent): boolean {
    this.#free = "altKey" in event.originalEvent && event.originalEvent.altKey;
    return super.handleEvent(event);
  }

  override snapTo([x, y]: OlPixel, _coordinate: Coordinate, map: OlMap, free = this.#free) {
    // OpenLayers asks at keys too, which have no place.
    if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
    const found = this.#hand.catchSketch({ x: x!, y: y! }, free);
    if (found === null) return null;
    const vertex = fromLonLat([...found]);
    const vertexPixel = map.getPixelFromCoordinate(vertex);
    return { vertex, vertexPixel, feature: new Feature(new Point(vertex)), segment: null };
  }
}

export class HandInteraction extends PointerInteraction {
  readonly #hand: Hand;
  readonly #viewport: HTMLElement;
  #press: { readonly x: number; readonly y: number; readonly timer: ReturnType<typeof setTimeout> } | null =
    null;
  readonly #onContextMenu: (event: MouseEvent) => void;

  constructor(map: OlMap, hand: Hand) {
    super();
    this.#hand = hand;
    this.#viewport = map.getViewport()!;
    this.#onContextMenu = (event) => {
      event.preventDefault();
      const [x, y] = map.getEventPixel(event) as [number, number];
      hand.removeAt({ x, y }, REACH_PIXELS.mouse);
    };
    this.#viewport.addEventListener("contextmenu", this.#onContextMenu);
  }

  override handleDownEvent(event: MapBrowserEvent): boolean {
    const { pointerType, button } = event.originalEvent as PointerEvent;
    if (button !== 0) return false;
    const touch = pointerType === "touch";
    const at = pixelOf(event);
    if (!this.#hand.press(at, touch ? REACH_PIXELS.finger : REACH_PIXELS.mouse)) return false;
    if (touch) {
      const timer = setTimeout(() => this.#hand.removeAt(at, REACH_PIXELS.finger), LONG_PRESS_MILLISECONDS);
      this.#press = { ...at, timer };
    }
    return true;
  }

  override handleDragEvent(event: MapBrowserEvent): void {
    const at = pixelOf(event);
    if (this.#press !== null) {
      if (Math.hypot(at.x - this.#press.x, at.y - this.#press.y) < STILL_PIXELS) return;
      this.#endPress();
    }
    const { altKey, shiftKey } = event.originalEvent as PointerEvent;
    this.#hand.carryTo(at, { free: altKey, steps: shiftKey });
  }

  override handleUpEvent(): boolean {
    this.#endPress();
    this.#hand.putDown();
    return false;
  }

  override handleMoveEvent(event: MapBrowserEvent): void {
    if (event.dragging || this.#hand.isHolding) return;
    this.#viewport.style.cursor = this.#hand.hover(pixelOf(event)) ? "grab" : "";
  }

  leave(): void {
    this.#endPress();
    this.#viewport.style.cursor = "";
    this.#viewport.removeEventListener("contextmenu", this.#onContextMenu);
  }

  #endPress(): void {
    if (this.#press !== null) clearTimeout(this.#press.timer);
    this.#press = null;
  }
}

function pixelOf({ pixel }: MapBrowserEvent): { x: number; y: number } {
  return { x: pixel[0]!, y: pixel[1]! };
}
