/** Ground in dispute, over all else. */
import Feature from "ol/Feature.js";
import type Geometry from "ol/geom/Geometry.js";
import MultiPolygon from "ol/geom/MultiPolygon.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import type { CityViewProps } from "../city-view.ts";
import { SEVERITY_STYLES } from "../phase-style.ts";
import { CASING } from "./palette.ts";
import { overlapFill } from "./patterns.ts";

export type OverlapLayer = VectorLayer<VectorSource<Feature<Geometry>>>;

export function createOverlapLayer(): OverlapLayer {
  return new VectorLayer({
    source: new VectorSource<Feature<Geometry>>({ wrapX: false }),
    // A sheet of its own above the draft's, which would hide what it is in dispute about.
    className: "plan-overlaps",
    zIndex: 20,
    updateWhileAnimating: true,
  });
}

export function showOverlaps(
  layer: OverlapLayer,
  overlaps: CityViewProps["overlaps"],
  pixelRatio: number,
): void {
  const source = layer.getSource();
  source?.clear(true);
  // An emptied layer keeps its last picture (seen with ol 10.11), a hidden one does not.
  layer.setVisible(overlaps.length > 0);
  source?.addFeatures(
    overlaps.map(({ geometry, severity, highlighted }) => {
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      const feature = new Feature<Geometry>(
        new MultiPolygon(
          polygons.map((rings) => rings.map((ring) => ring.map((position) => fromLonLat([...position])))),
        ),
      );
      const { fill, outline } = SEVERITY_STYLES[severity];
      const level = highlighted ? 2 : 0;
      feature.setStyle([
        new Style({
          fill: new Fill({ color: overlapFill(fill, highlighted, pixelRatio) }),
          stroke: new Stroke({ color: CASING, width: highlighted ? 7 : 4 }),
          zIndex: level,
        }),
        new Style({
          stroke: new Stroke({ color: outline, width: highlighted ? 3.5 : 2 }),
          zIndex: level + 1,
        }),
      ]);
      return feature;
    }),
  );
}
