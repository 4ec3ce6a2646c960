import type { CityLayer, CityLayers } from "../../../domain/city/city-data.ts";

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
    column("clear_height_metres", "real", (r) => r.clearHeightMetres),
    column("use", "text", (r) => r.use),
    column("floors", "smallint", (r) => r.floors),
    column("year_built", "smallint", (r) => r.yearBuilt),
  ],
  ground: [
    column("kind", "text", (r) => r.kind),
    column("name", "text", (r) => r.name),
    column("elevation_metres", "real", (r) => r.elevationMetres),
  ],
  street: [
    column("name", "text", (r) => r.name),
    column("class", "text", (r) => r.class),
    column("width_metres", "real", (r) => r.widthMetres),
    column("carriageway_width_metres", "real", (r) => r.carriagewayWidthMetres),
  ],
  street_segment: [
    column("street_id", "integer", (r) => r.streetId),
    column("from_node", "integer", (r) => r.fromNode),
    column("to_node", "integer", (r) => r.toNode),
    column("one_way", "boolean", (r) => r.oneWay),
    column("lanes", "smallint", (r) => r.lanes),
    column("speed_kilometres_per_hour", "smallint", (r) => r.speedKilometresPerHour),
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
  ],
};

/** Parents before children, so that foreign keys hold while loading. */
export const LAYER_ORDER: readonly CityLayer[] = [
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
