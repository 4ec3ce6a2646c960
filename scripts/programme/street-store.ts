import type { StreetSegmentRecord } from "../../domain/city/city-data.ts";
import type { LineStringGeometry } from "../../domain/geo/geometry.ts";
import type { Db } from "../../server/platform/db.ts";

/** A named stretch above ground. */
export interface ProgrammeStreet
  extends Pick<StreetSegmentRecord, "class" | "highway" | "lanes" | "oneWay" | "carriagewayWidthMetres"> {
  readonly name: string;
  readonly line: LineStringGeometry;
}

/** Stretches of at least this length whose works cannot reach beyond the city, in the order of their ids. */
export async function listProgrammeStreets(
  db: Db,
  city: string,
  leastMetres: number,
): Promise<ProgrammeStreet[]> {
  const { rows } = await db.query<ProgrammeStreet>(
    `SELECT coalesce(segment.name, street.name) AS name, segment.class, highway, lanes, one_way AS "oneWay",
       segment.carriageway_width_metres AS "carriagewayWidthMetres", ST_AsGeoJSON(segment.geom, 3)::json AS line
     FROM street_segment AS segment LEFT JOIN street ON street.id = segment.street_id,
       (SELECT ST_Buffer(extent, -30) AS inside FROM platform.city WHERE id = $1) AS city
     WHERE coalesce(segment.name, street.name) <> '' AND NOT tunnel AND NOT bridge
       AND ST_Length(segment.geom) >= $2 AND ST_CoveredBy(segment.geom, inside)
     ORDER BY segment.id`,
    [city, leastMetres],
  );
  return rows;
}

export async function listOffices(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>("SELECT id FROM office ORDER BY id");
  return rows.map(({ id }) => id);
}
