import { osmAddresses } from "./addresses.ts";
import { osmBuildings } from "./buildings.ts";
import { osmCarParks, osmFacilities } from "./facilities.ts";
import { osmStreetNodes, osmStreetSegments } from "./graph.ts";
import { osmGround } from "./ground.ts";
import type { OsmLayer } from "./osm-layer.ts";
import { osmStreets } from "./streets.ts";
import { osmTransitLines, osmTransitStops } from "./transit.ts";
import { osmTreeRows, osmTrees } from "./trees.ts";
import { osmZones } from "./zones.ts";

/** All that is made of an extract; what others refer to comes before them. */
// biome-ignore lint/suspicious/noExplicitAny: layers of different sorts stand in one list, as in domain/imports/mapping.ts
export const OSM_LAYERS: readonly OsmLayer<any>[] = [
  osmZones,
  osmBuildings,
  ...osmGround,
  osmStreets,
  osmStreetNodes,
  osmStreetSegments,
  osmAddresses,
  osmTrees,
  osmTreeRows,
  osmTransitLines,
  osmTransitStops,
  osmFacilities,
  osmCarParks,
];
