/** The way that traffic is led instead: dashed, with an arrow every so often. */
import Feature from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import Point from "ol/geom/Point.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import Fill from "ol/style/Fill.js";
import RegularShape from "ol/style/RegularShape.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import type { DrawnLine } from "../../../domain/geo/geometry-schema.ts";
import { arrowsAlong } from "../draw/arrows.ts";
import { SELECTION } from "../phase-style.ts";
import { HALO } from "./palette.ts";

type DetourLayer = VectorLayer<VectorSource<Feature<LineString>>>;

const ARROW_PIXELS = 90;

const CASING = new Style({ stroke: new Stroke({ color: HALO, width: 7, lineCap: "butt" }) });
const DASHES = new Style({
  stroke: new Stroke({ color: SELECTION.ink, width: 3, lineDash: [10, 7], lineCap: "butt" }),
});

export function createDetourLayer(): DetourLayer {
  return new VectorLayer({
    source: new VectorSource<Feature<LineString>>({ wrapX: false }),
    className: "plan-detours",
    zIndex: 8,
    updateWhileAnimating: true,
    style: (feature, resolution) => detourStyles(feature.getGeometry() as LineString, resolution),
  });
}

export function detourStyles(line: LineString, resolution: number): Style[] {
  const arrows = arrowsAlong(line.getCoordinates() as [number, number][], ARROW_PIXELS * resolution);
  return [
    CASING,
    DASHES,
    ...arrows.map(
      ({ at, bearingRadians }) =>
        new Style({
          geometry: new Point([...at]),
          image: new RegularShape({
            points: 3,
            radius: 8,
            rotation: bearingRadians,
            rotateWithView: true,
            fill: new Fill({ color: SELECTION.ink }),
            stroke: new Stroke({ color: HALO, width: 1.5 }),
          }),
        }),
    ),
  ];
}

export function showDetours(layer: DetourLayer, detours: readonly DrawnLine[]): void {
  const source = layer.getSource()!;
  source.clear(true);
  // An emptied layer keeps its last picture (seen with ol 10.11), a hidden one does not.
  layer.setVisible(detours.length > 0);
  source.addFeatures(
    detours.map(
      ({ coordinates }) => new Feature(new LineString(coordinates.map((place) => fromLonLat(place)))),
    ),
  );
}
