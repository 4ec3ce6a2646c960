import type { Db } from "../../platform/db.ts";

type Coordinates = [number, number][];

export interface SegmentRow {
  readonly fromNode: number;
  readonly toNode: number;
  readonly oneWay: boolean;
  /** EPSG:32632 metres. */
  readonly path: Coordinates;
  readonly widthMetres: number | null;
}

/** The carriageway's width: of the stretch itself, else of its street. */
const SEGMENT_COLUMNS = `street_segment.from_node AS "fromNode", street_segment.to_node AS "toNode",
  one_way AS "oneWay", ST_AsGeoJSON(street_segment.geom, 3)::json->'coordinates' AS path,
  coalesce(street_segment.carriageway_width_metres, nullif(street.carriageway_width_metres, 0)) AS "widthMetres"`;

/** Of one of the streets that were asked about. */
type OfPlace<T> = T & { readonly placeId: number };

export async function listSegmentsOf(db: Db, placeIds: readonly number[]): Promise<OfPlace<SegmentRow>[]> {
  const { rows } = await db.query<OfPlace<SegmentRow>>(
    `SELECT place_id AS "placeId", ${SEGMENT_COLUMNS}
     FROM place_segment JOIN street_segment ON street_segment.id = segment_id
       LEFT JOIN street ON street.id = street_id
     WHERE place_id = ANY ($1::integer[]) ORDER BY place_id, segment_id`,
    [placeIds],
  );
  return rows;
}

/** Stretches of other streets in a box (EPSG:32632 metres): what may bridge a gap. */
export async function listSegmentsIn(
  db: Db,
  box: readonly [number, number, number, number],
  exceptPlaceId: number,
): Promise<SegmentRow[]> {
  const { rows } = await db.query<SegmentRow>(
    `SELECT ${SEGMENT_COLUMNS}
     FROM street_segment LEFT JOIN street ON street.id = street_id
     WHERE street_segment.geom && ST_MakeEnvelope($1, $2, $3, $4, 32632)
       AND NOT EXISTS (SELECT FROM place_segment WHERE place_id = $5 AND segment_id = street_segment.id)
     ORDER BY street_segment.id`,
    [...box, exceptPlaceId],
  );
  return rows;
}

export interface CrossingRow {
  readonly node: number;
  readonly title: string;
}

/** Names of the other streets at each node of each street. */
export async function listCrossingNames(
  db: Db,
  placeIds: readonly number[],
): Promise<OfPlace<CrossingRow>[]> {
  const { rows } = await db.query<OfPlace<CrossingRow>>(
    `WITH node AS (
       SELECT place_id AS own_id, from_node AS node FROM place_segment WHERE place_id = ANY ($1::integer[])
       UNION SELECT place_id, to_node FROM place_segment WHERE place_id = ANY ($1::integer[])
     ), met AS (
       SELECT own_id, node, place_id FROM node JOIN place_segment ON from_node = node
       UNION SELECT own_id, node, place_id FROM node JOIN place_segment ON to_node = node
     )
     SELECT own_id AS "placeId", node, title FROM met JOIN place ON place.id = place_id
     WHERE place_id <> own_id ORDER BY own_id, node, title`,
    [placeIds],
  );
  return rows;
}

/** Of these nodes (EPSG:32632 metres) those that come near to streets which share none of them. */
export async function listNearNodes(
  db: Db,
  nodes: readonly { readonly node: number; readonly x: number; readonly y: number }[],
  otherIds: readonly number[],
  withinMetres: number,
): Promise<{ node: number; otherId: number; distanceMetres: number }[]> {
  const { rows } = await db.query<{ node: number; otherId: number; distanceMetres: number }>(
    `WITH own AS (
       SELECT node, ST_SetSRID(ST_MakePoint(x, y), 32632) AS point
       FROM unnest($1::integer[], $2::float8[], $3::float8[]) AS row (node, x, y)
     ), around AS (
       SELECT ST_SetSRID(ST_Expand(ST_Extent(point)::geometry, $5), 32632) AS box FROM own
     ), other AS (
       SELECT place_id, geom FROM place_segment JOIN street_segment ON street_segment.id = segment_id
       WHERE place_id = ANY ($4::integer[]) AND geom && (SELECT box FROM around)
       UNION ALL
       SELECT place.id, street.geom FROM place JOIN street ON street.id = ANY (street_ids)
       WHERE undriven AND place.id = ANY ($4::integer[]) AND street.geom && (SELECT box FROM around)
     )
     SELECT node, place_id AS "otherId", min(ST_Distance(geom, point)) AS "distanceMetres"
     FROM own JOIN other ON ST_DWithin(geom, point, $5)
     GROUP BY node, place_id ORDER BY "distanceMetres", node`,
    [nodes.map(({ node }) => node), nodes.map(({ x }) => x), nodes.map(({ y }) => y), otherIds, withinMetres],
  );
  return rows;
}

