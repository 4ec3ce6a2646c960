/** What a place in words may mean, each with its number, while the editor asks which. */
import Feature from "ol/Feature.js";
import Point from "ol/geom/Point.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { centreOfShape } from "../../../domain/interventions/shape.ts";
import { SELECTION } from "../phase-style.ts";
import { type FootprintShape, shapeOfFootprint } from "./footprint.ts";
import { HALO } from "./palette.ts";
import { FONT } from "./symbols.ts";

type ChoiceLayer = VectorLayer<VectorSource<Feature<FootprintShape>>>;

export function createChoiceLayer(): ChoiceLayer {
  return new VectorLayer({
    source: new VectorSource<Feature<FootprintShape>>({ wrapX: false }),
    className: "plan-choices",
    zIndex: 9,
    updateWhileAnimating: true,
  });
}

export function showChoices(layer: ChoiceLayer, choices: readonly Footprint[]): void {
  const source = layer.getSource()!;
  source.clear(true);
  // An emptied layer keeps its last picture (seen with ol 10.11), a hidden one does not.
  layer.setVisible(choices.length > 0);
  source.addFeatures(
    choices.map((footprint, i) => {
      const feature = new Feature<FootprintShape>(shapeOfFootprint(footprint));
      feature.setStyle([
        new Style({ stroke: new Stroke({ color: HALO, width: 8 }) }),
        new Style({ stroke: new Stroke({ color: SELECTION.ink, width: 3 }) }),
        new Style({
          geometry: new Point(fromLonLat(centreOfShape(footprint))),
          image: new CircleStyle({
            radius: 12,
            fill: new Fill({ color: SELECTION.ink }),
            stroke: new Stroke({ color: HALO, width: 2 }),
          }),
          text: new Text({
            text: String(i + 1),
            font: `700 14px ${FONT}`,
            fill: new Fill({ color: HALO }),
            offsetY: 1,
          }),
          zIndex: 1,
        }),
      ]);
      return feature;
    }),
  );
}
