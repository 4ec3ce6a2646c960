/** The city under the works: ground, buildings, trees and transit, one OpenLayers layer each over one source. */

import VectorTileLayer from "ol/layer/VectorTile.js";
import { transformExtent } from "ol/proj.js";
import type { StyleFunction } from "ol/style/Style.js";
import type { Extent } from "../../../domain/geo/geometry.ts";
import { buildings } from "../../../domain/layers/catalogue/buildings.ts";
import { foreignEvents } from "../../../domain/layers/catalogue/foreign-events.ts";
import { ground } from "../../../domain/layers/catalogue/ground.ts";
import { transit } from "../../../domain/layers/catalogue/transit.ts";
import { trees } from "../../../domain/layers/catalogue/trees.ts";
import type { ForeignEventDays } from "../../../domain/layers/foreign-event-days.ts";
import type { BaseSource } from "./base-source.ts";
import { buildingStyle, foreignEventStyle, groundStyle, transitStyle, treeStyle } from "./base-style.ts";

/** All that writes names shares one group, so that no name lies on another or on a mark. */
export const LABEL_GROUP = "labels";

/** The key under which an OpenLayers layer keeps the id of the catalogue's layer it draws. */
export const LAYER_ID = "layerId";

export type BaseLayer = VectorTileLayer<BaseSource>;

/** @param isShown whether the event of these properties lasts within what the clock shows */
export function createBaseLayers(
  pixelRatio: number,
  realMetresPerMercatorMetre: number,
  isShown: (event: ForeignEventDays) => boolean,
): BaseLayer[] {
  const layer = (id: string, style: StyleFunction, className: string, renderMode: "hybrid" | "vector") =>
    new VectorTileLayer<BaseSource>({
      renderMode,
      className,
      style,
      properties: { [LAYER_ID]: id },
      ...(id === transit.id ? { declutter: LABEL_GROUP } : {}),
    });
  // Surfaces as one picture a tile: drawing half a city's polygons at every frame took 5 times as long (400 ms
  // against 75 at 1,600 m, software canvas on a busy machine), and left seams between tiles.
  return [
    layer(ground.id, groundStyle(pixelRatio), "ol-layer", "hybrid"),
    layer(buildings.id, buildingStyle(pixelRatio), "plan-buildings", "hybrid"),
    layer(trees.id, treeStyle(pixelRatio, realMetresPerMercatorMetre), "plan-above", "vector"),
    layer(transit.id, transitStyle(), "plan-above", "vector"),
    layer(foreignEvents.id, foreignEventStyle(isShown), "plan-above", "vector"),
  ];
}

export function showSource(layers: readonly BaseLayer[], source: BaseSource, extent: Extent): void {
  for (const layer of layers) {
    layer.setExtent(transformExtent([...extent], "EPSG:4326", "EPSG:3857"));
    layer.setSource(source);
  }
}
