/**
 * What a mapping is: a pure function that makes records of a layer out of records of one source. Each stands in a
 * file of `domain/imports/mappings/` and is named in `mappings.ts`; a manifest asks for it by that name.
 */
import type { CityLayer, CityLayers } from "../city/city-data.ts";
import type { BadRecord, ProblemFound, SourceGeometry, SourceRecord } from "./source-record.ts";

/** Columns that point at a thing of another layer. A mapping names it by its `externalId`; the importer finds the id. */
export const LAYER_REFERENCES = {
  street_segment: { streetId: "street", fromNode: "street_node", toNode: "street_node" },
  cycle_track: { fromNode: "street_node", toNode: "street_node" },
  address: { streetId: "street", buildingId: "building" },
} as const satisfies { readonly [L in CityLayer]?: Readonly<Record<string, CityLayer>> };

type References<L> = L extends keyof typeof LAYER_REFERENCES ? keyof (typeof LAYER_REFERENCES)[L] : never;
type Referring<R, K> = { readonly [F in keyof R]: F extends K ? Exclude<R[F], number> | string : R[F] };
type LayerRecord<L extends CityLayer> = CityLayers[L][number];

/** Car trips an hour between two zones (their externalId), 24 values from midnight. */
export interface TrafficDemandRecord {
  readonly fromZone: string;
  readonly toZone: string;
  readonly tripsPerHour: readonly number[];
}

/** What an importer can fill: every layer, and the demand, which has no place of its own. */
export type ImportedLayer = CityLayer | "traffic_demand";

/**
 * A layer's record as a mapping gives it: no id, things of other layers by their externalId, the geometry in the
 * CRS of the source. A MultiPolygon where the layer wants Polygon (or MultiLineString for LineString) is taken
 * apart by the importer: the first part keeps the externalId, the others get "/2", "/3"; single parts are
 * wrapped where the layer wants Multi-. Z is dropped.
 */
export type MappedRecord<L extends ImportedLayer> = L extends CityLayer
  ? Referring<Omit<LayerRecord<L>, "id" | "geom">, References<L>> & { readonly geom: SourceGeometry | null }
  : TrafficDemandRecord;

/** Why nothing can be made of a record. */
export interface RefusedRecord {
  readonly refused: ProblemFound;
}

/** Something made of the record `number`, with remarks that do not stop it. */
export type MappingOutcome<L extends ImportedLayer> =
  | { readonly record: MappedRecord<L>; readonly remarks?: readonly ProblemFound[] }
  | RefusedRecord;

export interface MappingContext {
  readonly datasetId: string;
  /** Field names of the manifest's `fields`, which a mapping may ask for instead of fixed ones. */
  readonly fields: Readonly<Record<string, string>>;
  /** Other small files of the manifest (`companions`), read whole before the first record. */
  readonly companions: ReadonlyMap<string, readonly SourceRecord[]>;
}

export interface RecordMapping<L extends ImportedLayer = ImportedLayer> {
  readonly name: string;
  readonly layer: L;
  /** One outcome, several, or none: an empty list means that the source says this is no thing of the layer. */
  map(record: SourceRecord, context: MappingContext): MappingOutcome<L> | readonly MappingOutcome<L>[];
}

/** For what can only be seen across records (the two directions of one street). It sees every good record once. */
export interface StreamMapping<L extends ImportedLayer = ImportedLayer> {
  readonly name: string;
  readonly layer: L;
  mapAll(records: AsyncIterable<SourceRecord>, context: MappingContext): AsyncIterable<NumberedOutcome<L>>;
}

/** An outcome with the place of the record it was made from. */
export type NumberedOutcome<L extends ImportedLayer> = MappingOutcome<L> & {
  readonly number: number;
  readonly line?: number;
};

/** What an importer takes in for one dataset: outcomes of mappings, and records that could not be read. */
export type StagedInput<L extends ImportedLayer> = NumberedOutcome<L> | BadRecord;

// Mappings of different layers stand in one list; each knows its own.
// biome-ignore lint/suspicious/noExplicitAny: the widest mapping, of which every other is one
export type AnyMapping = RecordMapping<any> | StreamMapping<any>;

/** Gives a mapping its exact types. */
export function recordMapping<L extends ImportedLayer>(mapping: RecordMapping<L>): RecordMapping<L> {
  return mapping;
}

export function streamMapping<L extends ImportedLayer>(mapping: StreamMapping<L>): StreamMapping<L> {
  return mapping;
}
