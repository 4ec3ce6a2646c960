import type { StreetClass } from "../../../domain/city/city-data.ts";
import type { Db } from "../../platform/db.ts";

export interface StreetRow {
  readonly sequence: number;
  readonly id: string;
  readonly name: string;
  readonly class: string;
  readonly widthMetres: number;
  readonly carriagewayWidthMetres: number;
  readonly geometry: { type: "MultiLineString"; coordinates: [number, number][][] };
}

/** Streets of these classes that come into an extent (degrees). */
export async function listStreets(
  db: Db,
  extent: readonly [number, number, number, number],
  classes: readonly StreetClass[],
  afterSequence: number,
  limit: number,
): Promise<StreetRow[]> {
  const { rows } = await db.query<StreetRow>(
    `SELECT id AS sequence, external_id AS id, name, class, width_metres AS "widthMetres",
       carriageway_width_metres AS "carriagewayWidthMetres",
       ST_AsGeoJSON(ST_Transform(geom, 4326), 7)::json AS geometry
     FROM street
     WHERE id > $1 AND class = ANY ($2::text[]) AND geom && ST_Transform(
       ST_MakeEnvelope(($3::float8[])[1], ($3::float8[])[2], ($3::float8[])[3], ($3::float8[])[4], 4326), 32632)
     ORDER BY id LIMIT $4`,
    [afterSequence, classes, extent, limit],
  );
  return rows;
}
