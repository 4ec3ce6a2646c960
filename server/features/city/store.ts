import type {
  CityData,
  CityFacts,
  CityLayer,
  DatasetRecord,
  GeneratedLayer,
  OfficeRecord,
} from "../../../domain/city/city-data.ts";
import type { Extent } from "../../../domain/geo/geometry.ts";
import type { LocalizedText } from "../../../domain/localized.ts";
import type { PersonSeed } from "../../../domain/people/seed.ts";
import type { Db } from "../../platform/db.ts";
import { toWellKnownBinary } from "../../platform/well-known-binary.ts";

interface Batch {
  readonly ids: readonly number[];
  readonly externalIds: readonly string[];
  readonly geometries: readonly (Buffer | null)[];
  /** One array a column. */
  readonly values: readonly (readonly unknown[])[];
}

/** Without figures the planner takes layers that were empty a moment ago for empty, and reads each whole. */
export async function analyzeLayers(db: Db, layers: readonly GeneratedLayer[]): Promise<void> {
  for (const layer of layers) await db.query(`ANALYZE ${layer}`);
}

/** One statement a batch, by arrays: the embedded database has no COPY. Names come from layer-tables.ts alone. */
export async function insertBatch(
  db: Db,
  layer: CityLayer,
  columns: readonly { readonly name: string; readonly type: string }[],
  batch: Batch,
): Promise<void> {
  const names = columns.map(({ name }) => name);
  const arrays = columns.map(({ type }, index) => `$${index + 4}::${type.endsWith("[]") ? "text" : type}[]`);
  const picked = columns.map(({ name, type }) => (type.endsWith("[]") ? `${name}::${type}` : name));
  await db.query(
    `INSERT INTO ${layer} (id, external_id, geom${names.map((name) => `, ${name}`).join("")})
     SELECT id, external_id, geom::geometry${picked.map((name) => `, ${name}`).join("")}
     FROM unnest($1::integer[], $2::text[], $3::bytea[]${arrays.map((array) => `, ${array}`).join("")})
       AS row (id, external_id, geom${names.map((name) => `, ${name}`).join("")})`,
    [batch.ids, batch.externalIds, batch.geometries, ...batch.values],
  );
}

export async function insertDataset(
  db: Db,
  dataset: DatasetRecord & {
    readonly featureCount: number;
    readonly contentHash: string;
    readonly loadedAt: Date;
  },
): Promise<void> {
  await db.query(
    `INSERT INTO dataset (id, layer, title, source, licence, synthetic, feature_count, content_hash, loaded_at)
     VALUES ($1, $1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      dataset.layer,
      dataset.title,
      dataset.source,
      dataset.licence,
      dataset.synthetic,
      dataset.featureCount,
      dataset.contentHash,
      dataset.loadedAt,
    ],
  );
}

/** Those who are there already stay as they are. */
export async function insertOffices(db: Db, offices: readonly OfficeRecord[]): Promise<void> {
  await db.query(
    `INSERT INTO office (id, name, kind, networks)
     SELECT id, name, kind, ARRAY(SELECT jsonb_array_elements_text(networks))
     FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[]) AS row (id, name, kind, networks)
     ON CONFLICT DO NOTHING`,
    [
      offices.map((o) => o.id),
      offices.map((o) => o.name),
      offices.map((o) => o.kind),
      offices.map((o) => JSON.stringify(o.networks ?? [])),
    ],
  );
}

/** Those who are there already stay as they are. */
export async function insertPeople(db: Db, people: readonly PersonSeed[]): Promise<void> {
  await db.query(
    `INSERT INTO person (id, name, role, office_id, fictional)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[])
     ON CONFLICT DO NOTHING`,
    [
      people.map((p) => p.id),
      people.map((p) => p.name),
      people.map((p) => p.role),
      people.map((p) => p.officeId),
      people.map((p) => p.fictional),
    ],
  );
}

export async function insertCity(db: Db, city: CityData, loadedAt: Date): Promise<void> {
  await db.query(
    `INSERT INTO platform.city
       (id, name, time_zone, synthetic, attribution, geoid_undulation_metres, extent, centre, loaded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::bytea::geometry, $8::bytea::geometry, $9)`,
    [
      city.id,
      city.name,
      city.timeZone,
      city.synthetic,
      city.attribution,
      city.geoidUndulationMetres,
      toWellKnownBinary(city.extent),
      toWellKnownBinary(city.centre),
      loadedAt,
    ],
  );
}

export interface ImportedCity extends CityFacts {
  /** Degrees; absent: the middle of the extent. */
  readonly centre?: readonly [number, number] | undefined;
  /** Degrees, where the city's manifest or extract says it. */
  readonly extent?: Extent | undefined;
}

/**
 * Its extent is what it says itself, else the rectangle around its zones, else `extent` (degrees). Zones come last
 * but one: of an extract cut from a larger map only some are whole.
 */
export async function upsertCity(
  db: Db,
  city: ImportedCity,
  [west, south, east, north]: Extent,
  loadedAt: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO platform.city
       (id, name, time_zone, synthetic, attribution, geoid_undulation_metres, extent, centre, loaded_at)
     SELECT $1, $2, $3, $4, $5, $6, rectangle,
       coalesce(ST_Transform(ST_SetSRID(ST_Point($11, $12), 4326), 32632), ST_Centroid(rectangle)), $13
     FROM (SELECT coalesce(
         (SELECT ST_Envelope(ST_Collect(ST_Envelope(geom))) FROM zone WHERE NOT $14),
         ST_Envelope(ST_Transform(ST_MakeEnvelope($7, $8, $9, $10, 4326), 32632))) AS rectangle) AS known
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone,
       synthetic = excluded.synthetic, attribution = excluded.attribution,
       geoid_undulation_metres = excluded.geoid_undulation_metres, extent = excluded.extent,
       centre = excluded.centre, loaded_at = excluded.loaded_at`,
    [
      city.id,
      city.name,
      city.timeZone,
      city.synthetic,
      city.attribution,
      city.geoidUndulationMetres,
      west,
      south,
      east,
      north,
      city.centre?.[0] ?? null,
      city.centre?.[1] ?? null,
      loadedAt,
      city.extent !== undefined,
    ],
  );
}

