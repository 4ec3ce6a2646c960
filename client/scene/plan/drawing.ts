/**
 * Drawing a footprint or a detour with OpenLayers' own Draw, and reshaping what is drawn with the hand that both
 * views share. The pointer works as everywhere; by keyboard the sheet moves under a cross in the middle of the
 * screen, and a key sets or takes the corner there.
 */
import Collection from "ol/Collection.js";
import { never } from "ol/events/condition.js";
import Feature from "ol/Feature.js";
import type LineString from "ol/geom/LineString.js";
import Draw from "ol/interaction/Draw.js";
import VectorLayer from "ol/layer/Vector.js";
import type OlMap from "ol/Map.js";
import type MapBrowserEvent from "ol/MapBrowserEvent.js";
import VectorSource from "ol/source/Vector.js";
import type { DrawnLine } from "../../../domain/geo/geometry-schema.ts";
import { DEFAULT_WIDTH_METRES, type Footprint } from "../../../domain/interventions/intervention.ts";
import type { DrawingState } from "../city-view.ts";
import { createHand, REACH_PIXELS, SNAP_PIXELS } from "../draw/hand.ts";
import type { SnapGround } from "../draw/snap.ts";
import { createCross } from "./cross.ts";
import { detourStyles } from "./detour-layer.ts";
import { draftStyles } from "./draft-style.ts";
import { type FootprintShape, findFootprint, shapeOfFootprint } from "./footprint.ts";
import { CatchInteraction, HandInteraction, planEye } from "./hand-interaction.ts";
import { createHandLayer, showHand } from "./hand-layer.ts";

export interface DrawingEvents {
  onDraw(footprint: Footprint | null, finished: boolean): void;
  onDetour(line: DrawnLine): void;
  onDrawEnd(): void;
}

export interface Drawing {
  update(state: DrawingState, language: "it" | "en"): void;
  /** Sets a corner under the cross, takes up or puts down what is there, or takes the section of street. */
  placeVertex(free: boolean): void;
  isSketching(): boolean;
  /** Takes the sketch's last corner back. */
  takeBack(): void;
  /** The same, or takes off the corner under the cross. */
  removeVertex(): void;
  /** The shape, on the sheet as it is turned. */
  nudge(rightMetres: number, upMetres: number): void;
  turn(clockwiseDegrees: number): void;
  /** The key that nudged or turned is let go. */
  settle(): void;
  /** Streets have come, or none will any more. */
  streetsChanged(): void;
  finish(): void;
  cancel(): void;
  dispose(): void;
}

const OF_HAND: readonly DrawingState["tool"][] = ["vertices", "move", "section"];

