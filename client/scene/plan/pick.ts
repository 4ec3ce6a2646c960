/** What stands at a place on the screen: a phase before a thing, a small thing before the ground under it. */
import type OlMap from "ol/Map.js";
import { buildings } from "../../../domain/layers/catalogue/buildings.ts";
import { foreignEvents } from "../../../domain/layers/catalogue/foreign-events.ts";
import { ground } from "../../../domain/layers/catalogue/ground.ts";
import { transit } from "../../../domain/layers/catalogue/transit.ts";
import { trees } from "../../../domain/layers/catalogue/trees.ts";
import type { Pick } from "../city-view.ts";
import { LAYER_ID } from "./base-layers.ts";
import type { PhaseLayers } from "./phase-layer.ts";

const ORDER = [foreignEvents.id, transit.id, trees.id, buildings.id, ground.id];

/** @param reachPixels how far from the phase's edge still counts: more for a finger than for a mouse. */
export function findPick(map: OlMap, phases: PhaseLayers, pixel: number[], reachPixels: number): Pick | null {
  const resolution = map.getView().getResolution() ?? 1;
  if (phases.ground.getVisible()) {
    const place = map.getCoordinateFromPixel(pixel);
    const phase = phases.findAt(place, reachPixels * resolution);
    if (phase !== null) {
      return { kind: "phase", phaseId: phase.id, interventionId: phase.properties.interventionId };
    }
  }
  const hits = new Map<string, Pick>();
  map.forEachFeatureAtPixel(
    pixel,
    (feature, layer) => {
      const id = String(layer?.get(LAYER_ID));
      if (hits.has(id)) return;
      const { layer: _tileLayer, geometry: _geometry, ...properties } = feature.getProperties();
      hits.set(id, { kind: "feature", layer: id, properties });
    },
    {
      hitTolerance: 2,
      layerFilter: (layer) => ORDER.includes(layer.get(LAYER_ID)),
    },
  );
  for (const id of ORDER) {
    const hit = hits.get(id);
    if (hit !== undefined) return hit;
  }
  return null;
}

/** Whether a click here would pick a phase: asked at every move of the pointer, so phases only. */
export function isOverPhase(map: OlMap, phases: PhaseLayers, pixel: number[]): boolean {
  const resolution = map.getView().getResolution() ?? 1;
  return (
    phases.ground.getVisible() && phases.findAt(map.getCoordinateFromPixel(pixel), 3 * resolution) !== null
  );
}
