import type { Db } from "../../platform/db.ts";

export interface PlaceRow {
  readonly kind: "street" | "address" | "stop" | "square";
  readonly id: string;
  readonly title: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/**
 * Places whose name holds every word asked for, the nearest name first. A last word that is a number asks for
 * that house number in the streets the other words name ("via po 12").
 */
export async function findPlaces(db: Db, words: readonly string[], limit: number): Promise<PlaceRow[]> {
  const last = words[words.length - 1] ?? "";
  const houseNumber = words.length > 1 && /^\d+[a-z]?$/i.test(last) ? last.toLowerCase() : null;
  const patterns = (houseNumber === null ? words : words.slice(0, -1)).map(
    (word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`,
  );
  const { rows } = await db.query<PlaceRow>(
    `WITH named AS (
       SELECT 'street' AS kind, external_id AS id, name AS title, geom, 1 AS rank, '' AS number
       FROM street WHERE $2::text IS NULL AND name ILIKE ALL ($1::text[])
       UNION ALL
       SELECT 'square', min(external_id), name, ST_Union(geom), 0, ''
       FROM ground WHERE $2::text IS NULL AND name IS NOT NULL AND kind = 'square' AND name ILIKE ALL ($1::text[])
       GROUP BY name
       UNION ALL
       SELECT 'stop', external_id, name, geom, 3, '' FROM transit_stop
       WHERE $2::text IS NULL AND name ILIKE ALL ($1::text[])
       UNION ALL
       SELECT 'address', address.external_id, street.name || ' ' || house_number, address.geom, 2, house_number
       FROM address JOIN street ON street.id = address.street_id
       WHERE $2::text IS NOT NULL AND street.name ILIKE ALL ($1::text[]) AND lower(house_number) LIKE $2::text || '%'
     ), first AS (
       SELECT * FROM named ORDER BY length(number), rank, length(title), title, id LIMIT $3
     )
     SELECT kind, id, title, ST_X(point) AS longitude, ST_Y(point) AS latitude,
       ST_XMin(box) AS west, ST_YMin(box) AS south, ST_XMax(box) AS east, ST_YMax(box) AS north
     FROM first, LATERAL (SELECT ST_Transform(geom, 4326) AS box,
       ST_Transform(ST_ClosestPoint(geom, ST_Centroid(geom)), 4326) AS point) AS degrees
     ORDER BY length(number), rank, length(title), title, id`,
    [patterns, houseNumber, limit],
  );
  return rows;
}

export interface StreetRow {
  readonly sequence: number;
  readonly id: string;
  readonly name: string;
  readonly class: string;
  readonly widthMetres: number;
  readonly carriagewayWidthMetres: number;
  readonly geometry: { type: "MultiLineString"; coordinates: [number, number][][] };
}

export async function listStreets(
  db: Db,
  extent: readonly [number, number, number, number] | null,
  afterSequence: number,
  limit: number,
): Promise<StreetRow[]> {
  const { rows } = await db.query<StreetRow>(
    `SELECT id AS sequence, external_id AS id, name, class, width_metres AS "widthMetres",
       carriageway_width_metres AS "carriagewayWidthMetres",
       ST_AsGeoJSON(ST_Transform(geom, 4326), 7)::json AS geometry
     FROM street
     WHERE id > $1 AND ($2::float8[] IS NULL OR geom && ST_Transform(
       ST_MakeEnvelope(($2::float8[])[1], ($2::float8[])[2], ($2::float8[])[3], ($2::float8[])[4], 4326), 32632))
     ORDER BY id LIMIT $3`,
    [afterSequence, extent, limit],
  );
  return rows;
}
