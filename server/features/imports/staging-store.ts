/**
 * A layer being filled beside the one in use: `<layer>_staging`, made like the layer with all its indexes (they
 * grow with each batch: building one at the end would stop an embedded database's readers for as long as it takes),
 * `<layer>_staging_key` for what was seen, and `<layer>_staging_taken` for ground that later sources leave alone.
 */
import type { ImportedLayer } from "../../../domain/imports/mapping.ts";
import type { Db } from "../../platform/db.ts";
import type { LayerShape } from "./layer-shapes.ts";
import type { StagedRecord } from "./staged-record.ts";

const STAGING = "\\_staging(\\_key|\\_taken)?$";

/** Takes away what an import that did not end well has left. */
export async function sweepStaging(db: Db, city: string): Promise<void> {
  const { rows } = await db.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 AND tablename ~ $2",
    [city, STAGING],
  );
  for (const { name } of rows) await db.query(`DROP TABLE "${name}"`);
}

export async function createStaging(db: Db, { layer, geometry }: LayerShape): Promise<void> {
  await db.query(`CREATE TABLE ${layer}_staging (LIKE ${layer} INCLUDING ALL)`);
  await db.query(`CREATE TABLE ${layer}_staging_key (key uuid PRIMARY KEY)`);
  if (geometry === "Polygon") {
    await db.query(`CREATE TABLE ${layer}_staging_taken (dataset smallint NOT NULL, geom geometry NOT NULL)`);
    await db.query(`CREATE INDEX ON ${layer}_staging_taken USING gist (geom)`);
  }
}

export async function dropStaging(db: Db, layer: ImportedLayer): Promise<void> {
  for (const suffix of ["", "_key", "_taken"])
    await db.query(`DROP TABLE IF EXISTS ${layer}_staging${suffix}`);
}

/** CHECKs and NOT NULLs of a layer as conditions that a row must not fail, with the name to tell. */
export async function listConditions(db: Db, layer: ImportedLayer): Promise<Condition[]> {
  const { rows } = await db.query<Condition>(
    `SELECT pg_get_expr(k.conbin, k.conrelid) AS expression,
       (SELECT attname::text FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = k.conkey[1]) AS field
     FROM pg_constraint k WHERE k.conrelid = $1::regclass AND k.contype = 'c'
     UNION ALL
     SELECT format('(%I IS NOT NULL)', attname), attname::text FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnotnull AND attnum > 0 AND NOT attisdropped
       AND attname NOT IN ('id', 'external_id', 'geom')`,
    [layer],
  );
  return rows;
}

export interface Condition {
  readonly expression: string;
  readonly field: string;
}

/** Whether a thing of the layer may be known without its place. */
export async function isGeometryOptional(db: Db, layer: ImportedLayer): Promise<boolean> {
  const { rowCount } = await db.query(
    "SELECT FROM pg_attribute WHERE attrelid = $1::regclass AND attname = 'geom' AND NOT attnotnull",
    [layer],
  );
  return rowCount === 1;
}

/** The highest id that this layer ever gave, from now on remembered. */
export async function reserveIds(db: Db, layer: ImportedLayer): Promise<number> {
  const { rows } = await db.query<{ last: number }>(
    `INSERT INTO layer_id AS known (layer, last_id)
     VALUES ($1, greatest((SELECT max(id) FROM ${layer}), 0))
     ON CONFLICT (layer) DO UPDATE SET last_id = greatest(known.last_id, excluded.last_id)
     RETURNING last_id AS last`,
    [layer],
  );
  return rows[0]!.last;
}

export interface BatchSetting {
  readonly shape: LayerShape;
  readonly conditions: readonly Condition[];
  /** Layers whose new table is being filled too: references are looked up there. */
  readonly staged: ReadonlySet<ImportedLayer>;
  /** EWKB in EPSG:32632. */
  readonly extent: Buffer;
  readonly nullableGeometry: boolean;
  /** Position of the dataset among those of its layer. */
  readonly dataset: number;
  readonly onlyWhereLacking: boolean;
  /** A later dataset of the layer fills in where this one has nothing. */
  readonly keepsTaken: boolean;
}

/** What became of a record that did not simply go in. `n` is its index in the batch. */
export interface BatchOutcome {
  readonly n: number;
  readonly trouble: string | null;
  readonly field: string | null;
  readonly repaired: boolean;
  readonly cut: boolean;
  readonly features: number;
}

/** Overlays snap to this grid: without one the embedded database has none to fall back on (library-exceptions.ts). */
const GRID_METRES = 0.0001;

const parameter = (index: number) => `$${index}`;
const arrayType = (type: string) => `${type.endsWith("[]") ? "text" : type}[]`;

/**
 * The commit of a batch need not wait for the disk: what is staged is worth nothing until the swap, whose own commit
 * waits, and with it for all that was written before.
 */
export async function forgoWaiting(db: Db): Promise<void> {
  await db.query("SET LOCAL synchronous_commit TO off");
}

