import { type ImportedLayer, LAYER_REFERENCES } from "../../../domain/imports/mapping.ts";
import { LAYER_COLUMNS } from "../city/layer-tables.ts";

/** The geometry column of each layer, in the words of its migration. Its order is that of an import: what others refer to comes first. */
const GEOMETRIES = {
  zone: "MultiPolygon",
  building: "Polygon",
  ground: "Polygon",
  street: "MultiLineString",
  street_node: "Point",
  street_segment: "LineString",
  cycle_track: "LineString",
  address: "Point",
  tree: "Point",
  transit_line: "MultiLineString",
  transit_stop: "Point",
  utility: "LineString",
  elevation_point: "Point",
  facility: "Point",
  car_park: "Point",
  traffic_sensor: "Point",
  limited_traffic_zone: "MultiPolygon",
  limited_traffic_gate: "Point",
  traffic_zone: "MultiPolygon",
  foreign_event: "Point",
  traffic_demand: null,
} as const satisfies Record<ImportedLayer, string | null>;

export const LAYER_ORDER = Object.keys(GEOMETRIES) as readonly ImportedLayer[];

export interface LayerColumn {
  readonly name: string;
  /** As in the migration: "real", "text[]". */
  readonly type: string;
  readonly value: (record: never) => unknown;
  /** Layer whose id it holds; the value is that thing's externalId. */
  readonly refersTo: ImportedLayer | null;
}

export interface LayerShape {
  readonly layer: ImportedLayer;
  /** Null: it has no place, and no id either. */
  readonly geometry: "Point" | "LineString" | "MultiLineString" | "Polygon" | "MultiPolygon" | null;
  /** 0 points, 1 lines, 2 areas. */
  readonly dimension: 0 | 1 | 2;
  readonly columns: readonly LayerColumn[];
}

const DEMAND_COLUMNS: readonly LayerColumn[] = [
  { name: "from_zone", type: "text", value: (r: { fromZone: string }) => r.fromZone, refersTo: null },
  { name: "to_zone", type: "text", value: (r: { toZone: string }) => r.toZone, refersTo: null },
  {
    name: "trips_per_hour",
    type: "real[]",
    value: (r: { tripsPerHour: readonly number[] }) => `{${r.tripsPerHour.join(",")}}`,
    refersTo: null,
  },
];

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

export function shapeOf(layer: ImportedLayer): LayerShape {
  const geometry = GEOMETRIES[layer];
  if (layer === "traffic_demand") return { layer, geometry: null, dimension: 0, columns: DEMAND_COLUMNS };
  const references: Readonly<Record<string, ImportedLayer>> =
    layer in LAYER_REFERENCES ? LAYER_REFERENCES[layer as keyof typeof LAYER_REFERENCES] : {};
  const columns = LAYER_COLUMNS[layer].map(({ name, type, value }) => ({
    name,
    type,
    value: value as (record: never) => unknown,
    refersTo: references[camel(name)] ?? null,
  }));
  const dimension = geometry === "Point" ? 0 : geometry?.endsWith("LineString") ? 1 : 2;
  return { layer, geometry, dimension, columns };
}