export function createDrawing(
  map: OlMap,
  ground: () => SnapGround,
  pixelRatio: number,
  events: DrawingEvents,
): Drawing {
  let state: DrawingState = {
    tool: "none",
    footprint: null,
    kind: "roadwork",
    widthMetres: DEFAULT_WIDTH_METRES,
  };
  let language: "it" | "en" = "it";
  let draw: Draw | null = null;
  let catcher: CatchInteraction | null = null;
  let reshape: HandInteraction | null = null;
  let sketch = null as Feature<FootprintShape> | null;
  let shown = "";
  let frame = 0;
  let carriedTo = "";

  const hand = createHand(planEye(map), ground, {
    onDraw: (footprint, finished) => tell(footprint, finished),
    onChange: () => show(),
  });
  const look = (sound: boolean) => ({
    kind: state.kind,
    widthMetres: hand.view().footprint?.kind === "line" ? widthInHand() : state.widthMetres,
    language,
    area: state.tool === "area",
    bearing: state.tool === "move",
    sound,
    pixelRatio,
  });
  const widthInHand = () => {
    const footprint = hand.view().footprint;
    return footprint?.kind === "line" ? footprint.widthMetres : state.widthMetres;
  };

  const draft = new Feature<FootprintShape>();
  const layer = new VectorLayer({
    source: new VectorSource({ features: new Collection([draft]), wrapX: false }),
    className: "plan-draft",
    zIndex: 10,
    updateWhileAnimating: true,
    updateWhileInteracting: true,
    style: (feature) => draftStyles(feature, look(hand.view().sound)),
  });
  map.addLayer(layer);
  const handles = createHandLayer();
  map.addLayer(handles);

  /** Tells of a change at most once a frame; the last word is said at once. */
  function tell(footprint: Footprint | null, finished: boolean): void {
    cancelAnimationFrame(frame);
    if (finished || footprint === null) events.onDraw(footprint, finished);
    else frame = requestAnimationFrame(() => events.onDraw(footprint, false));
  }

  /** Draws the hand's shape, else the page's. */
  function show(): void {
    const view = hand.view();
    const given = view.footprint === null ? "" : JSON.stringify(view.footprint);
    if (given !== shown) {
      shown = given;
      draft.setGeometry(view.footprint === null ? undefined : shapeOfFootprint(view.footprint));
    }
    // A detour is drawn beside the footprint, anything else in its stead; and an emptied layer keeps its last
    // picture (seen with ol 10.11), a hidden one does not.
    const hidden = sketch !== null && state.tool !== "detour";
    layer.setVisible(!hidden && draft.getGeometry() !== undefined);
    layer.changed();
    showHand(handles, view, language);
  }

  function startDraw(type: "LineString" | "Polygon"): void {
    draw = new Draw({
      type,
      condition: ({ originalEvent: { ctrlKey, metaKey, shiftKey } }) => !ctrlKey && !metaKey && !shiftKey,
      freehandCondition: never,
      snapTolerance: SNAP_PIXELS,
      stopClick: true,
      style: (feature, resolution) =>
        state.tool === "detour" && feature.getGeometry()?.getType() === "LineString"
          ? detourStyles(feature.getGeometry() as LineString, resolution)
          : draftStyles(feature, { ...look(true), widthMetres: state.widthMetres }),
    });
    draw.on("drawstart", ({ feature }) => {
      sketch = feature as Feature<FootprintShape>;
      show();
      if (state.tool === "detour") return;
      sketch.getGeometry()?.on("change", () => {
        const footprint = sketch && findFootprint(sketch.getGeometry()!, state.widthMetres);
        if (footprint) tell(footprint, false);
      });
    });
    draw.on("drawabort", endSketch);
    draw.on("drawend", ({ feature }) => {
      const footprint = findFootprint(feature.getGeometry() as FootprintShape, state.widthMetres);
      endSketch();
      if (footprint === null) return;
      if (state.tool !== "detour") tell(footprint, true);
      else if (footprint.kind === "line") events.onDetour(footprint.line);
      events.onDrawEnd();
    });
    map.addInteraction(draw);
    // After the others: it corrects the pointer before they see it.
    catcher = new CatchInteraction(hand);
    map.addInteraction(catcher);
  }

  function endSketch(): void {
    cancelAnimationFrame(frame);
    sketch = null;
    show();
  }

  function setTool(): void {
    for (const interaction of [draw, catcher, reshape])
      if (interaction !== null) map.removeInteraction(interaction);
    reshape?.leave();
    if (sketch !== null) endSketch();
    draw = catcher = reshape = null;
    if (state.tool === "line" || state.tool === "detour") startDraw("LineString");
    if (state.tool === "area") startDraw("Polygon");
    if (OF_HAND.includes(state.tool)) {
      reshape = new HandInteraction(map, hand);
      map.addInteraction(reshape);
    }
  }

  const middle = () => {
    const [x, y] = map.getPixelFromCoordinate(map.getView().getCenter()!) as [number, number];
    return { x, y };
  };
  /** What is carried by keyboard goes where the sheet is moved under the cross. */
  function followCross(): void {
    const centre = String(map.getView().getCenter());
    if (carriedTo === "" || centre === carriedTo) return;
    carriedTo = centre;
    hand.carryTo(middle(), { free: false, steps: false });
  }
  map.on("postrender", followCross);

  const onClick = ({ pixel }: MapBrowserEvent) => {
    hand.takeSection({ x: pixel[0]!, y: pixel[1]! });
  };
  map.on("click", onClick);
  const cross = createCross(map, () => sketch !== null);

  return {
    update(next, nextLanguage) {
      const before = state;
      state = next;
      language = nextLanguage;
      hand.update(next);
      if (before.tool !== next.tool) {
        carriedTo = "";
        setTool();
      }
      show();
    },
    placeVertex(free) {
      cross.take();
      if (draw !== null) {
        const caught = catcher?.snapTo(map.getPixelFromCoordinate(map.getView().getCenter()!), [], map, free);
        draw.appendCoordinates([caught?.vertex ?? map.getView().getCenter()!]);
      } else if (hand.isHolding) {
        hand.carryTo(middle(), { free, steps: false });
        hand.putDown();
        carriedTo = "";
      } else if (!hand.takeSection(middle()) && hand.press(middle(), REACH_PIXELS.cross)) {
        carriedTo = String(map.getView().getCenter());
      }
    },
    isSketching: () => sketch !== null,
    takeBack: () => draw?.removeLastPoint(),
    removeVertex() {
      if (sketch !== null) draw?.removeLastPoint();
      else hand.removeAt(middle(), REACH_PIXELS.cross);
    },
    nudge(right, up) {
      const angle = map.getView().getRotation();
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      hand.nudge(right * cos - up * sin, right * sin + up * cos);
    },
    turn: (degrees) => hand.turn(degrees),
    settle: () => hand.settle(),
    streetsChanged: () => hand.streetsChanged(),
    finish() {
      if (hand.isHolding) {
        hand.putDown();
        carriedTo = "";
      } else if (OF_HAND.includes(state.tool)) {
        if (!hand.takeSection(middle())) events.onDrawEnd();
      } else if (isEnough(sketch?.getGeometry())) draw?.finishDrawing();
    },
    cancel() {
      carriedTo = "";
      if (hand.cancel()) return;
      draw?.abortDrawing();
      // What was told unfinished is the page's to forget.
      events.onDrawEnd();
    },
    dispose() {
      cancelAnimationFrame(frame);
      map.un("postrender", followCross);
      map.un("click", onClick);
      reshape?.leave();
      cross.dispose();
    },
  };
}

/** The sketch's last corner is the one under the pointer, which finishing takes off. */
function isEnough(shape: FootprintShape | undefined): boolean {
  const line = shape?.getType() === "LineString";
  const corners = line
    ? shape!.getCoordinates().length
    : ((shape?.getCoordinates()[0] as unknown[])?.length ?? 0);
  return corners > (line ? 2 : 4);
}
