/** Lines and stops out of the plan's vector tiles; loaded only when the layer is first shown. */
import type { LineString, MultiLineString } from "ol/geom.js";
import { inDegrees, placesOnce, readPlanFeatures } from "./plan-features.ts";
import type { TilesAddress } from "./tiles-manifest.ts";

type Degrees = readonly [number, number];

export interface Transit {
  readonly lines: readonly { readonly mode: string; readonly places: readonly Degrees[] }[];
  readonly stops: readonly Degrees[];
}

export async function getTransit(address: TilesAddress): Promise<Transit> {
  const all = await readPlanFeatures(address, ["transit_line", "transit_stop"]);
  const stops = placesOnce(all.filter((one) => one.get("layer") === "transit_stop"));
  return {
    lines: all
      .filter((one) => one.get("layer") === "transit_line")
      .flatMap((feature) =>
        pathsOf(feature.getGeometry() as unknown as LineString | MultiLineString).map((path) => ({
          mode: String(feature.get("mode")),
          places: path.map(inDegrees),
        })),
      ),
    stops: stops.map(({ place }) => place),
  };
}

function pathsOf(geometry: LineString | MultiLineString): number[][][] {
  return geometry.getType() === "LineString"
    ? [(geometry as LineString).getCoordinates()]
    : (geometry as MultiLineString).getCoordinates();
}
