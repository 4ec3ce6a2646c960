/**
 * Drawing a footprint or a detour with Terra Draw, and reshaping what is drawn with the hand that both views share;
 * what is drawn is told at each change.
 */
import { Cartesian3, type Scene } from "@cesium/engine";
import { TerraDraw, TerraDrawModeUndoRedo, TerraDrawUndoRedoKeyboardShortcuts } from "terra-draw";
import type { DrawnLine } from "../../../domain/geo/geometry-schema.ts";
import { DEFAULT_WIDTH_METRES, type Footprint } from "../../../domain/interventions/intervention.ts";
import { centreOfShape } from "../../../domain/interventions/shape.ts";
import { isSound } from "../../../domain/interventions/shape-corners.ts";
import type { DrawingState } from "../city-view.ts";
import { measureText, snapText, unsoundText } from "../draw/draw-texts.ts";
import { createHand, type Eye, REACH_PIXELS } from "../draw/hand.ts";
import type { SnapGround } from "../draw/snap.ts";
import { pixelsPerMetreAt } from "./camera.ts";
import { CesiumAdapter } from "./cesium-adapter.ts";
import type { DrawLabel, DrawLabels } from "./draw-labels.ts";
import { createModes, MODE_OF_TOOL } from "./draw-modes.ts";
import { listenForHand } from "./draw-pointer.ts";
import { findFootprint, isShape, rounded, shapeKey } from "./footprint-feature.ts";
import type { GroundLevel } from "./ground-level.ts";
import { HANDLE_METRES, handShapes } from "./hand-shapes.ts";
import type { Overlay } from "./overlay.ts";
import { draftShapes } from "./shapes.ts";

export interface DrawingEvents {
  onDraw(footprint: Footprint | null, finished: boolean): void;
  onDetour(line: DrawnLine): void;
  onDrawEnd(): void;
}

export interface Drawing {
  update(state: DrawingState, language: "it" | "en"): void;
  /** False while a handle is being dragged. */
  readonly mayDragMap: boolean;
  /** By keyboard: what is in the hand follows the cross in the middle of the screen, or is set or taken there. */
  point(press: boolean, free: boolean): void;
  /** Takes the last corner of a sketch back, or off the shape the one under the cross. */
  takeBack(): void;
  nudge(eastMetres: number, northMetres: number): void;
  turn(clockwiseDegrees: number): void;
  settle(): void;
  /** Streets have come, or none will any more. */
  streetsChanged(): void;
  /** Puts down what is in the hand, else ends the tool. A sketch is ended by Terra Draw itself. */
  finish(): void;
  cancel(): void;
  destroy(): void;
}

const OF_HAND: readonly DrawingState["tool"][] = ["vertices", "move", "section"];

