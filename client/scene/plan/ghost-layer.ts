/** The draft's other phases, under the one in hand. */
import Feature from "ol/Feature.js";
import type Polygon from "ol/geom/Polygon.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorSource from "ol/source/Vector.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import type { Footprint, InterventionKind } from "../../../domain/interventions/intervention.ts";
import { FILL_OPACITY, kindColour } from "../phase-style.ts";
import { findGround, shapeOfFootprint } from "./footprint.ts";
import { HALO } from "./palette.ts";

type GhostLayer = VectorLayer<VectorSource<Feature<Polygon>>>;

export function createGhostLayer(): GhostLayer {
  return new VectorLayer({
    source: new VectorSource<Feature<Polygon>>({ wrapX: false }),
    className: "plan-ghosts",
    zIndex: 9,
    updateWhileAnimating: true,
  });
}

export function showGhosts(
  layer: GhostLayer,
  footprints: readonly Footprint[],
  kind: InterventionKind,
): void {
  const grounds = footprints.flatMap((footprint) => {
    const width = footprint.kind === "line" ? footprint.widthMetres : 0;
    return findGround(shapeOfFootprint(footprint), width) ?? [];
  });
  const colour = kindColour(kind);
  const opacity = Math.round(FILL_OPACITY.dotted * 255).toString(16);
  layer.setStyle([
    new Style({
      fill: new Fill({ color: `${colour}${opacity}` }),
      stroke: new Stroke({ color: HALO, width: 4 }),
    }),
    new Style({ stroke: new Stroke({ color: colour, width: 1 }) }),
  ]);
  const source = layer.getSource()!;
  source.clear(true);
  // An emptied layer keeps its last picture (seen with ol 10.11), a hidden one does not.
  layer.setVisible(grounds.length > 0);
  source.addFeatures(grounds.map((ground) => new Feature(ground)));
}
