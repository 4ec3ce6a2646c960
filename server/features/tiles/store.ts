/**
 * Reads where a city's features stand and what they were made of. Every query is a page: a long one would stop
 * all other readers of the embedded database.
 */
import type { Relief } from "../../../domain/geo/relief.ts";
import type { Db } from "../../platform/db.ts";

export interface TiledCity {
  readonly geoidUndulationMetres: number;
  readonly extent: readonly [number, number, number, number];
  /** Where a thing stands of which neither its own row nor a relief tells the height; above sea level. */
  readonly levelMetres: number;
}

/**
 * `levelMetres` is the median of the ground's heights, or of the buildings' where the ground tells none, to the
 * metre, so that a small edit does not move it; 0 in a city that tells no height at all.
 *
 * @throws when no city has that id.
 */
export async function getTiledCity(db: Db, city: string): Promise<TiledCity> {
  const { rows } = await db.query<{
    undulation: number;
    west: number;
    south: number;
    east: number;
    north: number;
  }>(
    `WITH found AS (
       SELECT geoid_undulation_metres AS undulation, ST_Transform(extent, 4326) AS extent
       FROM platform.city WHERE id = $1)
     SELECT undulation, ST_XMin(extent) AS west, ST_YMin(extent) AS south, ST_XMax(extent) AS east,
       ST_YMax(extent) AS north
     FROM found`,
    [city],
  );
  const row = rows[0];
  if (!row) throw new Error(`no city "${city}" in the registry: import it before building its tiles`);
  return {
    geoidUndulationMetres: row.undulation,
    extent: [row.west, row.south, row.east, row.north],
    levelMetres: await getLevel(db),
  };
}

async function getLevel(db: Db): Promise<number> {
  const { rows } = await db.query<{ level: number }>(
    `SELECT round(coalesce(
       (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY elevation_metres) FROM ground),
       (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY base_metres) FROM building), 0)) AS level`,
  );
  return rows[0]!.level;
}

export async function listContentHashes(db: Db): Promise<{ id: string; contentHash: string }[]> {
  const { rows } = await db.query<{ id: string; contentHash: string }>(
    `SELECT id, content_hash AS "contentHash" FROM dataset ORDER BY id COLLATE "C"`,
  );
  return rows;
}

/** Null when the city has none. */
export async function findRelief(db: Db): Promise<Relief | null> {
  const { rows } = await db.query<
    Omit<Relief, "heights" | "surveyed"> & { heights: Buffer; surveyed: Buffer }
  >(
    `SELECT west, south, step_east AS "stepEast", step_north AS "stepNorth", columns, rows,
       lowest_metres AS "lowestMetres", quantum_metres AS "quantumMetres", heights, surveyed
     FROM relief`,
  );
  const row = rows[0];
  if (!row) return null;
  const heights = new Uint16Array(row.heights.byteLength / 2);
  for (let i = 0; i < heights.length; i++) heights[i] = row.heights.readUInt16LE(i * 2);
  return { ...row, heights, surveyed: Uint8Array.from(row.surveyed) };
}

export type TiledTable = "building" | "ground" | "tree";

/** A feature's box in EPSG:32632, and a fingerprint of its whole row. `west` is null for an empty geometry. */
export interface StandingRow {
  readonly id: number;
  /** Null unless the geometry is empty: only then must the feature be named. */
  readonly externalId: string | null;
  readonly corners: number;
  readonly west: number | null;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** 64 bits as two signed integers. */
  readonly hashHigh: number;
  readonly hashLow: number;
}

const STANDING: Readonly<Record<TiledTable, string>> = {
  building: standingOf("building"),
  ground: standingOf("ground"),
  tree: standingOf("tree"),
};

/** The text of a row tells all its columns, the geometry in full. */
function standingOf(table: TiledTable): string {
  return `SELECT id, CASE WHEN ST_IsEmpty(geom) THEN external_id END AS "externalId", ST_NPoints(geom) AS corners,
      ST_XMin(geom) AS west, ST_YMin(geom) AS south, ST_XMax(geom) AS east, ST_YMax(geom) AS north,
      ('x' || left(hash, 8))::bit(32)::int AS "hashHigh", ('x' || substr(hash, 9, 8))::bit(32)::int AS "hashLow"
    FROM (SELECT id, external_id, geom, md5(entry::text) AS hash
      FROM ${table} AS entry WHERE id > $1 ORDER BY id LIMIT $2) AS page ORDER BY id`;
}

export async function listStanding(
  db: Db,
  table: TiledTable,
  page: { readonly afterId: number; readonly limit: number },
): Promise<StandingRow[]> {
  const { rows } = await db.query<StandingRow>(STANDING[table], [page.afterId, page.limit]);
  return rows;
}
