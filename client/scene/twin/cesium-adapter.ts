/**
 * Terra Draw on the twin: it asks where a pixel lies and what to show, and this answers with the ground.
 * Features go to the overlay, rebuilt at each change: there are one shape and its handles, never more.
 */
import type { Scene } from "@cesium/engine";
import {
  type GeoJSONStoreFeatures,
  type SetCursor,
  type TerraDrawAdapterStyling,
  type TerraDrawChanges,
  TerraDrawExtend,
  type TerraDrawStylingFunction,
} from "terra-draw";
import { rounded } from "./footprint-feature.ts";
import type { GroundLevel } from "./ground-level.ts";
import type { Dot, Overlay, Stroke } from "./overlay.ts";
import { LINE_METRES } from "./phase-geometry.ts";

const COORDINATE_DECIMALS = 9;
/** Handles stand clear of the lines they move. */
const HANDLE_METRES = LINE_METRES + 0.2;

interface Shown {
  readonly feature: GeoJSONStoreFeatures;
  readonly style: TerraDrawAdapterStyling;
}

export class CesiumAdapter extends TerraDrawExtend.TerraDrawBaseAdapter {
  /** False while a handle is being dragged: the ground must then stay where it is. */
  mayDragMap = true;
  readonly #scene: Scene;
  readonly #ground: GroundLevel;
  readonly #overlay: Overlay;
  readonly #shown = new Map<string | number, Shown>();

  constructor(scene: Scene, ground: GroundLevel, overlay: Overlay) {
    super({ coordinatePrecision: COORDINATE_DECIMALS, minPixelDragDistanceSelecting: 4 });
    this.#scene = scene;
    this.#ground = ground;
    this.#overlay = overlay;
  }

  getMapEventElement(): HTMLElement {
    return this.#scene.canvas;
  }

  /** Behind the camera, a point so far off that nothing is ever near it. */
  project(lng: number, lat: number): { x: number; y: number } {
    return this.#ground.findPixel(this.#scene, [lng, lat], HANDLE_METRES) ?? { x: 1e9, y: 1e9 };
  }

  /** Above the horizon there is no ground; the middle of the screen always has some. */
  unproject(x: number, y: number): { lng: number; lat: number } {
    const { clientWidth, clientHeight } = this.#scene.canvas;
    const place =
      this.#ground.findPlace(this.#scene, x, y) ??
      this.#ground.findPlace(this.#scene, clientWidth / 2, clientHeight / 2);
    if (place === null) throw new Error("the camera looks at no ground");
    return { lng: place[0], lat: place[1] };
  }

  getLngLatFromEvent(event: PointerEvent | MouseEvent): { lng: number; lat: number } | null {
    const { containerX, containerY } = this.getMapElementXYPosition(event);
    const place = this.#ground.findPlace(this.#scene, containerX, containerY);
    return place && { lng: place[0], lat: place[1] };
  }

  setCursor(cursor: Parameters<SetCursor>[0]): void {
    this.#scene.canvas.style.cursor = cursor === "unset" ? "" : cursor;
  }

  setDraggability(enabled: boolean): void {
    this.mayDragMap = enabled;
  }

  /** A double click never zooms here. */
  setDoubleClickToZoom(): void {}

  render(changes: TerraDrawChanges, styling: TerraDrawStylingFunction): void {
    for (const id of changes.deletedIds) this.#shown.delete(id);
    for (const feature of [...changes.created, ...changes.updated, ...changes.unchanged]) {
      const style = styling[String(feature.properties.mode)];
      if (feature.id !== undefined && style) this.#shown.set(feature.id, { feature, style: style(feature) });
    }
    this.#draw();
  }

  clear(): void {
    this.#currentModeCleared();
    this.#shown.clear();
    this.#draw();
  }

  /** As if the pointer stood at that pixel, and pressed there when `press`: for those who draw by keyboard. */
  point(x: number, y: number, press: boolean): void {
    const place = this.#ground.findPlace(this.#scene, x, y);
    const callbacks = this._currentModeCallbacks;
    if (place === null || callbacks === undefined) return;
    const [lng, lat] = rounded(place);
    const event = {
      lng,
      lat,
      containerX: x,
      containerY: y,
      heldKeys: [],
      isContextMenu: false,
    };
    callbacks.onMouseMove({ ...event, button: "neither" });
    if (press) callbacks.onClick({ ...event, button: "left" });
  }

  #currentModeCleared(): void {
    this._currentModeCallbacks?.onClear();
  }

  #draw(): void {
    const ordered = [...this.#shown.values()].sort((a, b) => a.style.zIndex - b.style.zIndex);
    const strokes: Stroke[] = [];
    const dots: Dot[] = [];
    for (const { feature, style } of ordered) {
      const { geometry } = feature;
      // Polygons are not drawn: the draft shows what they cover.
      if (geometry.type === "LineString") {
        strokes.push({
          positions: this.#ground
            .cutLine(geometry.coordinates)
            .map((corner) => this.#ground.toWorld(corner, HANDLE_METRES)),
          colour: style.lineStringColor,
          widthPixels: style.lineStringWidth,
        });
      } else if (geometry.type === "Point") {
        dots.push({
          position: this.#ground.toWorld(geometry.coordinates, HANDLE_METRES),
          colour: style.pointColor,
          diameterPixels: style.pointWidth * 2,
          outline: style.pointOutlineColor,
          outlinePixels: style.pointOutlineWidth,
        });
      }
    }
    this.#overlay.draw({ strokes: strokes.filter(({ positions }) => positions.length > 1), dots });
  }
}