/** @param overlays the shape and, over it, its handles. */
export function createDrawing(
  scene: Scene,
  ground: GroundLevel,
  overlays: { readonly draft: Overlay; readonly handles: Overlay; readonly labels: DrawLabels },
  snapGround: () => SnapGround,
  events: DrawingEvents,
): Drawing {
  const adapter = new CesiumAdapter(scene, ground, overlays.handles);
  let state: DrawingState = {
    tool: "none",
    footprint: null,
    kind: "roadwork",
    widthMetres: DEFAULT_WIDTH_METRES,
  };
  let language: "it" | "en" = "it";
  let terraDraw: TerraDraw | null = null;
  /** What is being drawn and the page has not given back yet. */
  let live: Footprint | null = null;
  let lastTold = "";

  const eye: Eye = {
    toPixel: (place) => ground.findPixel(scene, place, HANDLE_METRES),
    toPlace: ({ x, y }) => ground.findPlace(scene, x, y),
    metresPerPixel: (place) =>
      1 / pixelsPerMetreAt(scene, Cartesian3.distance(scene.camera.positionWC, ground.toWorld(place))),
  };
  const hand = createHand(eye, snapGround, { onDraw: events.onDraw, onChange: () => show() });
  const isHands = () => OF_HAND.includes(state.tool);
  const pointer = listenForHand(scene.canvas, hand, isHands);

  function show(): void {
    const view = hand.view();
    const footprint = live ?? view.footprint;
    overlays.draft.draw(draftShapes(footprint, state.kind, ground, view.sound));
    if (isHands()) overlays.handles.draw(handShapes(view, ground));
    const labels: DrawLabel[] = [];
    if (state.tool !== "none" && state.tool !== "detour" && footprint !== null) {
      labels.push({
        place: measurePlace(footprint),
        text: view.sound ? measureText(footprint, language, state.tool === "move") : unsoundText(language),
        kind: view.sound ? "measure" : "wrong",
      });
    }
    for (const { kind, place } of view.handles) {
      if (kind === "turn") labels.push({ place, text: "↻", kind: "handle" });
      if (kind === "move") labels.push({ place, text: "✥", kind: "handle" });
    }
    if (view.snap !== null) {
      labels.push({ place: view.snap.place, text: snapText(view.snap, language), kind: "snap" });
    }
    overlays.labels.show(labels);
  }

  const tell = (footprint: Footprint, finished: boolean) => {
    live = footprint;
    lastTold = shapeKey(footprint);
    show();
    events.onDraw(footprint, finished);
  };
  const footprintOf = (id: string | number): Footprint | null => {
    const feature = terraDraw?.getSnapshotFeature(id);
    return isShape(feature) ? findFootprint(feature, state.widthMetres) : null;
  };

  const start = (mode: string) => {
    terraDraw = new TerraDraw({
      adapter,
      modes: createModes(({ containerX, containerY }) => {
        const found = hand.catchSketch({ x: containerX, y: containerY }, pointer.isFree || byKeyFree);
        return found === null ? undefined : rounded(found);
      }),
      undoRedo: {
        modeLevel: new TerraDrawModeUndoRedo(),
        keyboardShortcuts: new TerraDrawUndoRedoKeyboardShortcuts(),
      },
    });
    terraDraw.on("change", (ids, type) => {
      if (type === "delete" || state.tool === "detour") return;
      const footprint = ids.map(footprintOf).find((candidate) => candidate !== null);
      if (footprint && shapeKey(footprint) !== lastTold) tell(footprint, false);
    });
    terraDraw.on("finish", (id) => {
      const footprint = footprintOf(id);
      if (footprint !== null && state.tool !== "detour") tell(footprint, true);
      else if (footprint?.kind === "line") events.onDetour(footprint.line);
      events.onDrawEnd();
    });
    terraDraw.start();
    terraDraw.setMode(mode);
  };

  const stop = () => {
    terraDraw?.stop();
    terraDraw = null;
    live = null;
    lastTold = "";
    adapter.mayDragMap = true;
    adapter.setCursor("unset");
    overlays.handles.draw({});
  };

  const middle = () => ({ x: scene.canvas.clientWidth / 2, y: scene.canvas.clientHeight / 2 });
  /** Carried by keyboard, not by pointer. */
  let byKey = false;
  let byKeyFree = false;

  return {
    update(next, nextLanguage) {
      const before = state;
      state = next;
      language = nextLanguage;
      hand.update(next);
      if (before.tool !== next.tool) {
        byKey = false;
        stop();
        const mode = MODE_OF_TOOL[next.tool];
        if (mode !== undefined) start(mode);
        if (next.tool !== "none") scene.canvas.focus({ preventScroll: true });
      }
      if (live && next.footprint && shapeKey(live) === shapeKey(next.footprint)) live = null;
      show();
    },
    get mayDragMap() {
      return adapter.mayDragMap && !pointer.isDragging;
    },
    point(press, free) {
      const at = middle();
      byKeyFree = free;
      if (!isHands()) adapter.point(at.x, at.y, press);
      else if (hand.isHolding && byKey) {
        hand.carryTo(at, { free, steps: false });
        if (press) {
          hand.putDown();
          byKey = false;
        }
      } else if (press) byKey = !hand.takeSection(at) && hand.press(at, REACH_PIXELS.cross);
      byKeyFree = false;
    },
    takeBack() {
      if (isHands()) hand.removeAt(middle(), REACH_PIXELS.cross);
      else if (terraDraw?.canUndo()) terraDraw.undo();
    },
    nudge: hand.nudge,
    turn: hand.turn,
    settle: hand.settle,
    streetsChanged: hand.streetsChanged,
    finish() {
      if (hand.isHolding) {
        hand.putDown();
        byKey = false;
      } else if (!hand.takeSection(middle())) events.onDrawEnd();
    },
    cancel() {
      byKey = false;
      if (hand.cancel()) return;
      live = null;
      events.onDrawEnd();
    },
    destroy() {
      stop();
      pointer.destroy();
      overlays.labels.destroy();
    },
  };
}

/** At the end of a line, where the hand is that draws it; in the middle of an area. */
function measurePlace(footprint: Footprint): readonly number[] {
  return footprint.kind === "line" || !isSound(footprint)
    ? (footprint.kind === "line" ? footprint.line.coordinates : footprint.polygon.coordinates[0]!).at(-1)!
    : centreOfShape(footprint);
}