export interface LineRow {
  /** EPSG:32632 metres. */
  readonly path: Coordinates;
  readonly widthMetres: number | null;
}

/** What of a street's own lines the graph does not hold, because nobody drives there. */
export async function listUndrivenLines(
  db: Db,
  placeId: number,
  streetIds: readonly number[],
  apartMetres: number,
): Promise<LineRow[]> {
  const { rows } = await db.query<LineRow>(
    `WITH driven AS (
       SELECT buffer_ground(ST_Collect(geom), $3, 'quad_segs=4') AS ground
       FROM place_segment JOIN street_segment ON street_segment.id = segment_id WHERE place_id = $1
     ), line AS (
       SELECT street.id, ST_LineMerge(CASE WHEN ground IS NULL THEN street.geom ELSE ST_Difference(street.geom, ground) END)
         AS geom, carriageway_width_metres
       FROM street, driven WHERE street.id = ANY ($2::integer[])
     )
     SELECT ST_AsGeoJSON(piece.geom, 3)::json->'coordinates' AS path,
       nullif(carriageway_width_metres, 0) AS "widthMetres"
     FROM line, ST_Dump(line.geom) AS piece WHERE ST_Length(piece.geom) > $3 ORDER BY line.id, piece.path`,
    [placeId, streetIds, apartMetres],
  );
  return rows;
}

export interface SharedRow {
  readonly fromNode: number;
  readonly toNode: number;
  readonly title: string;
}

/** Stretches of streets that bear another name too: where one becomes the other. */
export async function listSharedSegments(db: Db, placeIds: readonly number[]): Promise<OfPlace<SharedRow>[]> {
  const { rows } = await db.query<OfPlace<SharedRow>>(
    `SELECT own.place_id AS "placeId", own.from_node AS "fromNode", own.to_node AS "toNode", title
     FROM place_segment AS own JOIN place_segment AS other USING (segment_id) JOIN place ON place.id = other.place_id
     WHERE own.place_id = ANY ($1::integer[]) AND other.place_id <> own.place_id
     ORDER BY own.place_id, segment_id, title`,
    [placeIds],
  );
  return rows;
}

/** Where lines of other streets cut those of a street, or come within reach of them. */
export async function listLineCrossings(
  db: Db,
  streetIds: readonly number[],
  withinMetres: number,
): Promise<{ title: string; x: number; y: number }[]> {
  const { rows } = await db.query<{ title: string; x: number; y: number }>(
    `SELECT other.name AS title, ST_X(point) AS x, ST_Y(point) AS y
     FROM street AS own JOIN street AS other ON ST_DWithin(own.geom, other.geom, $2) AND other.id <> own.id,
       ST_Dump(CASE WHEN ST_Intersects(own.geom, other.geom) THEN ST_Intersection(own.geom, other.geom)
                    ELSE ST_ClosestPoint(own.geom, other.geom) END) AS met,
       LATERAL (SELECT ST_PointOnSurface(met.geom) AS point) AS at
     WHERE own.id = ANY ($1::integer[]) AND NOT other.id = ANY ($1::integer[])
     ORDER BY other.name, met.path`,
    [streetIds, withinMetres],
  );
  return rows;
}

export interface NumberRow {
  readonly houseNumber: string;
  readonly x: number;
  readonly y: number;
}

