import type { Extent } from "../../../domain/geo/geometry.ts";
import type { Db } from "../../platform/db.ts";

/** The city's rectangle of degrees on the ground (EPSG:32632), as EWKB. Its sides are bent as meridians are. */
export async function toGroundExtent(db: Db, extent: Extent): Promise<Buffer> {
  const { rows } = await db.query<{ extent: Buffer }>(
    `SELECT ST_AsEWKB(ST_Transform(ST_Segmentize(ST_MakeEnvelope($1, $2, $3, $4, 4326), 0.01), 32632)) AS extent`,
    [...extent],
  );
  return rows[0]!.extent;
}

/** Whether the database knows a coordinate system. */
export async function isSystemKnown(db: Db, srid: number): Promise<boolean> {
  const { rowCount } = await db.query("SELECT FROM spatial_ref_sys WHERE srid = $1", [srid]);
  return rowCount === 1;
}

/**
 * Plain points of a source, EPSG `srid`, in degrees; null where they are no place of that system. PostGIS raises
 * an error for a point beyond a system's reach, so each is asked for under place_geometry's own guard.
 */
export async function toDegreesIfPossible(
  db: Db,
  points: readonly Buffer[],
): Promise<({ longitude: number; latitude: number } | null)[]> {
  const { rows } = await db.query<{ longitude: number | null; latitude: number | null }>(
    `SELECT ST_X(degrees) AS longitude, ST_Y(degrees) AS latitude
     FROM unnest($1::bytea[]) WITH ORDINALITY AS row (point, n)
       CROSS JOIN LATERAL place_geometry(point, 0, ST_MakeEnvelope(-1e9, -1e9, 1e9, 1e9, 32632)) AS placed
       CROSS JOIN LATERAL (SELECT ST_Transform(placed.placed, 4326) AS degrees) AS transformed
     ORDER BY n`,
    [points],
  );
  return rows.map(({ longitude, latitude }) =>
    longitude === null || latitude === null ? null : { longitude, latitude },
  );
}

/** Of points given as they would lie in several systems, how many lie in the extent, by system. */
export async function countInside(
  db: Db,
  guesses: readonly { readonly name: string; readonly points: readonly Buffer[] }[],
  extent: Buffer,
): Promise<{ name: string; inside: number }[]> {
  const { rows } = await db.query<{ name: string; inside: number }>(
    `SELECT name, count(*) FILTER (WHERE placed.trouble IS NULL)::integer AS inside
     FROM unnest($1::text[], $2::bytea[]) AS row (name, point)
       CROSS JOIN LATERAL place_geometry(point, 0, $3::geometry) AS placed
     GROUP BY name ORDER BY inside DESC`,
    [
      guesses.flatMap(({ name, points }) => points.map(() => name)),
      guesses.flatMap(({ points }) => points),
      extent,
    ],
  );
  return rows;
}
