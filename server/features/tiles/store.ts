/**
 * Reads what tiles are made of. Every query is a page or a tile's worth of rows: a long one would stop all
 * other readers of the embedded database. Reprojection happens here, in PostGIS; heights stay metres above
 * sea level. Nine decimals of a degree are a tenth of a millimetre.
 */
import type { Position } from "../../../domain/geo/geometry.ts";
import type { Db } from "../../platform/db.ts";

/** [longitude, latitude] in degrees; first ring outside and counter-clockwise, the others holes, clockwise. */
export type DegreeRings = readonly (readonly Position[])[];

export interface TiledCity {
  readonly geoidUndulationMetres: number;
  readonly extent: readonly [number, number, number, number];
}

/** @throws when no city has that id. */
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
  };
}

export async function listContentHashes(db: Db): Promise<{ layer: string; contentHash: string }[]> {
  const { rows } = await db.query<{ layer: string; contentHash: string }>(
    `SELECT layer, content_hash AS "contentHash" FROM dataset ORDER BY layer COLLATE "C"`,
  );
  return rows;
}

export type TiledTable = "building" | "ground" | "tree";

/** `x` is null for an empty geometry. */
export interface CentroidRow {
  readonly id: number;
  readonly externalId: string;
  readonly corners: number;
  readonly x: number | null;
  readonly y: number | null;
}

const CENTROIDS: Readonly<Record<TiledTable, string>> = {
  building: centroidsOf("building"),
  ground: centroidsOf("ground"),
  tree: centroidsOf("tree"),
};

function centroidsOf(table: TiledTable): string {
  return `SELECT id, external_id AS "externalId", ST_NPoints(geom) AS corners,
      ST_X(ST_Centroid(geom)) AS x, ST_Y(ST_Centroid(geom)) AS y
    FROM ${table} WHERE id > $1 ORDER BY id LIMIT $2`;
}

export async function listCentroids(
  db: Db,
  table: TiledTable,
  page: { readonly afterId: number; readonly limit: number },
): Promise<CentroidRow[]> {
  const { rows } = await db.query<CentroidRow>(CENTROIDS[table], [page.afterId, page.limit]);
  return rows;
}

export interface TiledBuilding {
  readonly id: number;
  readonly externalId: string;
  readonly rings: DegreeRings;
  readonly baseMetres: number;
  readonly heightMetres: number;
  readonly clearHeightMetres: number;
  readonly use: string;
  readonly floors: number | null;
  readonly yearBuilt: number | null;
}

/** One centimetre: two corners nearer than that are one. */
const RINGS = `(ST_AsGeoJSON(ST_Transform(ST_ForcePolygonCCW(ST_RemoveRepeatedPoints(geom, 0.01)), 4326), 9)
  ::json -> 'coordinates') AS rings`;

export async function listBuildings(db: Db, ids: readonly number[]): Promise<TiledBuilding[]> {
  const { rows } = await db.query<TiledBuilding>(
    `SELECT id, external_id AS "externalId", ${RINGS}, base_metres AS "baseMetres",
       height_metres AS "heightMetres", clear_height_metres AS "clearHeightMetres", use, floors,
       year_built AS "yearBuilt"
     FROM building WHERE id = ANY($1::int[]) ORDER BY id`,
    [ids],
  );
  return rows;
}

export interface TiledGround {
  readonly id: number;
  readonly externalId: string;
  readonly rings: DegreeRings;
  readonly kind: string;
  readonly name: string | null;
  readonly elevationMetres: number;
}

export async function listGround(db: Db, ids: readonly number[]): Promise<TiledGround[]> {
  const { rows } = await db.query<TiledGround>(
    `SELECT id, external_id AS "externalId", ${RINGS}, kind, name, elevation_metres AS "elevationMetres"
     FROM ground WHERE id = ANY($1::int[]) ORDER BY id`,
    [ids],
  );
  return rows;
}

export interface TiledTree {
  readonly id: number;
  readonly externalId: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly species: string;
  readonly sizeClass: string;
  readonly heightMetres: number;
  readonly crownDiameterMetres: number;
  readonly baseMetres: number;
}

export async function listTrees(db: Db, ids: readonly number[]): Promise<TiledTree[]> {
  const { rows } = await db.query<TiledTree>(
    `SELECT id, external_id AS "externalId", ST_X(place) AS longitude, ST_Y(place) AS latitude, species,
       size_class AS "sizeClass", height_metres AS "heightMetres",
       crown_diameter_metres AS "crownDiameterMetres", base_metres AS "baseMetres"
     FROM tree, ST_Transform(geom, 4326) AS place
     WHERE id = ANY($1::int[]) ORDER BY id`,
    [ids],
  );
  return rows;
}

/** What to draw of a polygon that could not be cut into triangles in one go. */
export interface Pieces {
  /** The polygon was a valid one: its pieces are exactly it. */
  readonly valid: boolean;
  readonly polygons: readonly DegreeRings[];
}

const PIECES: Readonly<Record<"building" | "ground", string>> = {
  building: piecesOf("building"),
  ground: piecesOf("ground"),
};

/**
 * Eight corners and hardly ever a hole, so that any ear-cutter manages. ST_TriangulatePolygon would be nearer
 * at hand, but with GEOS 3.11 it fails ("Unable to find a convex corner") on valid polygons whose holes touch
 * their outline, the very ones that come here.
 */
function piecesOf(table: "building" | "ground"): string {
  return `SELECT id, ST_IsValid(crossing.geom) AS valid,
      json_agg(ST_AsGeoJSON(ST_Transform(ST_ForcePolygonCCW(piece), 4326), 9)::json -> 'coordinates')
        AS polygons
    FROM ${table} AS crossing,
      LATERAL ST_Subdivide(ST_CollectionExtract(ST_MakeValid(crossing.geom), 3), 8) AS piece
    WHERE id = ANY($1::int[]) GROUP BY id, crossing.geom`;
}

/** A feature of which nothing is left is absent from the map. */
export async function findPieces(
  db: Db,
  table: "building" | "ground",
  ids: readonly number[],
): Promise<Map<number, Pieces>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<Pieces & { id: number }>(PIECES[table], [ids]);
  return new Map(rows.map(({ id, valid, polygons }) => [id, { valid, polygons }]));
}
