/** Walls of buildings about a place, from the tiles that the plan has drawn. */
import { buffer } from "ol/extent.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import { buildings } from "../../../domain/layers/catalogue/buildings.ts";
import { type BaseLayer, LAYER_ID } from "./base-layers.ts";
import { realMetresPerMercatorMetre } from "./camera.ts";

type Degrees = readonly [number, number];

/** @returns each wall as a line of two places; none while buildings are hidden. */
export function buildingsNear(base: readonly BaseLayer[], place: Degrees, reachMetres: number): Degrees[][] {
  const layer = base.find((one) => one.get(LAYER_ID) === buildings.id);
  if (layer === undefined || !layer.getVisible() || layer.getSource() === null) return [];
  const at = fromLonLat([...place]);
  const extent = buffer([at[0]!, at[1]!, at[0]!, at[1]!], reachMetres / realMetresPerMercatorMetre(at));
  const walls: Degrees[][] = [];
  for (const feature of layer.getFeaturesInExtent(extent)) {
    if (feature.get("layer") !== buildings.id) continue;
    const flat = "getFlatCoordinates" in feature ? feature.getFlatCoordinates() : [];
    const ends = "getEnds" in feature ? (feature.getEnds() ?? []) : [];
    let from = 0;
    for (const end of ends) {
      for (let i = from; i + 3 < end; i += 2) {
        const [ax, ay, bx, by] = [flat[i]!, flat[i + 1]!, flat[i + 2]!, flat[i + 3]!];
        // Where a tile ends it cuts buildings, along its own edges: those are no walls.
        if (ax === bx || ay === by) continue;
        walls.push([toLonLat([ax, ay]) as [number, number], toLonLat([bx, by]) as [number, number]]);
      }
      from = end;
    }
  }
  return walls;
}
