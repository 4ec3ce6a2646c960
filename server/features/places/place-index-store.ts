import type { Db } from "../../platform/db.ts";
import type { Cluster, Part } from "./clusters.ts";

/** Of the index in use, or of the one that will take its place. */
export type IndexSuffix = "" | "_next";
const TABLES = ["place", "place_word", "place_segment"] as const;

export async function findSetting(db: Db, name: string): Promise<string | null> {
  const { rows } = await db.query<{ value: string }>("SELECT value FROM setting WHERE name = $1", [name]);
  return rows[0]?.value ?? null;
}

export async function recordSetting(db: Db, name: string, value: string): Promise<void> {
  await db.query(
    "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [name, value],
  );
}

/** Empty tables beside those in use; what a run that was killed has left is dropped. */
export async function openNextIndex(db: Db): Promise<void> {
  for (const table of TABLES) {
    await db.query(`DROP TABLE IF EXISTS ${table}_next`);
    await db.query(`CREATE TABLE ${table}_next (LIKE ${table} INCLUDING ALL)`);
  }
}

export async function swapInNextIndex(db: Db): Promise<void> {
  for (const table of TABLES) {
    await db.query(`DROP TABLE ${table}`);
    await db.query(`ALTER TABLE ${table}_next RENAME TO ${table}`);
  }
}

/** The embedded database gathers no statistics by itself, and plans without them take ten times as long. */
export async function analyseIndex(db: Db): Promise<void> {
  for (const table of TABLES) await db.query(`ANALYZE ${table}`);
}

/** Box, middle and length of a geometry, as columns of a statement. */
const EXTENT_OF = (geom: string) =>
  `ARRAY[ST_XMin(${geom}), ST_YMin(${geom}), ST_XMax(${geom}), ST_YMax(${geom})]`;
const XY_OF = (point: string) => `ARRAY[ST_X(${point}), ST_Y(${point})]`;

export async function listStreetNames(
  db: Db,
  after: number,
  limit: number,
): Promise<{ id: number; externalId: string; name: string }[]> {
  const { rows } = await db.query<{ id: number; externalId: string; name: string }>(
    `SELECT id, external_id AS "externalId", name FROM street WHERE id > $1 ORDER BY id LIMIT $2`,
    [after, limit],
  );
  return rows;
}

interface SegmentPart extends Part {
  readonly id: number;
  readonly streetId: number | null;
  readonly name: string | null;
}

/** Stretches that bear a name, or belong to a street. */
export async function listSegmentParts(db: Db, after: number, limit: number): Promise<SegmentPart[]> {
  const { rows } = await db.query<SegmentPart>(
    `SELECT id, street_id AS "streetId", name, ${EXTENT_OF("geom")} AS box,
       ${XY_OF("ST_LineInterpolatePoint(geom, 0.5)")} AS middle, ST_Length(geom) AS "lengthMetres",
       json_build_object('segmentId', id, 'fromNode', from_node, 'toNode', to_node) AS segment
     FROM street_segment WHERE id > $1 AND (name IS NOT NULL OR street_id IS NOT NULL) ORDER BY id LIMIT $2`,
    [after, limit],
  );
  return rows;
}

/** The pieces of the streets' own lines, all of a page of streets. */
export async function listStreetLines(
  db: Db,
  after: number,
  limit: number,
): Promise<{ id: number; pieces: Part[] }[]> {
  const { rows } = await db.query<{ id: number; pieces: Part[] }>(
    `SELECT street.id, (SELECT json_agg(json_build_object(
         'box', ${EXTENT_OF("piece.geom")}, 'middle', ${XY_OF("ST_LineInterpolatePoint(piece.geom, 0.5)")},
         'lengthMetres', ST_Length(piece.geom), 'segment', NULL))
       FROM ST_Dump(street.geom) AS piece) AS pieces
     FROM street WHERE id > $1 ORDER BY id LIMIT $2`,
    [after, limit],
  );
  return rows;
}

export interface NamedPart extends Part {
  readonly id: number;
  readonly name: string;
  readonly externalId: string;
  readonly detail: string | null;
}

/** Named squares of the ground, each as one. */
export async function listSquares(db: Db): Promise<Omit<NamedPart, "id">[]> {
  const { rows } = await db.query<Omit<NamedPart, "id">>(
    `SELECT name, "externalId", NULL AS detail, ${EXTENT_OF("geom")} AS box,
       ${XY_OF("ST_PointOnSurface(geom)")} AS middle, 0 AS "lengthMetres", NULL AS segment
     FROM (SELECT name, min(external_id) AS "externalId", ST_Union(geom) AS geom FROM ground
           WHERE kind = 'square' AND name IS NOT NULL GROUP BY name) AS square
     ORDER BY name`,
  );
  return rows;
}