/** Of a batch, whose content was not there before in this layer. */
export async function recordKeys(
  db: Db,
  layer: ImportedLayer,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ key: string }>(
    `INSERT INTO ${layer}_staging_key (key) SELECT * FROM unnest($1::uuid[]) ON CONFLICT DO NOTHING
     RETURNING replace(key::text, '-', '') AS key`,
    [keys],
  );
  return new Set(rows.map(({ key }) => key));
}

interface BatchRow {
  readonly said: readonly Omit<BatchOutcome, "features">[] | null;
  readonly numbers: readonly number[] | null;
  readonly ids: readonly number[] | null;
  readonly stored: readonly number[] | null;
}

/**
 * Puts a batch into the staging table of a layer with places. What the statement made is put together here: the
 * planner takes each of its parts for one row, and would join them row by row.
 * @returns an outcome for each record
 */
export async function stageBatch(
  db: Db,
  setting: BatchSetting,
  batch: readonly StagedRecord[],
  lastId: number,
): Promise<{ outcomes: BatchOutcome[]; lastId: number }> {
  const { layer } = setting.shape;
  const { rows } = await db.query<BatchRow>(writeBatch(setting), [
    batch.map((_, index) => index),
    batch.map(({ externalId }) => externalId),
    batch.map(({ source }) => source),
    setting.extent,
    lastId,
    ...setting.shape.columns.map((_, index) => batch.map(({ values }) => values[index])),
  ]);
  const { said, numbers, ids, stored } = rows[0]!;
  const isStored = new Set(stored ?? []);
  const features = new Array<number>(batch.length).fill(0);
  ids?.forEach((id, index) => {
    if (isStored.has(id)) features[numbers![index]!]! += 1;
  });
  const told = new Map((said ?? []).map((outcome) => [outcome.n, outcome]));
  const outcomes = features.map((count, n): BatchOutcome => {
    const { trouble = null, field = null, repaired = false, cut = false } = told.get(n) ?? {};
    return {
      n,
      trouble: trouble ?? (count === 0 ? "duplicate-id" : null),
      field,
      repaired,
      cut,
      features: count,
    };
  });
  const last = isStored.size === 0 ? lastId : Math.max(lastId, ...isStored);
  if (last > lastId) await db.query("UPDATE layer_id SET last_id = $2 WHERE layer = $1", [layer, last]);
  return { outcomes, lastId: last };
}

