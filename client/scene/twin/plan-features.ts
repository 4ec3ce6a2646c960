/** Things out of the plan's vector tiles, for the twin to draw what has no tiles of its own. */
import Feature from "ol/Feature.js";
import MVT from "ol/format/MVT.js";
import type { Point } from "ol/geom.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import { createXYZ } from "ol/tilegrid.js";
import type { TilesAddress } from "./tiles-manifest.ts";

type Degrees = readonly [number, number];

/** The first zoom that holds points; a tile's grid is then 20 cm fine. */
const ZOOM = 15;

export async function readPlanFeatures(
  { base, manifest }: TilesAddress,
  layers: readonly string[],
): Promise<Feature[]> {
  const { template, extent } = manifest.plan;
  const grid = createXYZ({ minZoom: ZOOM, maxZoom: ZOOM });
  const [west, south] = fromLonLat([extent[0], extent[1]]) as [number, number];
  const [east, north] = fromLonLat([extent[2], extent[3]]) as [number, number];
  const tiles: [number, number, number][] = [];
  grid.forEachTileCoord([west, south, east, north], ZOOM, (tile) =>
    tiles.push(tile as [number, number, number]),
  );
  const format = new MVT<Feature>({ featureClass: Feature, layers: [...layers] });
  const features = await Promise.all(
    tiles.map(async ([z, x, y]) => {
      const url = `${base}/${template.replace("{z}", `${z}`).replace("{x}", `${x}`).replace("{y}", `${y}`)}`;
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
      return format.readFeatures(await response.arrayBuffer(), {
        extent: grid.getTileCoordExtent([z, x, y]),
        featureProjection: "EPSG:3857",
      });
    }),
  );
  return features.flat();
}

export const inDegrees = (point: readonly number[]): Degrees => toLonLat([...point]) as [number, number];

/** Points, each once: a tile reaches a little over its edge, so what lies there comes twice. */
export function placesOnce(
  features: readonly Feature[],
): { readonly feature: Feature; readonly place: Degrees }[] {
  const byId = new Map(features.map((feature) => [String(feature.get("id")), feature]));
  return [...byId.values()].map((feature) => ({
    feature,
    place: inDegrees((feature.getGeometry() as unknown as Point).getCoordinates()),
  }));
}
