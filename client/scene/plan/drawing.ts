/**
 * Drawing and reshaping a footprint, with OpenLayers' own Draw, Modify and Snap. The pointer works as everywhere;
 * by keyboard the sheet moves under a cross in the middle of the screen, and a key sets or takes the corner there.
 */
import Collection from "ol/Collection.js";
import { never } from "ol/events/condition.js";
import Feature from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import Draw from "ol/interaction/Draw.js";
import Modify from "ol/interaction/Modify.js";
import Snap from "ol/interaction/Snap.js";
import VectorLayer from "ol/layer/Vector.js";
import type OlMap from "ol/Map.js";
import VectorSource from "ol/source/Vector.js";
import Style from "ol/style/Style.js";
import { DEFAULT_WIDTH_METRES, type Footprint } from "../../../domain/interventions/intervention.ts";
import type { DrawingState } from "../city-view.ts";
import { createCarrying } from "./carrying.ts";
import { createCross } from "./cross.ts";
import { cornerImage, draftStyles } from "./draft-style.ts";
import { type FootprintShape, findFootprint, shapeOfFootprint } from "./footprint.ts";

/** A finger covers about this much. */
const SNAP_PIXELS = 12;

export interface DrawingEvents {
  onDraw(footprint: Footprint, finished: boolean): void;
  onDrawEnd(): void;
}

export interface Drawing {
  update(state: DrawingState, language: "it" | "en"): void;
  /** Sets a corner under the cross, or takes up or puts down the one there. */
  placeVertex(): void;
  isSketching(): boolean;
  /** Takes the sketch's last corner back. */
  takeBack(): void;
  /** The same, or takes off the corner under the cross. */
  removeVertex(): void;
  finish(): void;
  cancel(): void;
  dispose(): void;
}

