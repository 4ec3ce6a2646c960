/** Street names, set along the axes. */
import Feature from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { streetNames } from "../../../domain/layers/catalogue/street-names.ts";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import { LABEL_GROUP, LAYER_ID } from "./base-layers.ts";
import { HALO, LABEL } from "./palette.ts";
import { joinStretches } from "./street-lines.ts";
import { FONT } from "./symbols.ts";

/** By class, the most important first: size, weight and the resolution (metres a pixel) from which it shows. */
const LETTERING: Readonly<
  Record<string, { readonly pixels: number; readonly weight: number; readonly from: number }>
> = {
  main: { pixels: 14, weight: 600, from: 9 },
  area_collector: { pixels: 13, weight: 600, from: 5 },
  pedestrian: { pixels: 12, weight: 600, from: 2.6 },
  local_collector: { pixels: 12.5, weight: 400, from: 3.2 },
  residential: { pixels: 12, weight: 400, from: 2.2 },
  lot: { pixels: 11, weight: 400, from: 1 },
};
const RANKS = Object.keys(LETTERING);
const DEFAULT_CLASS = "residential";

export type StreetNamesLayer = VectorLayer<VectorSource<Feature<LineString>>>;

export function createStreetNamesLayer(): StreetNamesLayer {
  const styles = new Map<string, Style>();
  return new VectorLayer({
    source: new VectorSource<Feature<LineString>>({ wrapX: false }),
    className: "plan-names",
    declutter: LABEL_GROUP,
    properties: { [LAYER_ID]: streetNames.id },
    // Drawn first wins its place.
    renderOrder: (a, b) => Number(a.get("rank")) - Number(b.get("rank")),
    updateWhileAnimating: true,
    style: (feature, resolution) => {
      const lettering = LETTERING[String(feature.get("class"))] ?? LETTERING[DEFAULT_CLASS]!;
      if (resolution > lettering.from) return;
      const name = String(feature.get("name"));
      const key = `${lettering.pixels} ${lettering.weight} ${name}`;
      let style = styles.get(key);
      if (style === undefined) {
        style = new Style({
          text: new Text({
            text: name,
            font: `${lettering.weight} ${lettering.pixels}px ${FONT}`,
            placement: "line",
            repeat: 480,
            maxAngle: Math.PI / 6,
            fill: new Fill({ color: LABEL }),
            stroke: new Stroke({ color: HALO, width: 3.5, lineJoin: "round" }),
          }),
        });
        styles.set(key, style);
      }
      return style;
    },
  });
}

export function showStreetNames(layer: StreetNamesLayer, streets: readonly StreetFeature[]): void {
  const features = streets.flatMap(({ geometry, properties }) => {
    const rank = RANKS.indexOf(properties.class in LETTERING ? properties.class : DEFAULT_CLASS);
    return joinStretches(geometry.coordinates).map((line) => {
      const feature = new Feature(new LineString(line.map((position) => fromLonLat([...position]))));
      feature.setProperties({ name: properties.name, class: properties.class, rank }, true);
      return feature;
    });
  });
  const source = layer.getSource();
  source?.clear(true);
  source?.addFeatures(features);
}
