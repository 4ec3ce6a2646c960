import type { AnyMapping } from "./mapping.ts";
import { alessandriaTrees } from "./mappings/alessandria-trees.ts";
import { carParks5t } from "./mappings/car-parks-5t.ts";
import { ctcBuildings } from "./mappings/ctc-buildings.ts";
import { elevationPoints } from "./mappings/elevation-points.ts";
import { facilities } from "./mappings/facilities.ts";
import { gtfsRoutes } from "./mappings/gtfs-routes.ts";
import { gtfsStops } from "./mappings/gtfs-stops.ts";
import { limitedTrafficGates } from "./mappings/limited-traffic-gates.ts";
import { limitedTrafficZone } from "./mappings/limited-traffic-zone.ts";
import { odhTrafficEvents } from "./mappings/odh-traffic-events.ts";
import { osmBuildings } from "./mappings/osm-buildings.ts";
import { osmnxCycleTracks } from "./mappings/osmnx-cycle-tracks.ts";
import { osmnxEdges } from "./mappings/osmnx-edges.ts";
import { osmnxNodes } from "./mappings/osmnx-nodes.ts";
import { streetNames } from "./mappings/street-names.ts";
import { streetNamesOfEdges } from "./mappings/street-names-of-edges.ts";
import { trafficDemand } from "./mappings/traffic-demand.ts";
import { trafficSensors5t } from "./mappings/traffic-sensors-5t.ts";
import { trafficZones } from "./mappings/traffic-zones.ts";
import { trafficZonesOfDemand } from "./mappings/traffic-zones-of-demand.ts";
import { zones } from "./mappings/zones.ts";

/** Every mapping that a manifest may name. A test fails when a file of `mappings/` is not here. */
export const MAPPINGS: readonly AnyMapping[] = [
  alessandriaTrees,
  carParks5t,
  ctcBuildings,
  elevationPoints,
  facilities,
  gtfsRoutes,
  gtfsStops,
  limitedTrafficGates,
  limitedTrafficZone,
  odhTrafficEvents,
  osmBuildings,
  osmnxCycleTracks,
  osmnxEdges,
  osmnxNodes,
  streetNames,
  streetNamesOfEdges,
  trafficDemand,
  trafficSensors5t,
  trafficZones,
  trafficZonesOfDemand,
  zones,
];
