import type { Extent } from "../../../domain/geo/geometry.ts";
import type { SurveyedHeight } from "../../../domain/geo/interpolate-relief.ts";
import type { Relief } from "../../../domain/geo/relief.ts";
import type { Db } from "../../platform/db.ts";

export async function listHeights(
  db: Db,
  afterId: number,
  limit: number,
): Promise<(SurveyedHeight & { readonly id: number })[]> {
  const { rows } = await db.query<SurveyedHeight & { id: number }>(
    `SELECT id, ST_X(place) AS longitude, ST_Y(place) AS latitude, elevation_metres AS metres
     FROM elevation_point, LATERAL (SELECT ST_Transform(geom, 4326) AS place) AS degrees
     WHERE id > $1 ORDER BY id LIMIT $2`,
    [afterId, limit],
  );
  return rows;
}

/** @throws when the city is not registered */
export async function getExtent(db: Db, city: string): Promise<Extent> {
  const { rows } = await db.query<{ extent: [number, number, number, number] }>(
    `SELECT ARRAY[ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)] AS extent
     FROM platform.city, LATERAL (SELECT ST_Transform(extent, 4326) AS box) AS degrees WHERE id = $1`,
    [city],
  );
  if (rows[0] === undefined) throw new Error(`city ${city} is not in this database`);
  return rows[0].extent;
}

export async function replaceRelief(db: Db, relief: Relief | null): Promise<void> {
  await db.query("DELETE FROM relief");
  if (relief === null) return;
  const { heights, surveyed } = relief;
  const bytes = Buffer.alloc(heights.length * 2);
  for (const [point, quanta] of heights.entries()) bytes.writeUInt16LE(quanta, point * 2);
  await db.query(
    `INSERT INTO relief (id, west, south, step_east, step_north, columns, rows, lowest_metres, quantum_metres,
       heights, surveyed)
     VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      relief.west,
      relief.south,
      relief.stepEast,
      relief.stepNorth,
      relief.columns,
      relief.rows,
      relief.lowestMetres,
      relief.quantumMetres,
      bytes,
      Buffer.from(surveyed),
    ],
  );
}
