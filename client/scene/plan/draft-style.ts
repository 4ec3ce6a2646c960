/** The shape under the hand: its ground with the kind's colour, its corners, and how long or large it is. */
import type { FeatureLike } from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import MultiPoint from "ol/geom/MultiPoint.js";
import Point from "ol/geom/Point.js";
import Polygon from "ol/geom/Polygon.js";
import { getArea, getLength } from "ol/sphere.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import type { InterventionKind } from "../../../domain/interventions/intervention.ts";
import { FILL_OPACITY, kindColour, SELECTION } from "../phase-style.ts";
import { findGround } from "./footprint.ts";
import { HALO } from "./palette.ts";
import { phaseFill } from "./patterns.ts";
import { FONT } from "./symbols.ts";

export interface DraftLook {
  readonly kind: InterventionKind;
  readonly widthMetres: number;
  readonly language: "it" | "en";
  readonly corners: boolean;
  /** The sketch of an area shows its open edge as a line, which takes no ground. */
  readonly area: boolean;
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
  const colour = kindColour(look.kind);
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
  if (ground !== null) styles.push(measureStyle(geometry, look.language));
  if (geometry instanceof LineString) {
    styles.push(new Style({ stroke: new Stroke({ color: SELECTION.ink, width: 1 }), zIndex: 3 }));
  }
  if (look.corners) {
    const corners =
      geometry instanceof LineString
        ? geometry.getCoordinates()
        : geometry.getCoordinates().flatMap((ring) => ring.slice(1));
    styles.push(new Style({ geometry: new MultiPoint(corners), image: cornerImage(5), zIndex: 4 }));
  }
  return styles;
}

export function cornerImage(radius: number): CircleStyle {
  return new CircleStyle({
    radius,
    fill: new Fill({ color: HALO }),
    stroke: new Stroke({ color: SELECTION.ink, width: 1.8 }),
  });
}

/** Beside the end of a line, where the hand is; in the middle of an area. */
function measureStyle(geometry: LineString | Polygon, language: "it" | "en"): Style {
  const isLine = geometry instanceof LineString;
  const [value, unit] = isLine ? [getLength(geometry), "m"] : [getArea(geometry), "m²"];
  const digits = value < 100 ? 1 : 0;
  const number = value.toLocaleString(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return new Style({
    geometry: isLine ? new Point(geometry.getLastCoordinate()) : geometry,
    text: new Text({
      text: `${number} ${unit}`,
      font: `600 13px ${FONT}`,
      ...(isLine ? { textAlign: "left", offsetX: 12, offsetY: -14 } : {}),
      fill: new Fill({ color: SELECTION.ink }),
      stroke: new Stroke({ color: HALO, width: 4 }),
      overflow: true,
    }),
    zIndex: 6,
  });
}
