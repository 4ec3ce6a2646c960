import type { CityLayer, CityLayers, GeneratedLayer } from "../../../domain/city/city-data.ts";

interface Column<R> {
  readonly name: string;
  readonly type: string;
  readonly value: (record: R) => unknown;
}

const column = <R>(name: string, type: string, value: (record: R) => unknown): Column<R> => ({
  name,
  type,
  value,
});

/** For each layer the columns beside `id`, `external_id` and `geom`, in the words of its migration. */
export const LAYER_COLUMNS: {
  readonly [L in CityLayer]: readonly Column<CityLayers[L][number]>[];
} = {
  building: [
    column("base_metres", "real", (r) => r.baseMetres),
    column("height_metres", "real", (r) => r.heightMetres),
    column("height_source", "text", (r) => r.heightSource),
    column("name", "text", (r) => r.name),
    column("clear_height_metres", "real", (r) => r.clearHeightMetres),
    column("use", "text", (r) => r.use),
    column("floors", "smallint", (r) => r.floors),
    column("year_built", "smallint", (r) => r.yearBuilt),
  ],
  ground: [
    column("kind", "text", (r) => r.kind),
    column("name", "text", (r) => r.name),
    column("elevation_metres", "real", (r) => r.elevationMetres),
    column("derived", "boolean", (r) => r.derived),
  ],
  street: [
    column("name", "text", (r) => r.name),
    column("class", "text", (r) => r.class),
    column("width_metres", "real", (r) => r.widthMetres),
    column("carriageway_width_metres", "real", (r) => r.carriagewayWidthMetres),
    column("width_source", "text", (r) => r.widthSource),
  ],
  street_node: [],
  street_segment: [
    column("street_id", "integer", (r) => r.streetId),
    column("from_node", "integer", (r) => r.fromNode),
    column("to_node", "integer", (r) => r.toNode),
    column("one_way", "boolean", (r) => r.oneWay),
    column("lanes", "smallint", (r) => r.lanes),
    column("speed_kilometres_per_hour", "smallint", (r) => r.speedKilometresPerHour),
    column("name", "text", (r) => r.name),
    column("highway", "text", (r) => r.highway),
    column("class", "text", (r) => r.class),
    column("bridge", "boolean", (r) => r.bridge),
    column("tunnel", "boolean", (r) => r.tunnel),
    column("carriageway_width_metres", "real", (r) => r.carriagewayWidthMetres),
    column("way_ids", "bigint[]", (r) => `{${r.wayIds.join(",")}}`),
  ],
  cycle_track: [
    column("name", "text", (r) => r.name),
    column("from_node", "integer", (r) => r.fromNode),
    column("to_node", "integer", (r) => r.toNode),
    column("one_way", "boolean", (r) => r.oneWay),
  ],
  address: [
    column("street_id", "integer", (r) => r.streetId),
    column("house_number", "text", (r) => r.houseNumber),
    column("building_id", "integer", (r) => r.buildingId),
  ],
  tree: [
    column("species", "text", (r) => r.species),
    column("size_class", "text", (r) => r.sizeClass),
    column("monumental", "boolean", (r) => r.monumental),
    column("height_metres", "real", (r) => r.heightMetres),
    column("crown_diameter_metres", "real", (r) => r.crownDiameterMetres),
    column("trunk_diameter_metres", "real", (r) => r.trunkDiameterMetres),
    column("base_metres", "real", (r) => r.baseMetres),
    column("condition", "text", (r) => r.condition ?? null),
    column("failure_class", "text", (r) => r.failureClass ?? null),
  ],
  transit_line: [
    column("code", "text", (r) => r.code),
    column("mode", "text", (r) => r.mode),
    column("title", "text", (r) => r.title),
  ],
  transit_stop: [
    column("name", "text", (r) => r.name),
    // unnest would flatten an array of arrays, so each travels as its text.
    column("line_codes", "text[]", (r) => `{${r.lineCodes.map((code) => JSON.stringify(code)).join(",")}}`),
    column("step_free", "boolean", (r) => r.stepFree),
  ],
  utility: [
    column("network", "text", (r) => r.network),
    column("diameter_millimetres", "integer", (r) => r.diameterMillimetres),
    column("depth_metres", "real", (r) => r.depthMetres),
    column("material", "text", (r) => r.material),
    column("accuracy_class", "text", (r) => r.accuracyClass),
  ],
  zone: [
    column("kind", "text", (r) => r.kind),
    column("name", "text", (r) => r.name),
    column("residents", "integer", (r) => r.residents),
    column("households", "integer", (r) => r.households),
  ],
  elevation_point: [column("elevation_metres", "real", (r) => r.elevationMetres)],
  facility: [
    column("kind", "text", (r) => r.kind),
    column("name", "text", (r) => r.name),
    column("address", "text", (r) => r.address),
    column("pupils", "integer", (r) => r.pupils),
  ],
  car_park: [column("name", "text", (r) => r.name), column("places", "integer", (r) => r.places)],
  traffic_sensor: [
    column("road_name", "text", (r) => r.roadName),
    column("direction", "text", (r) => r.direction),
    column("observed_at", "timestamptz", (r) => r.observedAt),
    column("flow_vehicles_per_hour", "real", (r) => r.flowVehiclesPerHour),
    column("speed_kilometres_per_hour", "real", (r) => r.speedKilometresPerHour),
  ],
  limited_traffic_zone: [column("name", "text", (r) => r.name)],
  limited_traffic_gate: [column("name", "text", (r) => r.name), column("hours", "text", (r) => r.hours)],
  traffic_zone: [column("match_share", "real", (r) => r.matchShare)],
  foreign_event: [
    column("kind", "text", (r) => r.kind),
    column("road", "text", (r) => r.road),
    column("description", "text", (r) => r.description),
    column("starts_on", "date", (r) => r.startsOn),
    column("ends_on", "date", (r) => r.endsOn),
    column("told_at", "timestamptz", (r) => r.toldAt),
  ],
};

/** The layers of a generated city, in the order they are told of while loading. */
export const GENERATED_LAYERS: readonly GeneratedLayer[] = [
  "building",
  "ground",
  "street",
  "street_segment",
  "address",
  "tree",
  "transit_line",
  "transit_stop",
  "utility",
  "zone",
];
