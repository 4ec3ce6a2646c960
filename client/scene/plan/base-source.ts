/** Our own vector tiles of the city as an OpenLayers source. */
import MVT from "ol/format/MVT.js";
import type RenderFeature from "ol/render/Feature.js";
import VectorTileSource from "ol/source/VectorTile.js";
import type Tile from "ol/Tile.js";
import TileState from "ol/TileState.js";
import VectorTile from "ol/VectorTile.js";
import { type TilesManifest, tilesManifest } from "../../../domain/layers/tiles-manifest.ts";

type PlanTiles = TilesManifest["plan"];
export type BaseSource = VectorTileSource<RenderFeature>;

/** Where the tiles of a city are served; each city has its own folder. */
const folderOf = (cityId: string) => `/tiles/${encodeURIComponent(cityId)}`;

/** @throws when the manifest cannot be had or is not one. */
export async function getPlanTiles(cityId: string, signal: AbortSignal): Promise<PlanTiles> {
  const address = `${folderOf(cityId)}/manifest.json`;
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return tilesManifest.parse(await response.json()).plan;
}

/** `onError` hears of tiles that could not be had; a tile that is not there (404) is empty ground. */
export function createBaseSource(
  cityId: string,
  tiles: PlanTiles,
  onError: (message: string) => void,
): BaseSource {
  const format = new MVT();

  async function load(tile: VectorTile<RenderFeature>, address: string, extent: number[]): Promise<void> {
    try {
      const response = await fetch(address);
      if (response.status === 404 || response.status === 204) {
        tile.setFeatures([]);
        return;
      }
      if (!response.ok) throw new Error(`${address} answered ${response.status}`);
      tile.setFeatures(format.readFeatures(await response.arrayBuffer(), { extent }));
    } catch (error) {
      tile.setState(TileState.ERROR);
      onError(error instanceof Error ? error.message : String(error));
    }
  }

  return new VectorTileSource({
    format,
    url: `${folderOf(cityId)}/${tiles.template}`,
    minZoom: tiles.minZoom,
    maxZoom: tiles.maxZoom,
    wrapX: false,
    // Between two zooms the finer tiles: trees and stops are not in the coarser ones.
    zDirection: -1,
    tileLoadFunction: (tile: Tile, address: string) => {
      if (!(tile instanceof VectorTile)) throw new Error("expected a vector tile");
      tile.setLoader((extent: number[]) => void load(tile, address, extent));
    },
  });
}