export async function listHouseNumbers(db: Db, streetIds: readonly number[]): Promise<NumberRow[]> {
  const { rows } = await db.query<NumberRow>(
    `SELECT house_number AS "houseNumber", ST_X(geom) AS x, ST_Y(geom) AS y
     FROM address WHERE street_id = ANY ($1::integer[]) ORDER BY id`,
    [streetIds],
  );
  return rows;
}

export interface Outline {
  readonly type: "Polygon";
  readonly coordinates: Coordinates[];
}

/** The ground of the square of this name, its largest piece, in degrees. */
export async function findSquareOutline(db: Db, name: string): Promise<Outline | null> {
  const { rows } = await db.query<{ outline: Outline }>(
    `SELECT ST_AsGeoJSON(ST_Transform(piece.geom, 4326), 7)::json AS outline
     FROM (SELECT ST_Union(geom) AS geom FROM ground WHERE kind = 'square' AND name = $1) AS square,
       ST_Dump(square.geom) AS piece
     ORDER BY ST_Area(piece.geom) DESC LIMIT 1`,
    [name],
  );
  return rows[0]?.outline ?? null;
}

/** The convex hull of a street's lines, in degrees; null where they lie on one line. */
export async function findHullOfStreet(
  db: Db,
  placeId: number,
  streetIds: readonly number[],
): Promise<Outline | null> {
  const { rows } = await db.query<{ outline: Outline }>(
    `WITH line AS (
       SELECT geom FROM place_segment JOIN street_segment ON street_segment.id = segment_id WHERE place_id = $1
       UNION ALL
       SELECT geom FROM street WHERE id = ANY ($2::integer[])
         AND NOT EXISTS (SELECT FROM place_segment WHERE place_id = $1)
     )
     SELECT ST_AsGeoJSON(ST_Transform(hull, 4326), 7)::json AS outline
     FROM (SELECT ST_ConvexHull(ST_Collect(geom)) AS hull FROM line) AS around
     WHERE GeometryType(hull) = 'POLYGON'`,
    [placeId, streetIds],
  );
  return rows[0]?.outline ?? null;
}

/**
 * The street that a drawn shape (GeoJSON, degrees) runs along: the one its corners are nearest to in the mean, none
 * farther than this.
 */
export async function findStreetAlong(db: Db, drawn: object, withinMetres: number): Promise<number | null> {
  const { rows } = await db.query<{ placeId: number }>(
    `WITH drawn AS (
       SELECT ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON($1), 4326), 32632) AS geom
     ), corner AS (
       SELECT point.geom FROM drawn, ST_DumpPoints(drawn.geom) AS point
     ), near AS (
       SELECT place_id, street_segment.geom FROM drawn
         JOIN street_segment ON ST_DWithin(street_segment.geom, drawn.geom, $2)
         JOIN place_segment ON segment_id = street_segment.id
       UNION ALL
       SELECT place.id, street.geom FROM drawn
         JOIN street ON ST_DWithin(street.geom, drawn.geom, $2)
         JOIN place ON street.id = ANY (street_ids)
       WHERE NOT EXISTS (SELECT FROM place_segment WHERE place_id = place.id)
     ), away AS (
       SELECT place_id, corner.geom, min(ST_Distance(near.geom, corner.geom)) AS metres
       FROM near, corner GROUP BY place_id, corner.geom
     )
     SELECT place_id AS "placeId" FROM away GROUP BY place_id HAVING avg(metres) <= $2
     ORDER BY avg(metres), place_id LIMIT 1`,
    [JSON.stringify(drawn), withinMetres],
  );
  return rows[0]?.placeId ?? null;
}

/** The corners of a drawn shape (GeoJSON, degrees) in EPSG:32632 metres. */
export async function listCorners(db: Db, drawn: object): Promise<{ x: number; y: number }[]> {
  const { rows } = await db.query<{ x: number; y: number }>(
    `SELECT ST_X(point.geom) AS x, ST_Y(point.geom) AS y
     FROM ST_DumpPoints(ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON($1), 4326), 32632)) AS point`,
    [JSON.stringify(drawn)],
  );
  return rows;
}
