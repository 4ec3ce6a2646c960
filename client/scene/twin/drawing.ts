/** Drawing and reshaping the footprint with Terra Draw; what is drawn is told at each change. */
import { Cartesian3, type Scene } from "@cesium/engine";
import { TerraDraw, TerraDrawModeUndoRedo, TerraDrawUndoRedoKeyboardShortcuts } from "terra-draw";
import { DEFAULT_WIDTH_METRES, type Footprint } from "../../../domain/interventions/intervention.ts";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import type { DrawingState } from "../city-view.ts";
import { pixelsPerMetreAt } from "./camera.ts";
import { CesiumAdapter } from "./cesium-adapter.ts";
import { createModes, MODE_OF_TOOL, SNAP_PIXELS } from "./draw-modes.ts";
import { featureOf, findFootprint, isShape, rounded, shapeKey } from "./footprint-feature.ts";
import type { GroundLevel } from "./ground-level.ts";
import type { Overlay } from "./overlay.ts";
import { draftShapes } from "./shapes.ts";
import { type StreetSnap, snapToStreets } from "./street-snap.ts";

export interface DrawingEvents {
  onDraw(footprint: Footprint, finished: boolean): void;
  onDrawEnd(): void;
}

export interface Drawing {
  update(state: DrawingState): void;
  setStreets(streets: readonly StreetFeature[]): void;
  /** False while a handle is being dragged. */
  readonly mayDragMap: boolean;
  /** By keyboard: the corner follows the cross in the middle of the screen, or is set there. */
  point(press: boolean): void;
  /** Takes the last corner back. */
  takeBack(): void;
  cancel(): void;
  destroy(): void;
}

/** On slanting ground a pixel covers this many times what it covers across; farther nothing is drawn. */
const MOST_SLANT = 4;

/** @param overlays the shape and, over it, its handles. */
export function createDrawing(
  scene: Scene,
  ground: GroundLevel,
  overlays: { readonly draft: Overlay; readonly handles: Overlay },
  events: DrawingEvents,
): Drawing {
  const { draft } = overlays;
  const adapter = new CesiumAdapter(scene, ground, overlays.handles);
  let axes: readonly StreetFeature[] = [];
  /** Indexed when something is drawn: a whole city takes a tenth of a second. */
  let streets: StreetSnap | null = null;
  let state: DrawingState = {
    tool: "none",
    footprint: null,
    kind: "roadwork",
    widthMetres: DEFAULT_WIDTH_METRES,
  };
  let terraDraw: TerraDraw | null = null;
  let editedId: string | number | null = null;
  /** What the hand has drawn and the page has not given back yet. */
  let live: Footprint | null = null;
  /** Every shape told since the tool was taken up: what comes back is no news. */
  const told = new Set<string>();
  let lastTold = "";

  const widthMetres = () => state.widthMetres;
  const showDraft = () => draft.draw(draftShapes(live ?? state.footprint, state.kind, ground));
  const tell = (footprint: Footprint, finished: boolean) => {
    live = footprint;
    lastTold = shapeKey(footprint);
    told.add(lastTold);
    showDraft();
    events.onDraw(footprint, finished);
  };
  const footprintOf = (id: string | number): Footprint | null => {
    const feature = terraDraw?.getSnapshotFeature(id);
    return isShape(feature) ? findFootprint(feature, widthMetres()) : null;
  };

  const catchStreet = ({ lng, lat }: { lng: number; lat: number }): [number, number] | undefined => {
    const eye = Cartesian3.distance(scene.camera.positionWC, ground.toWorld([lng, lat]));
    const reachMetres = (SNAP_PIXELS * MOST_SLANT) / pixelsPerMetreAt(scene, eye);
    streets ??= snapToStreets(axes);
    const found = streets.findNearest([lng, lat], reachMetres);
    if (found === null) return undefined;
    const [hand, axis] = [adapter.project(lng, lat), adapter.project(...found)];
    return Math.hypot(hand.x - axis.x, hand.y - axis.y) <= SNAP_PIXELS ? rounded(found) : undefined;
  };

  const start = (mode: string) => {
    terraDraw = new TerraDraw({
      adapter,
      modes: createModes(catchStreet),
      undoRedo: {
        modeLevel: new TerraDrawModeUndoRedo(),
        keyboardShortcuts: new TerraDrawUndoRedoKeyboardShortcuts(),
      },
    });
    terraDraw.on("change", (ids, type) => {
      if (type === "delete") return;
      const footprint = ids.map(footprintOf).find((candidate) => candidate !== null);
      if (footprint && shapeKey(footprint) !== lastTold) tell(footprint, false);
    });
    terraDraw.on("finish", (id, { action }) => {
      const footprint = footprintOf(id);
      if (footprint) tell(footprint, true);
      if (action === "draw") events.onDrawEnd();
    });
    terraDraw.start();
    terraDraw.setMode(mode);
    scene.canvas.focus({ preventScroll: true });
  };

  const edit = (tool: TerraDraw, footprint: Footprint) => {
    if (editedId !== null) tool.removeFeatures([editedId]);
    editedId = tool.getFeatureId();
    const feature = featureOf(footprint);
    // As Terra Draw will give it back, which is not to the last decimal as it came.
    lastTold = shapeKey(findFootprint(feature, widthMetres()) ?? footprint);
    told.add(lastTold).add(shapeKey(footprint));
    const [added] = tool.addFeatures([{ ...feature, id: editedId }]);
    if (!added?.valid) throw new Error(`the shape cannot be edited: ${added?.reason}`);
    tool.selectFeature(editedId);
  };

  const stop = () => {
    terraDraw?.stop();
    terraDraw = null;
    editedId = null;
    live = null;
    lastTold = "";
    told.clear();
    adapter.mayDragMap = true;
    adapter.setCursor("unset");
  };

  return {
    update(next) {
      const before = state;
      state = next;
      if (before.tool !== next.tool) {
        stop();
        const mode = MODE_OF_TOOL[next.tool];
        if (mode !== undefined) start(mode);
      }
      if (live && next.footprint && shapeKey(live) === shapeKey(next.footprint)) live = null;
      const foreign = next.footprint !== null && !told.has(shapeKey(next.footprint));
      if (next.tool === "vertices" && terraDraw && foreign) {
        live = null;
        edit(terraDraw, next.footprint);
      }
      showDraft();
    },
    setStreets(features) {
      axes = features;
      streets = null;
    },
    get mayDragMap() {
      return adapter.mayDragMap;
    },
    point(press) {
      const { clientWidth, clientHeight } = scene.canvas;
      adapter.point(clientWidth / 2, clientHeight / 2, press);
    },
    takeBack() {
      if (terraDraw?.canUndo()) terraDraw.undo();
    },
    cancel() {
      live = null;
      events.onDrawEnd();
    },
    destroy: stop,
  };
}
