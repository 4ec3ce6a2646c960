import { createHash } from "node:crypto";
import type { CityData, CityLayer, GeneratedLayer } from "../../../domain/city/city-data.ts";
import type { PersonSeed } from "../../../domain/people/seed.ts";
import type { Db } from "../../platform/db.ts";
import { toWellKnownBinary } from "../../platform/well-known-binary.ts";
import { fillPlaceIndex } from "../places/place-index.ts";
import { GENERATED_LAYERS, LAYER_COLUMNS } from "./layer-tables.ts";
import {
  analyzeLayers,
  insertBatch,
  insertCity,
  insertDataset,
  insertOffices,
  insertPeople,
} from "./store.ts";

/** Rows a statement: 2,000 buildings bind about 1 MB, and the embedded database answers others in between. */
const BATCH_ROWS = 2_000;

export interface LoadProgress {
  readonly layer: CityLayer;
  readonly done: number;
  readonly total: number;
}

/** Loads a generated city into its empty, migrated schema, in the caller's transaction: whole or not at all. */
export async function loadCity(
  db: Db,
  city: CityData,
  people: readonly PersonSeed[],
  onProgress: (progress: LoadProgress) => void = () => undefined,
): Promise<void> {
  const loadedAt = new Date();
  for (const layer of GENERATED_LAYERS) await loadLayer(db, city, layer, loadedAt, onProgress);
  await analyzeLayers(db, GENERATED_LAYERS);
  await fillPlaceIndex(db);
  await insertOffices(db, city.offices);
  await insertPeople(db, people);
  await insertCity(db, city, loadedAt);
}

async function loadLayer<L extends GeneratedLayer>(
  db: Db,
  city: CityData,
  layer: L,
  loadedAt: Date,
  onProgress: (progress: LoadProgress) => void,
): Promise<void> {
  const records = city.layers[layer];
  const columns = LAYER_COLUMNS[layer];
  const hash = createHash("sha256");
  for (let start = 0; start < records.length; start += BATCH_ROWS) {
    const batch = records.slice(start, start + BATCH_ROWS);
    const geometries = batch.map(({ geom }) => (geom === null ? null : toWellKnownBinary(geom)));
    const values = columns.map(({ value }) => batch.map((record) => value(record as never)));
    for (const geometry of geometries) hash.update(geometry ?? "");
    hash.update(JSON.stringify([batch.map((record) => record.externalId), values]));
    await insertBatch(db, layer, columns, {
      ids: batch.map((record) => record.id),
      externalIds: batch.map((record) => record.externalId),
      geometries,
      values,
    });
    onProgress({ layer, done: start + batch.length, total: records.length });
  }
  const dataset = city.datasets.find((candidate) => candidate.layer === layer);
  if (dataset === undefined)
    throw new Error(`city ${city.id} says nothing about the source of layer ${layer}`);
  await insertDataset(db, {
    ...dataset,
    featureCount: records.length,
    contentHash: hash.digest("hex"),
    loadedAt,
  });
}
