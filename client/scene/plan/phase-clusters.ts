/** From afar: the phases' squares and their signs over the sheet. */
import type OlMap from "ol/Map.js";
import { fromLonLat, transformExtent } from "ol/proj.js";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { createClusterSigns } from "../clusters/cluster-signs.ts";
import type { ClusterLanguage } from "../clusters/cluster-texts.ts";
import { type ClusterTree, plantClusters } from "../clusters/cluster-tree.ts";
import type { SceneClock } from "../phase-style.ts";
import { CLUSTERS_FROM_METRES_A_PIXEL } from "./phase-layer.ts";

/** A square broader than this is cut in four: signs are then 75 to 150 pixels apart. */
const SPLIT_PIXELS = 150;
const MARGIN_PIXELS = 40;
/** Around what a sign opens. */
const PADDING_PIXELS = 60;
const FLIGHT_MILLISECONDS = 400;
/** A work alone is not shown larger than this. */
const NEAREST_METRES_A_PIXEL = 0.5;

export interface PlanClusters {
  setPhases(phases: readonly PhaseFeature[]): void;
  setClock(clock: SceneClock): void;
  setVisible(visible: boolean): void;
  setLanguage(language: ClusterLanguage): void;
  destroy(): void;
}

/** @param realMetres real metres in a mercator metre, at the middle of the city. */
export function createPlanClusters(map: OlMap, realMetres: number): PlanClusters {
  const view = map.getView();
  const signs = createClusterSigns(map.getViewport()!, ({ extent }) => {
    map.getTargetElement()?.focus({ preventScroll: true });
    view.fit(transformExtent([...extent], "EPSG:4326", "EPSG:3857"), {
      padding: [PADDING_PIXELS, PADDING_PIXELS, PADDING_PIXELS, PADDING_PIXELS],
      minResolution: NEAREST_METRES_A_PIXEL / realMetres,
      duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : FLIGHT_MILLISECONDS,
    });
  });
  let phases: readonly PhaseFeature[] = [];
  let clock: SceneClock | null = null;
  let visible = true;
  let tree: ClusterTree | null = null;
  let counted = false;

  const place = () => {
    const resolution = view.getResolution();
    if (!visible || clock === null || resolution === undefined) return signs.show([]);
    const metresPerPixel = resolution * realMetres;
    if (metresPerPixel < CLUSTERS_FROM_METRES_A_PIXEL) return signs.show([]);
    tree ??= plantClusters(phases);
    if (!counted) tree.count(clock);
    counted = true;
    const [width, height] = map.getSize() ?? [0, 0];
    const clusters = tree.list(({ metres }) => metres / metresPerPixel > SPLIT_PIXELS);
    signs.show(
      clusters.flatMap((cluster) => {
        const pixel = map.getPixelFromCoordinate(fromLonLat([...cluster.place]));
        if (pixel === null) return [];
        const [x, y] = pixel as [number, number];
        const inside =
          -MARGIN_PIXELS < x &&
          x < width! + MARGIN_PIXELS &&
          -MARGIN_PIXELS < y &&
          y < height! + MARGIN_PIXELS;
        return inside ? [{ cluster, x, y }] : [];
      }),
    );
  };
  map.on("postrender", place);

  return {
    setPhases(next) {
      phases = next;
      tree = null;
      counted = false;
      map.render();
    },
    setClock(next) {
      clock = next;
      counted = false;
      map.render();
    },
    setVisible(next) {
      visible = next;
      map.render();
    },
    setLanguage: signs.setLanguage,
    destroy: signs.destroy,
  };
}
