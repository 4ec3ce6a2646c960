/** The city under the works: ground, transit, buildings and trees, one OpenLayers layer each over one source. */

import VectorTileLayer from "ol/layer/VectorTile.js";
import { transformExtent } from "ol/proj.js";
import type { StyleFunction } from "ol/style/Style.js";
import type { Extent } from "../../../domain/geo/geometry.ts";
import { buildings } from "../../../domain/layers/catalogue/buildings.ts";
import { ground } from "../../../domain/layers/catalogue/ground.ts";
import { transit } from "../../../domain/layers/catalogue/transit.ts";
import { trees } from "../../../domain/layers/catalogue/trees.ts";
import type { BaseSource } from "./base-source.ts";
import { buildingStyle, groundStyle, transitStyle, treeStyle } from "./base-style.ts";

/** All that writes names shares one group, so that no name lies on another or on a mark. */
export const LABEL_GROUP = "labels";

/** The key under which an OpenLayers layer keeps the id of the catalogue's layer it draws. */
export const LAYER_ID = "layerId";

export type BaseLayer = VectorTileLayer<BaseSource>;

export function createBaseLayers(pixelRatio: number, realMetresPerMercatorMetre: number): BaseLayer[] {
  const layer = (id: string, style: StyleFunction, className = "ol-layer") =>
    new VectorTileLayer<BaseSource>({
      // Drawn anew at every scale: images scaled between zoom levels would blur the hair lines.
      renderMode: "vector",
      className,
      style,
      properties: { [LAYER_ID]: id },
      ...(id === transit.id ? { declutter: LABEL_GROUP } : {}),
    });
  return [
    layer(ground.id, groundStyle(pixelRatio)),
    layer(buildings.id, buildingStyle(pixelRatio), "plan-buildings"),
    layer(transit.id, transitStyle(), "plan-above"),
    layer(trees.id, treeStyle(pixelRatio, realMetresPerMercatorMetre), "plan-above"),
  ];
}

export function showSource(layers: readonly BaseLayer[], source: BaseSource, extent: Extent): void {
  for (const layer of layers) {
    layer.setExtent(transformExtent([...extent], "EPSG:4326", "EPSG:3857"));
    layer.setSource(source);
  }
}
