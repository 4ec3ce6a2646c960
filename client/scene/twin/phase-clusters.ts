/** From afar: the phases' squares and their signs, laid on the ground as the camera sees it. */
import { Cartesian3, Math as CesiumMath, type Scene } from "@cesium/engine";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import type { Camera } from "../city-view.ts";
import { type ClusterSigns, createClusterSigns, type PlacedCluster } from "../clusters/cluster-signs.ts";
import type { ClusterLanguage } from "../clusters/cluster-texts.ts";
import { type Cluster, type ClusterTree, plantClusters } from "../clusters/cluster-tree.ts";
import type { SceneClock } from "../phase-style.ts";
import { pixelsPerMetreAt } from "./camera.ts";
import type { GroundLevel } from "./ground-level.ts";
import type { Box } from "./street-anchors.ts";

/** Farther than this the camera shows clusters, nearer each phase by itself. */
export const CLUSTERS_FROM_METRES = 2_200;
/** A square broader than this is cut in four: signs are then 75 to 150 pixels apart. */
const SPLIT_PIXELS = 150;
/** Signs whose middle is so far outside the picture are not there. */
const MARGIN_PIXELS = 40;
const HALF_SIGN_PIXELS = 24;

export interface PhaseClusters {
  setPhases(phases: readonly PhaseFeature[], clock: SceneClock): void;
  setClock(clock: SceneClock): void;
  setShown(shown: boolean): void;
  setLanguage(language: ClusterLanguage): void;
  /** What the signs cover, for whoever writes beside them. */
  listBoxes(): readonly Box[];
  destroy(): void;
}

/** @param look the camera's place, for how steeply it looks. */
export function createPhaseClusters(
  container: HTMLElement,
  scene: Scene,
  ground: GroundLevel,
  look: () => Camera,
  onOpen: (cluster: Cluster) => void,
): PhaseClusters {
  const signs: ClusterSigns = createClusterSigns(container, onOpen);
  let phases: readonly PhaseFeature[] = [];
  let clock: SceneClock | null = null;
  let shown = false;
  let tree: ClusterTree | null = null;
  let counted = false;
  let placed: readonly PlacedCluster[] = [];

  const place = () => {
    if (!shown || clock === null) return;
    tree ??= plantClusters(phases);
    if (!counted) tree.count(clock);
    counted = true;
    const { clientWidth, clientHeight } = scene.canvas;
    // Ground seen aslant is foreshortened: signs one behind the other need the room.
    const slant = Math.max(0.5, Math.sin(CesiumMath.toRadians(-look().pitchDegrees)));
    const clusters = tree.list(({ place, metres }) => {
      const metresAway = Cartesian3.distance(scene.camera.positionWC, ground.toWorld(place));
      return metres * slant * pixelsPerMetreAt(scene, metresAway) > SPLIT_PIXELS;
    });
    placed = clusters.flatMap((cluster) => {
      const pixel = ground.findPixel(scene, cluster.place);
      if (pixel === null) return [];
      const { x, y } = pixel;
      const inside =
        -MARGIN_PIXELS < x &&
        x < clientWidth + MARGIN_PIXELS &&
        -MARGIN_PIXELS < y &&
        y < clientHeight + MARGIN_PIXELS;
      return inside ? [{ cluster, x, y }] : [];
    });
    signs.show(placed);
  };
  const stopListening = scene.preRender.addEventListener(place);

  return {
    setPhases(next, at) {
      if (next !== phases) tree = null;
      phases = next;
      clock = at;
      counted = false;
    },
    setClock(next) {
      clock = next;
      counted = false;
    },
    setShown(next) {
      if (next === shown) return;
      shown = next;
      if (!shown) signs.show([]);
    },
    setLanguage: (language) => signs.setLanguage(language),
    listBoxes: () =>
      shown
        ? placed.map(({ x, y }) => ({
            left: x - HALF_SIGN_PIXELS,
            right: x + HALF_SIGN_PIXELS,
            top: y - HALF_SIGN_PIXELS,
            bottom: y + HALF_SIGN_PIXELS,
          }))
        : [],
    destroy() {
      stopListening();
      signs.destroy();
    },
  };
}

/** Near enough that the square falls apart, and far enough that all of it is seen. */
export function closeUp(camera: Camera, { place, extent }: Cluster): Camera {
  const [west, south, east, north] = extent;
  const wide = (east - west) * METRES_PER_DEGREE * Math.cos(CesiumMath.toRadians(place[1]));
  const across = Math.hypot(wide, (north - south) * METRES_PER_DEGREE);
  const distanceMetres = Math.min(camera.distanceMetres * 0.5, Math.max(LEAST_METRES, across * 1.5));
  return { ...camera, longitude: (west + east) / 2, latitude: (south + north) / 2, distanceMetres };
}

const METRES_PER_DEGREE = 111_320;
const LEAST_METRES = 400;
