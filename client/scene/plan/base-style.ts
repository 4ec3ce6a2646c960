/** How the features of the base map are drawn, by layer, kind and scale. */
import type { FeatureLike } from "ol/Feature.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import RegularShape from "ol/style/RegularShape.js";
import Stroke from "ol/style/Stroke.js";
import Style, { type StyleFunction } from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import type { GroundKind } from "../../../domain/city/city-data.ts";
import { foreignEvents } from "../../../domain/layers/catalogue/foreign-events.ts";
import { transit } from "../../../domain/layers/catalogue/transit.ts";
import type { ForeignEventDays } from "../../../domain/layers/foreign-event-days.ts";
import { legendFill } from "../legend-fill.ts";
import { EDGE, GROUND_FILLS, GROUND_ORDER, HALO, LABEL, ROOF, withAlpha } from "./palette.ts";
import { lawnFill, roofFill, waterFill } from "./patterns.ts";
import { crownStyle, FONT } from "./symbols.ts";

/** Mercator metres a pixel: nearer than the first, kerbs and hatches; farther than the second, masses only. */
const DETAIL_RESOLUTION = 1.6;
const MASS_RESOLUTION = 4;

/** Makes the value once for each key it is asked for. */
function remembered<V>(make: (key: string) => V): (key: string) => V {
  const made = new Map<string, V>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) {
      value = make(key);
      made.set(key, value);
    }
    return value;
  };
}

function isGroundKind(kind: unknown): kind is GroundKind {
  return typeof kind === "string" && kind in GROUND_FILLS;
}

export function groundStyle(pixelRatio: number): StyleFunction {
  const styleOf = remembered((key) => {
    const [kind, detailed] = key.split(" ") as [GroundKind, string];
    const colour = GROUND_FILLS[kind];
    const fill =
      kind === "green" && detailed !== "far"
        ? lawnFill(colour, pixelRatio)
        : kind === "water"
          ? waterFill(colour, pixelRatio)
          : colour;
    const kerbed = kind !== "base" && kind !== "carriageway" && detailed === "near";
    const style = new Style({ fill: new Fill({ color: fill }), zIndex: GROUND_ORDER.indexOf(kind) });
    if (kind === "water") {
      style.setStroke(new Stroke({ color: withAlpha("#8FA9B8", 0.9), width: 1 }));
    } else if (kerbed) {
      const soft = kind === "courtyard" || kind === "rail" || kind === "arcade";
      style.setStroke(new Stroke({ color: withAlpha(EDGE, soft ? 0.45 : 0.8), width: 0.8 }));
    } else {
      // Neighbouring pieces of one surface would let the paper shine through where they meet.
      style.setStroke(new Stroke({ color: colour, width: 1 }));
    }
    return style;
  });
  return (feature, resolution) => {
    const kind = groundKindOf(feature);
    return kind === null ? undefined : styleOf(`${kind} ${scaleOf(resolution)}`);
  };
}

/** Null for what is no ground. */
function groundKindOf(feature: FeatureLike): GroundKind | null {
  if (feature.get("layer") !== "ground") return null;
  const kind = feature.get("kind");
  return isGroundKind(kind) ? kind : "base";
}

export function scaleOf(resolution: number): "near" | "middle" | "far" {
  return resolution < DETAIL_RESOLUTION ? "near" : resolution < MASS_RESOLUTION ? "middle" : "far";
}

export function buildingStyle(pixelRatio: number): StyleFunction {
  const near = new Style({
    fill: new Fill({ color: roofFill(ROOF, "#8D8778", pixelRatio) }),
    stroke: new Stroke({ color: "#8D8778", width: 1, lineJoin: "miter" }),
  });
  const middle = new Style({
    fill: new Fill({ color: "#E3DACB" }),
    stroke: new Stroke({ color: withAlpha("#8D8778", 0.8), width: 0.7 }),
  });
  // From afar the block is what reads: a mass, darker than the streets, as on a figure-ground plan.
  const far = new Style({ fill: new Fill({ color: "#D6CCBC" }) });
  const styles = { near, middle, far };
  return (feature, resolution) =>
    feature.get("layer") === "building" ? styles[scaleOf(resolution)] : undefined;
}

const MAX_TREE_RESOLUTION = 5;
const DEFAULT_CROWN_METRES = 5;

/** @param realMetres real metres in a mercator metre, at the middle of the city. */
export function treeStyle(pixelRatio: number, realMetres: number): StyleFunction {
  return (feature, resolution) => {
    if (feature.get("layer") !== "tree" || resolution > MAX_TREE_RESOLUTION) return;
    const diameterMetres = Number(feature.get("crownDiameterMetres")) || DEFAULT_CROWN_METRES;
    return crownStyle(diameterMetres / 2 / (resolution * realMetres), pixelRatio);
  };
}

/** A diamond, so that nobody takes another body's event for a work of this city. */
export function foreignEventStyle(isShown: (event: ForeignEventDays) => boolean): StyleFunction {
  const styleOf = remembered(
    (kind) =>
      new Style({
        image: new RegularShape({
          points: 4,
          radius: 8,
          fill: new Fill({ color: legendFill(foreignEvents, kind) }),
          stroke: new Stroke({ color: HALO, width: 1.8 }),
          declutterMode: "none",
        }),
        zIndex: 3,
      }),
  );
  return (feature) => {
    if (feature.get("layer") !== "foreign_event") return;
    const { startsOn, endsOn, toldOn } = feature.getProperties() as ForeignEventDays;
    return isShown({ startsOn, endsOn, toldOn }) ? styleOf(String(feature.get("kind"))) : undefined;
  };
}

const MAX_STOP_RESOLUTION = 3;
const MAX_STOP_NAME_RESOLUTION = 0.9;

export function transitStyle(): StyleFunction {
  const lines = remembered((key) => {
    const [mode, near] = key.split(" ");
    const colour = legendFill(transit, mode === "bus" ? "bus" : "tram");
    if (mode === "bus") {
      return [new Style({ stroke: new Stroke({ color: colour, width: 1.6, lineDash: [6, 4] }) })];
    }
    if (near !== "near") return [new Style({ stroke: new Stroke({ color: colour, width: 2 }) })];
    // Two rails.
    return [
      new Style({ stroke: new Stroke({ color: colour, width: 4.6, lineCap: "butt" }) }),
      new Style({
        stroke: new Stroke({ color: GROUND_FILLS.carriageway, width: 2.4, lineCap: "butt" }),
        zIndex: 1,
      }),
    ];
  });
  const stop = new Style({
    image: new CircleStyle({
      radius: 4.5,
      fill: new Fill({ color: HALO }),
      stroke: new Stroke({ color: legendFill(transit, "stop"), width: 1.8 }),
      declutterMode: "none",
    }),
    zIndex: 2,
  });
  const named = remembered((name) => {
    const style = stop.clone();
    style.setText(
      new Text({
        text: name,
        font: `600 11px ${FONT}`,
        offsetY: -13,
        fill: new Fill({ color: LABEL }),
        stroke: new Stroke({ color: HALO, width: 3 }),
      }),
    );
    return style;
  });
  return (feature: FeatureLike, resolution) => {
    if (feature.get("layer") === "transit_line")
      return lines(`${feature.get("mode")} ${scaleOf(resolution)}`);
    if (feature.get("layer") !== "transit_stop" || resolution > MAX_STOP_RESOLUTION) return;
    return resolution < MAX_STOP_NAME_RESOLUTION ? named(String(feature.get("name"))) : stop;
  };
}
