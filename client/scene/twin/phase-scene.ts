/** The interventions in the twin at every distance: clusters far off, slabs and pins nearer, names close by. */
import type { Scene } from "@cesium/engine";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import type { ClusterLanguage } from "../clusters/cluster-texts.ts";
import type { SceneClock } from "../phase-style.ts";
import type { CameraControl } from "./camera.ts";
import type { GroundLevel } from "./ground-level.ts";
import { CLUSTERS_FROM_METRES, closeUp, createPhaseClusters } from "./phase-clusters.ts";
import { createPhaseLabels } from "./phase-labels.ts";
import { createPhaseLayer, type PhaseLayer } from "./phase-layer.ts";
import type { Box } from "./street-anchors.ts";

export interface PhaseScene extends Pick<PhaseLayer, "setAppearance" | "redraw" | "isComplete" | "destroy"> {
  setPhases(phases: readonly PhaseFeature[], clock: SceneClock): void;
  setClock(clock: SceneClock): void;
  setLanguage(language: ClusterLanguage): void;
  /** The camera has moved. */
  follow(): void;
  /** The camera rests: names the works near it. @returns the boxes its words take. */
  placeLabels(): readonly Box[];
}

/** A clock that stands so long has come to rest. */
const CLOCK_REST_MS = 150;

/** @param onClockRest labels may stand elsewhere now, and other words give them room. */
export function createPhaseScene(
  container: HTMLElement,
  scene: Scene,
  ground: GroundLevel,
  camera: Pick<CameraControl, "get" | "set" | "flyTo">,
  drawOnce: () => void,
  onClockRest: () => void,
): PhaseScene {
  const layer = createPhaseLayer(scene, ground, drawOnce);
  const labels = createPhaseLabels(container, scene, ground);
  const clusters = createPhaseClusters(container, scene, ground, camera.get, (cluster) => {
    const target = closeUp(camera.get(), cluster);
    scene.canvas.focus({ preventScroll: true });
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) camera.set(target);
    else camera.flyTo(target);
  });
  let phases: readonly PhaseFeature[] = [];
  let clock: SceneClock | null = null;
  let visible = true;
  let resting = 0;

  const isFar = () => camera.get().distanceMetres >= CLUSTERS_FROM_METRES;
  const follow = () => {
    layer.setDistance(camera.get().distanceMetres);
    clusters.setShown(visible && isFar());
  };
  const restSoon = () => {
    window.clearTimeout(resting);
    resting = window.setTimeout(onClockRest, CLOCK_REST_MS);
  };

  return {
    get isComplete() {
      return layer.isComplete;
    },
    setPhases(next, at) {
      phases = next;
      clock = at;
      layer.setPhases(next, at);
      clusters.setPhases(next, at);
      restSoon();
    },
    setClock(next) {
      clock = next;
      layer.setClock(next);
      clusters.setClock(next);
      // Signs of clusters stay where they are.
      if (!isFar()) restSoon();
    },
    setLanguage: clusters.setLanguage,
    setAppearance(shown, opacity) {
      visible = shown;
      layer.setAppearance(shown, opacity);
      labels.setAppearance(shown, opacity);
      follow();
    },
    follow,
    placeLabels() {
      if (clock === null) return [];
      const named = visible && !isFar() ? phases : [];
      return [...labels.place(named, clock, camera.get().distanceMetres), ...clusters.listBoxes()];
    },
    redraw: layer.redraw,
    destroy() {
      window.clearTimeout(resting);
      layer.destroy();
      labels.destroy();
      clusters.destroy();
    },
  };
}