/** @param streets where a line catches: the street axes, EPSG:3857. */
export function createDrawing(
  map: OlMap,
  streets: VectorSource<Feature<LineString>>,
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
  let snap: Snap | null = null;
  let sketch = null as Feature<FootprintShape> | null;
  let modifying = false;
  let shown = "";
  let frame = 0;

  const widthMetres = () => state.widthMetres;
  const look = (corners: boolean) => ({
    kind: state.kind,
    widthMetres: widthMetres(),
    language,
    corners,
    area: state.tool === "area",
    pixelRatio,
  });

  const draft = new Feature<FootprintShape>();
  const layer = new VectorLayer({
    source: new VectorSource({ features: new Collection([draft]), wrapX: false }),
    className: "plan-draft",
    zIndex: 10,
    updateWhileAnimating: true,
    updateWhileInteracting: true,
    style: (feature) => draftStyles(feature, look(state.tool === "vertices")),
  });
  map.addLayer(layer);

  /** Tells of a change at most once a frame; the last word is said at once. */
  function tell(shape: FootprintShape, finished: boolean): void {
    cancelAnimationFrame(frame);
    const say = () => {
      const footprint = findFootprint(shape, widthMetres());
      if (footprint === null) return;
      shown = JSON.stringify(footprint);
      events.onDraw(footprint, finished);
    };
    if (finished) say();
    else frame = requestAnimationFrame(say);
  }

  const carrying = createCarrying(map, draft, {
    catchAt: (place) => caught(place),
    onMove: (shape) => tell(shape, false),
    onEnd: (shape) => tell(shape, true),
  });

  function caught(place: number[]): number[] {
    const hit = snap?.snapTo(map.getPixelFromCoordinate(place), place, map);
    return hit?.vertex ?? place;
  }

  function startDraw(type: "LineString" | "Polygon"): void {
    draw = new Draw({
      type,
      freehandCondition: never,
      stopClick: true,
      snapTolerance: SNAP_PIXELS,
      style: (feature) => draftStyles(feature, look(true)),
    });
    draw.on("drawstart", ({ feature }) => {
      sketch = feature as Feature<FootprintShape>;
      layer.setVisible(false);
      sketch.getGeometry()?.on("change", () => {
        if (sketch !== null) tell(sketch.getGeometry()!, false);
      });
    });
    draw.on("drawabort", endSketch);
    draw.on("drawend", ({ feature }) => {
      const shape = feature.getGeometry() as FootprintShape;
      endSketch();
      if (findFootprint(shape, widthMetres()) === null) return;
      draft.setGeometry(shape);
      tell(shape, true);
      events.onDrawEnd();
    });
    map.addInteraction(draw);
  }

  function endSketch(): void {
    cancelAnimationFrame(frame);
    sketch = null;
    shown = "";
    showGiven();
    layer.setVisible(true);
  }

  /** Draws the page's footprint, unless it is the one the hand has just told. */
  function showGiven(): void {
    const given = state.footprint === null ? "" : JSON.stringify(state.footprint);
    if (given === shown && given !== "") return;
    shown = given;
    draft.setGeometry(state.footprint === null ? undefined : shapeOfFootprint(state.footprint));
  }

  function startModify(): Modify {
    const modify = new Modify({
      features: new Collection([draft]),
      pixelTolerance: SNAP_PIXELS,
      style: new Style({ image: cornerImage(7) }),
    });
    modify.on("modifystart", () => {
      modifying = true;
      const shape = draft.getGeometry();
      const listener = () => {
        if (modifying && shape !== undefined) tell(shape, false);
      };
      shape?.on("change", listener);
      modify.once("modifyend", () => {
        shape?.un("change", listener);
        modifying = false;
        if (shape !== undefined) tell(shape, true);
      });
    });
    return modify;
  }

  let modify: Modify | null = null;

  function setTool(): void {
    carrying.drop();
    for (const interaction of [draw, modify, snap])
      if (interaction !== null) map.removeInteraction(interaction);
    if (sketch !== null) endSketch();
    draw = modify = snap = null;
    modifying = false;
    if (state.tool === "line") startDraw("LineString");
    if (state.tool === "area") startDraw("Polygon");
    if (state.tool === "vertices") {
      modify = startModify();
      map.addInteraction(modify);
    }
    const ofLine =
      state.tool === "line" || (state.tool === "vertices" && draft.getGeometry() instanceof LineString);
    if (ofLine) {
      // After the others: it corrects the pointer before they see it.
      snap = new Snap({ source: streets, pixelTolerance: SNAP_PIXELS });
      map.addInteraction(snap);
    }
  }

  const cross = createCross(map, () => sketch !== null);

  return {
    update(next, nextLanguage) {
      const before = state;
      state = next;
      language = nextLanguage;
      if (!modifying && !carrying.isCarrying() && sketch === null) showGiven();
      if (before.tool !== next.tool) setTool();
      // An emptied layer keeps its last picture (seen with ol 10.11), a hidden one does not.
      layer.setVisible(sketch === null && draft.getGeometry() !== undefined);
      layer.changed();
    },
    placeVertex() {
      cross.take();
      if (state.tool === "vertices") carrying.toggle();
      else draw?.appendCoordinates([caught(map.getView().getCenter()!)]);
    },
    isSketching: () => sketch !== null,
    takeBack: () => draw?.removeLastPoint(),
    removeVertex() {
      if (sketch !== null) draw?.removeLastPoint();
      else if (state.tool === "vertices") carrying.remove();
    },
    finish() {
      if (carrying.isCarrying()) carrying.toggle();
      else if (state.tool === "vertices") events.onDrawEnd();
      else if (isEnough(sketch?.getGeometry())) draw?.finishDrawing();
    },
    cancel() {
      if (carrying.isCarrying()) carrying.cancel();
      draw?.abortDrawing();
      // What was told unfinished is the page's to forget.
      events.onDrawEnd();
    },
    dispose() {
      cancelAnimationFrame(frame);
      carrying.dispose();
      cross.dispose();
    },
  };
}

/** The sketch's last corner is the one under the pointer, which finishing takes off. */
function isEnough(shape: FootprintShape | undefined): boolean {
  if (shape instanceof LineString) return shape.getCoordinates().length > 2;
  return shape !== undefined && (shape.getCoordinates()[0]?.length ?? 0) > 4;
}