const listPoints = (table: string, detail: string, where = "true") =>
  async function list(db: Db, after: number, limit: number): Promise<NamedPart[]> {
    const { rows } = await db.query<NamedPart>(
      `SELECT id, name, external_id AS "externalId", ${detail} AS detail, ${EXTENT_OF("geom")} AS box,
         ${XY_OF("ST_PointOnSurface(geom)")} AS middle, 0 AS "lengthMetres", NULL AS segment
       FROM ${table} WHERE id > $1 AND ${where} ORDER BY id LIMIT $2`,
      [after, limit],
    );
    return rows;
  };
export const listStops = listPoints("transit_stop", "NULL");
export const listFacilities = listPoints("facility", "address");
export const listZones = listPoints("zone", "NULL", "kind IN ('district', 'neighbourhood')");

export interface PlaceToIndex extends Cluster {
  readonly id: number;
  readonly kind: "street" | "square" | "stop" | "facility" | "zone";
  readonly externalId: string;
  readonly title: string;
  readonly detail: string | null;
  readonly streetIds: readonly number[];
  readonly undriven: boolean;
}

/** Where nothing else says where it is, the neighbourhood does. */
export async function insertPlaces(
  db: Db,
  suffix: IndexSuffix,
  places: readonly PlaceToIndex[],
): Promise<void> {
  const of = <T>(value: (place: PlaceToIndex) => T) => places.map(value);
  await db.query(
    `INSERT INTO place${suffix} (id, kind, external_id, title, detail, size_metres, street_ids, undriven, geom, extent)
     SELECT id, kind, external_id, title,
       coalesce(detail, CASE WHEN kind <> 'zone' THEN
         (SELECT zone.name FROM zone WHERE zone.kind IN ('district', 'neighbourhood') AND ST_Intersects(zone.geom, point)
          ORDER BY zone.kind DESC, zone.id LIMIT 1) END),
       size_metres, street_ids::integer[], undriven, point,
       ST_Envelope(ST_SetSRID(ST_Collect(ST_MakePoint(west, south), ST_MakePoint(east, north)), 32632))
     FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::text[], $6::real[], $7::text[],
       $8::boolean[], $9::float8[], $10::float8[], $11::float8[], $12::float8[], $13::float8[], $14::float8[])
       AS row (id, kind, external_id, title, detail, size_metres, street_ids, undriven, x, y, west, south, east, north),
       LATERAL (SELECT ST_SetSRID(ST_MakePoint(x, y), 32632) AS point) AS at`,
    [
      of(({ id }) => id),
      of(({ kind }) => kind),
      of(({ externalId }) => externalId),
      of(({ title }) => title),
      of(({ detail }) => detail),
      of(({ sizeMetres }) => sizeMetres),
      of(({ streetIds }) => `{${streetIds.join(",")}}`),
      of(({ undriven }) => undriven),
      of(({ point }) => point[0]),
      of(({ point }) => point[1]),
      of(({ box }) => box[0]),
      of(({ box }) => box[1]),
      of(({ box }) => box[2]),
      of(({ box }) => box[3]),
    ],
  );
}

export async function insertPlaceSegments(
  db: Db,
  suffix: IndexSuffix,
  rows: readonly { placeId: number; segmentId: number; fromNode: number; toNode: number }[],
): Promise<void> {
  await db.query(
    `INSERT INTO place_segment${suffix} (place_id, segment_id, from_node, to_node)
     SELECT DISTINCT ON (place_id, segment_id) * FROM unnest($1::integer[], $2::integer[], $3::integer[], $4::integer[])
       AS row (place_id, segment_id, from_node, to_node)`,
    [
      rows.map(({ placeId }) => placeId),
      rows.map(({ segmentId }) => segmentId),
      rows.map(({ fromNode }) => fromNode),
      rows.map(({ toNode }) => toNode),
    ],
  );
}

export async function insertPlaceWords(
  db: Db,
  suffix: IndexSuffix,
  words: readonly (readonly [string, readonly number[]])[],
): Promise<void> {
  await db.query(
    `INSERT INTO place_word${suffix} (word, place_ids)
     SELECT word, place_ids::integer[] FROM unnest($1::text[], $2::text[]) AS row (word, place_ids)`,
    [words.map(([word]) => word), words.map(([, ids]) => `{${[...new Set(ids)].join(",")}}`)],
  );
}
