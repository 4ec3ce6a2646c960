/** The shape under the hand: its ground with the kind's colour, its corners, and how long or large it is. */
import type { FeatureLike } from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import Point from "ol/geom/Point.js";
import Polygon from "ol/geom/Polygon.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import type { InterventionKind } from "../../../domain/interventions/intervention.ts";
import { measureText, unsoundText } from "../draw/draw-texts.ts";
import { FILL_OPACITY, kindColour, SELECTION, SEVERITY_STYLES } from "../phase-style.ts";
import { findFootprint, findGround } from "./footprint.ts";
import { HALO } from "./palette.ts";
import { phaseFill } from "./patterns.ts";
import { FONT } from "./symbols.ts";

export interface DraftLook {
  readonly kind: InterventionKind;
  readonly widthMetres: number;
  readonly language: "it" | "en";
  /** The sketch of an area shows its open edge as a line, which takes no ground. */
  readonly area: boolean;
  /** The measure tells which way it lies. */
  readonly bearing: boolean;
  /** False while it crosses itself. */
  readonly sound: boolean;
  readonly pixelRatio: number;
}

/** Styles of a drawn line or area, and of the point under the pointer. */
export function draftStyles(feature: FeatureLike, look: DraftLook): Style[] {
  const geometry = feature.getGeometry();
  if (geometry instanceof Point) return [new Style({ image: cornerImage(5), zIndex: 5 })];
  if (!(geometry instanceof LineString || geometry instanceof Polygon)) return [];
  if (look.area && geometry instanceof LineString) {
    return [
      new Style({ stroke: new Stroke({ color: SELECTION.ink, width: 1, lineDash: [3, 3] }), zIndex: 3 }),
    ];
  }
  const ground = findGround(geometry, look.widthMetres);
  const colour = look.sound ? kindColour(look.kind) : SEVERITY_STYLES.blocking.fill;
  const styles = [
    new Style({
      ...(ground === null ? {} : { geometry: ground }),
      fill: new Fill({ color: phaseFill(colour, "dashed", FILL_OPACITY.light, look.pixelRatio) }),
      stroke: new Stroke({ color: HALO, width: 4.5 }),
      zIndex: 1,
    }),
    new Style({
      ...(ground === null ? {} : { geometry: ground }),
      stroke: new Stroke({ color: colour, width: 2, lineDash: [7, 4], lineCap: "butt" }),
      zIndex: 2,
    }),
  ];
  if (ground !== null) styles.push(measureStyle(geometry, look));
  if (geometry instanceof LineString) {
    styles.push(new Style({ stroke: new Stroke({ color: SELECTION.ink, width: 1 }), zIndex: 3 }));
  }
  return styles;
}

function cornerImage(radius: number): CircleStyle {
  return new CircleStyle({
    radius,
    fill: new Fill({ color: HALO }),
    stroke: new Stroke({ color: SELECTION.ink, width: 1.8 }),
  });
}

/** Beside the end of a line, where the hand is; in the middle of an area. */
function measureStyle(geometry: LineString | Polygon, look: DraftLook): Style {
  const isLine = geometry instanceof LineString;
  const footprint = findFootprint(geometry, look.widthMetres);
  return new Style({
    geometry: isLine ? new Point(geometry.getLastCoordinate()) : geometry,
    text: new Text({
      text: look.sound
        ? footprint === null
          ? ""
          : measureText(footprint, look.language, look.bearing)
        : unsoundText(look.language),
      font: `600 13px ${FONT}`,
      ...(isLine ? { textAlign: "left", offsetX: 14, offsetY: -16 } : {}),
      fill: new Fill({ color: look.sound ? SELECTION.ink : SEVERITY_STYLES.blocking.fill }),
      stroke: new Stroke({ color: HALO, width: 4 }),
      overflow: true,
    }),
    zIndex: 6,
  });
}