function writeBatch(setting: BatchSetting): string {
  const { shape, staged, conditions, nullableGeometry } = setting;
  const { layer, columns, dimension, geometry } = shape;
  const names = columns.map(({ name }) => name);
  const references = columns.filter(({ refersTo }) => refersTo !== null);
  const target = (other: ImportedLayer) => (staged.has(other) ? `${other}_staging` : other);
  const typed = columns.map(({ name, type, refersTo }) =>
    refersTo !== null
      ? `ref_${name}.id AS ${name}`
      : type.endsWith("[]")
        ? `given.${name}::${type}`
        : `given.${name}`,
  );
  const missing = references.map(
    ({ name }) => `WHEN given.${name} IS NOT NULL AND ref_${name}.id IS NULL THEN '${name}'`,
  );
  const failed = conditions.map(({ expression, field }) => `WHEN NOT ${expression} THEN '${field}'`);
  const multi = geometry?.startsWith("Multi");
  // Taking apart what is one part would cost as much as all the rest.
  const whole = `good.rest IS NULL OR (good.taken IS NULL AND ST_GeometryType(good.rest) = 'ST_${geometry}')`;
  return `
  WITH given AS (
    SELECT * FROM unnest($1::integer[], $2::text[], $3::bytea[]${columns
      .map(
        ({ type, refersTo }, index) => `, ${parameter(index + 6)}::${refersTo ? "text[]" : arrayType(type)}`,
      )
      .join("")}) AS row (n, external_id, source${names.map((name) => `, ${name}`).join("")})
  ), found AS MATERIALIZED (
    SELECT given.n, given.external_id, ${typed.map((column) => `${column}, `).join("")}
      placed.placed AS geom, placed.repaired,
      coalesce(placed.trouble, CASE WHEN given.source IS NULL AND ${!nullableGeometry} THEN 'no-geometry' END) AS trouble,
      ${missing.length > 0 ? `CASE ${missing.join(" ")} END` : "NULL"} AS missing
    FROM given
      CROSS JOIN LATERAL place_geometry(given.source, ${dimension}, $4::geometry) AS placed
      ${references.map(({ name, refersTo }) => `LEFT JOIN ${target(refersTo!)} AS ref_${name} ON ref_${name}.external_id = given.${name}`).join("\n      ")}
  ), judged AS MATERIALIZED (
    SELECT found.*, ${failed.length > 0 ? `CASE ${failed.join(" ")} END` : "NULL::text"} AS failed,
      ${setting.onlyWhereLacking ? "taken.geom" : "NULL::geometry"} AS taken
    FROM found ${setting.onlyWhereLacking ? takenBefore(layer, setting.dataset) : ""}
  ), cut AS MATERIALIZED (
    SELECT judged.*, CASE WHEN taken IS NULL THEN judged.geom
        ELSE ST_CollectionExtract(ST_Difference(judged.geom, taken, ${GRID_METRES}), 3) END AS rest,
      taken IS NOT NULL AND ST_Area(ST_Intersection(judged.geom, taken, ${GRID_METRES})) >= 0.5 * ST_Area(judged.geom) AS covered
    FROM judged
  ), good AS (
    SELECT * FROM cut WHERE trouble IS NULL AND missing IS NULL AND failed IS NULL AND NOT covered
  ), parts AS (
    SELECT good.n, good.external_id || CASE WHEN part.number = 1 THEN '' ELSE '/' || part.number END AS external_id,
      part.geom, part.number${names.map((name) => `, good.${name}`).join("")}
    FROM good CROSS JOIN LATERAL ${
      multi
        ? "(SELECT ST_Multi(good.rest) AS geom, 1 AS number) AS part"
        : `(SELECT good.rest AS geom, 1 AS number WHERE ${whole}
         UNION ALL SELECT dumped.geom, row_number() OVER (ORDER BY dumped.path) FROM ST_Dump(good.rest) AS dumped
         WHERE NOT (${whole})${setting.onlyWhereLacking ? " AND (taken IS NULL OR ST_Area(dumped.geom) >= 1)" : ""}) AS part`
    }
  ), numbered AS (
    SELECT parts.*, coalesce(old.id, $5::integer + (row_number() OVER (PARTITION BY old.id IS NULL ORDER BY n, number))::integer) AS id
    FROM parts LEFT JOIN ${layer} AS old USING (external_id)
  ), stored AS (
    INSERT INTO ${layer}_staging (id, external_id, geom${names.map((name) => `, ${name}`).join("")})
    SELECT id, external_id, geom${names.map((name) => `, ${name}`).join("")} FROM numbered
    ON CONFLICT DO NOTHING RETURNING id${setting.keepsTaken ? ", geom" : ""}
  )${
    setting.keepsTaken
      ? `, kept AS (INSERT INTO ${layer}_staging_taken SELECT ${setting.dataset}, geom FROM stored)`
      : ""
  }
  SELECT (SELECT array_agg(id) FROM stored) AS stored,
    (SELECT array_agg(n ORDER BY id) FROM numbered) AS numbers,
    (SELECT array_agg(id ORDER BY id) FROM numbered) AS ids,
    (SELECT jsonb_agg(jsonb_build_object('n', n, 'repaired', repaired, 'cut', taken IS NOT NULL,
        'field', coalesce(missing, failed),
        'trouble', coalesce(trouble,
          CASE WHEN missing IS NOT NULL THEN 'unknown-reference'
               WHEN failed IS NOT NULL THEN 'invalid-value'
               WHEN covered THEN 'ground-taken' END)))
     FROM cut WHERE trouble IS NOT NULL OR missing IS NOT NULL OR failed IS NOT NULL OR covered OR repaired
       OR taken IS NOT NULL) AS said`;
}

/** What datasets before this one have of each thing's ground, where it is more than a shared wall. */
function takenBefore(layer: ImportedLayer, dataset: number): string {
  return `LEFT JOIN LATERAL (
      SELECT ST_Union(other.geom, ${GRID_METRES}) AS geom FROM ${layer}_staging_taken AS other
      WHERE other.dataset < ${dataset} AND ST_Intersects(other.geom, found.geom)
        AND ST_Area(ST_Intersection(other.geom, found.geom, ${GRID_METRES})) > 0.01
    ) AS taken ON true`;
}

/** Demand has neither place nor id: pairs of zones, once each. */
export async function stageDemand(db: Db, batch: readonly StagedRecord[]): Promise<BatchOutcome[]> {
  const column = (index: number) => batch.map(({ values }) => values[index]);
  const { rows } = await db.query<{ from: string; to: string }>(
    `INSERT INTO traffic_demand_staging (from_zone, to_zone, trips_per_hour)
     SELECT from_zone, to_zone, trips::real[] FROM unnest($1::text[], $2::text[], $3::text[])
       AS row (from_zone, to_zone, trips) WHERE cardinality(trips::real[]) = 24
     ON CONFLICT DO NOTHING RETURNING from_zone AS "from", to_zone AS "to"`,
    [column(0), column(1), column(2)],
  );
  const stored = new Set(rows.map(({ from, to }) => `${from}>${to}`));
  return batch.map(({ externalId, values }, n) => {
    const isIn = stored.has(externalId);
    const short = String(values[2]).split(",").length !== 24;
    const trouble = isIn ? null : short ? "invalid-value" : "duplicate-id";
    const field = short ? "trips_per_hour" : null;
    return { n, trouble, field, repaired: false, cut: false, features: isIn ? 1 : 0 };
  });
}

/** Native only: without figures the planner would take the new table for an empty one. */
export async function analyzeStaging(db: Db, layer: ImportedLayer): Promise<void> {
  await db.query(`ANALYZE ${layer}_staging`);
}
