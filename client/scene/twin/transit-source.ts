/** Lines and stops out of the plan's vector tiles; loaded only when the layer is first shown. */
import Feature from "ol/Feature.js";
import MVT from "ol/format/MVT.js";
import type { LineString, MultiLineString, Point } from "ol/geom.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import { createXYZ } from "ol/tilegrid.js";
import type { TilesAddress } from "./tiles-manifest.ts";

type Degrees = readonly [number, number];

export interface Transit {
  readonly lines: readonly { readonly mode: string; readonly places: readonly Degrees[] }[];
  readonly stops: readonly Degrees[];
}

/** The first zoom that holds stops; a tile's grid is then 20 cm fine. */
const ZOOM = 15;
const LAYERS = ["transit_line", "transit_stop"];

export async function getTransit({ base, manifest }: TilesAddress): Promise<Transit> {
  const { template, extent } = manifest.plan;
  const grid = createXYZ({ minZoom: ZOOM, maxZoom: ZOOM });
  const [west, south] = fromLonLat([extent[0], extent[1]]) as [number, number];
  const [east, north] = fromLonLat([extent[2], extent[3]]) as [number, number];
  const tiles: [number, number, number][] = [];
  grid.forEachTileCoord([west, south, east, north], ZOOM, (tile) =>
    tiles.push(tile as [number, number, number]),
  );
  const format = new MVT<Feature>({ featureClass: Feature, layers: LAYERS });
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
  const all = features.flat();
  const inDegrees = (point: readonly number[]) => toLonLat([...point]) as [number, number];
  // A tile reaches a little over its edge, so a stop there comes twice.
  const stops = new Map<string, Degrees>();
  for (const feature of all.filter((one) => one.get("layer") === "transit_stop")) {
    stops.set(
      String(feature.get("id")),
      inDegrees((feature.getGeometry() as unknown as Point).getCoordinates()),
    );
  }
  return {
    lines: all
      .filter((one) => one.get("layer") === "transit_line")
      .flatMap((feature) =>
        pathsOf(feature.getGeometry() as unknown as LineString | MultiLineString).map((path) => ({
          mode: String(feature.get("mode")),
          places: path.map(inDegrees),
        })),
      ),
    stops: [...stops.values()],
  };
}

function pathsOf(geometry: LineString | MultiLineString): number[][][] {
  return geometry.getType() === "LineString"
    ? [(geometry as LineString).getCoordinates()]
    : (geometry as MultiLineString).getCoordinates();
}
