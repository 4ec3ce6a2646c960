/** What derived ground must hold, asked of the database in its own words. */
import type { PolygonGeometry } from "../../domain/geo/geometry.ts";
import type { MappedRecord } from "../../domain/imports/mapping.ts";
import { workOutGround } from "../../server/features/ground/derive-ground.ts";
import type { Database, Db } from "../../server/platform/db.ts";
import { toWellKnownBinary } from "../../server/platform/well-known-binary.ts";
import { TEST_CITY } from "./test-city.ts";

/** Works out the ground of the test city and puts it into its table. */
export async function fillGround(database: Database): Promise<MappedRecord<"ground">[]> {
  const pieces: MappedRecord<"ground">[] = [];
  const signal = new AbortController().signal;
  for await (const piece of workOutGround({
    database,
    city: TEST_CITY,
    signal,
    onProgress: () => undefined,
  })) {
    pieces.push(piece);
  }
  await database.transaction(TEST_CITY, async (db) => {
    await db.query("DELETE FROM ground");
    await db.query(
      `INSERT INTO ground (id, external_id, kind, name, elevation_metres, derived, geom)
       SELECT row_number() OVER (), external_id, kind, name, elevation, derived, geom::geometry
       FROM unnest($1::text[], $2::text[], $3::text[], $4::real[], $5::boolean[], $6::bytea[])
         AS row (external_id, kind, name, elevation, derived, geom)`,
      [
        pieces.map((piece) => piece.externalId),
        pieces.map(({ kind }) => kind),
        pieces.map(({ name }) => name),
        pieces.map(({ elevationMetres }) => elevationMetres),
        pieces.map(({ derived }) => derived),
        pieces.map(({ geom }) => toWellKnownBinary(geom as PolygonGeometry)),
      ],
    );
    await db.query("ANALYZE ground");
  });
  return pieces;
}

interface Partition {
  /** Square metres of the outline, and what the pieces have more or less than it. */
  readonly outline: number;
  readonly difference: number;
  readonly invalid: number;
  /** The largest area two pieces share, square metres. */
  readonly overlap: number;
  /**
   * What of the outline no piece covers, and what of the pieces lies outside it, but for the few millimetres by
   * which the outline's own slanting edges are bent where cells part them.
   */
  readonly uncovered: number;
  readonly outside: number;
}

export async function measurePartition(db: Db, outline: PolygonGeometry): Promise<Partition> {
  const { rows } = await db.query<Partition>(
    `WITH city AS (SELECT $1::bytea::geometry AS geom), whole AS (SELECT ST_Union(geom) AS geom FROM ground)
     SELECT ST_Area(city.geom) AS outline,
       (SELECT sum(ST_Area(geom)) FROM ground) - ST_Area(city.geom) AS difference,
       (SELECT count(*) FILTER (WHERE NOT ST_IsValid(geom))::integer FROM ground) AS invalid,
       (SELECT coalesce(max(ST_Area(ST_Intersection(a.geom, b.geom))), 0)
        FROM ground AS a JOIN ground AS b ON a.id < b.id AND a.geom && b.geom AND ST_Intersects(a.geom, b.geom)) AS overlap,
       ST_Area(ST_Difference(ST_Buffer(city.geom, -0.005), whole.geom)) AS uncovered,
       ST_Area(ST_Difference(whole.geom, ST_Buffer(city.geom, 0.005))) AS outside
     FROM city, whole`,
    [toWellKnownBinary(outline)],
  );
  return rows[0]!;
}

/** Nodes where streets above ground meet, inside the outline, and how many of them are not on a carriageway. */
export async function countJunctions(
  db: Db,
  outline: PolygonGeometry,
): Promise<{ all: number; off: number }> {
  const { rows } = await db.query<{ all: number; off: number }>(
    `WITH ends AS (
       SELECT from_node AS node, ST_StartPoint(geom) AS place FROM street_segment WHERE NOT tunnel AND class <> 'pedestrian'
       UNION ALL SELECT to_node, ST_EndPoint(geom) FROM street_segment WHERE NOT tunnel AND class <> 'pedestrian'
     ), junction AS (
       SELECT (array_agg(place))[1] AS place FROM ends GROUP BY node HAVING count(*) > 1
     )
     SELECT count(*)::integer AS all, (count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM ground
       WHERE kind = 'carriageway' AND ground.geom && place AND ST_Intersects(ground.geom, place))))::integer AS off
     FROM junction WHERE ST_Contains($1::bytea::geometry, place)`,
    [toWellKnownBinary(outline)],
  );
  return rows[0]!;
}

export interface MiddleWidth {
  readonly segmentId: number;
  /** From kerb to kerb across the middle. */
  readonly metres: number;
}

/** Straight stretches whose middle no other street comes near, and how wide their carriageway is there. */
export async function listMiddleWidths(
  db: Db,
  outline: PolygonGeometry,
  clearMetres: number,
): Promise<MiddleWidth[]> {
  const { rows } = await db.query<MiddleWidth>(
    `WITH stretch AS (
       SELECT id, geom, ST_LineInterpolatePoint(geom, 0.5) AS middle,
         ST_Azimuth(ST_StartPoint(geom), ST_EndPoint(geom)) AS azimuth
       FROM street_segment
       WHERE NOT tunnel AND class <> 'pedestrian' AND ST_Length(geom) > 2 * $2
         AND ST_Length(geom) - ST_Distance(ST_StartPoint(geom), ST_EndPoint(geom)) < 0.0005
     ), alone AS (
       SELECT id, middle, ST_MakeLine(ST_Translate(middle, -25 * cos(azimuth), 25 * sin(azimuth)),
           ST_Translate(middle, 25 * cos(azimuth), -25 * sin(azimuth))) AS across
       FROM stretch
       WHERE ST_Contains(ST_Buffer($1::bytea::geometry, -$2), middle) AND NOT EXISTS (SELECT 1 FROM street_segment AS other
         WHERE other.id <> stretch.id AND ST_DWithin(other.geom, middle, $2))
     )
     SELECT id AS "segmentId", (SELECT sum(ST_Length(ST_Intersection(across, ground.geom))) FROM ground
       WHERE kind = 'carriageway' AND ground.geom && across) AS metres
     FROM alone ORDER BY id`,
    [toWellKnownBinary(outline), clearMetres],
  );
  return rows;
}