export interface CityRow extends CityFacts {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly groundMetres: number;
}

/** The registered city of this id, or null when it was never loaded whole. */
export async function findCity(db: Db, id: string): Promise<CityRow | null> {
  const { rows } = await db.query<CityRow>(
    `SELECT city.id, city.name, time_zone AS "timeZone", synthetic, attribution,
       geoid_undulation_metres AS "geoidUndulationMetres",
       ST_XMin(box) AS west, ST_YMin(box) AS south, ST_XMax(box) AS east, ST_YMax(box) AS north,
       ST_X(middle) AS longitude, ST_Y(middle) AS latitude,
       -- Real ground often has no height of its own: then the nearest surveyed point, or none.
       coalesce(
         (SELECT elevation_metres FROM ground WHERE kind <> 'water' AND elevation_metres IS NOT NULL
          ORDER BY ground.geom <-> city.centre LIMIT 1),
         (SELECT elevation_metres FROM elevation_point ORDER BY elevation_point.geom <-> city.centre LIMIT 1),
         0) AS "groundMetres"
     FROM platform.city,
       LATERAL (SELECT ST_Transform(extent, 4326) AS box, ST_Transform(centre, 4326) AS middle) AS degrees
     WHERE city.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function isCityRegistered(db: Db, id: string): Promise<boolean> {
  const { rowCount } = await db.query("SELECT 1 FROM platform.city WHERE id = $1", [id]);
  return rowCount === 1;
}

export interface DatasetRow {
  readonly id: string;
  readonly layer: string;
  readonly title: string;
  readonly source: string;
  readonly publisher: string | null;
  readonly licence: string;
  readonly attribution: string | null;
  readonly synthetic: boolean;
  readonly derived: boolean;
  readonly assumptions: LocalizedText[];
  readonly file: string | null;
  readonly format: string | null;
  readonly crs: string | null;
  readonly featureCount: number;
  readonly recordCount: number | null;
  readonly refusedCount: number | null;
  readonly repairedCount: number | null;
  readonly loadedAt: Date;
}

export async function listDatasets(db: Db): Promise<DatasetRow[]> {
  const { rows } = await db.query<DatasetRow>(
    `SELECT id, layer, title, source, publisher, licence, attribution, synthetic, derived, assumptions, file,
       format, crs, feature_count AS "featureCount", record_count AS "recordCount",
       refused_count AS "refusedCount", repaired_count AS "repairedCount", loaded_at AS "loadedAt"
     FROM dataset ORDER BY layer, id`,
  );
  return rows;
}
