import type { GroundKind, StreetSegmentRecord } from "../../../domain/city/city-data.ts";
import type { PolygonGeometry } from "../../../domain/geo/geometry.ts";
import type { Db } from "../../platform/db.ts";
import type { Joint, Ribbon } from "./ribbons.ts";

/** Everything derived lies on a grid of a millimetre, so that neighbours share their edges exactly. */
const GRID_METRES = 0.001;
/** What belongs to a cell is worked out a little beyond it, and cut back. */
const MARGIN_METRES = 5;
/** Below this, what is left between pavements and walls is pavement: nobody maps a gap of a step. */
const LEAST_BASE_SQUARE_METRES = 1;

export interface StreetStretch
  extends Pick<
    StreetSegmentRecord,
    | "id"
    | "externalId"
    | "fromNode"
    | "toNode"
    | "oneWay"
    | "lanes"
    | "highway"
    | "class"
    | "bridge"
    | "tunnel"
    | "carriagewayWidthMetres"
  > {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** Changes with the line. */
  readonly mark: string;
}

export async function listStretches(db: Db, afterId: number, limit: number): Promise<StreetStretch[]> {
  const { rows } = await db.query<StreetStretch>(
    `SELECT id, external_id AS "externalId", from_node AS "fromNode", to_node AS "toNode", one_way AS "oneWay",
       lanes, highway, class, bridge, tunnel, carriageway_width_metres AS "carriagewayWidthMetres",
       ST_X(ST_StartPoint(geom)) AS "fromX", ST_Y(ST_StartPoint(geom)) AS "fromY",
       ST_X(ST_EndPoint(geom)) AS "toX", ST_Y(ST_EndPoint(geom)) AS "toY",
       ST_XMin(geom) AS west, ST_YMin(geom) AS south, ST_XMax(geom) AS east, ST_YMax(geom) AS north,
       md5(ST_AsBinary(geom)) AS mark
     FROM street_segment WHERE id > $1 ORDER BY id LIMIT $2`,
    [afterId, limit],
  );
  return rows;
}

/** A square of the plan: its number east and north, counted from the origin of the coordinates. */
export interface Cell {
  readonly column: number;
  readonly row: number;
  /** What of it lies in the city, extended WKB; null: all of it. */
  readonly part: Buffer | null;
}

/**
 * Squares the city reaches into. The city is the union of its largest zones; where it has none, its extent.
 * Gaps between zones are closed: holes of less than a hectare are how two zones were drawn, not land outside.
 */
export async function listCells(db: Db, city: string, cellMetres: number): Promise<Cell[]> {
  const { rows } = await db.query<Cell>(
    `WITH outline AS MATERIALIZED (
       SELECT ST_ReducePrecision(coalesce(
         (SELECT ST_Union(ST_MakePolygon(ST_ExteriorRing(part.geom), holes.rings))
          FROM (SELECT (ST_Dump(ST_UnaryUnion(ST_Collect(zone.geom), $3))).geom FROM zone
                WHERE kind = (SELECT kind FROM zone ORDER BY array_position(
                  ARRAY['district', 'neighbourhood', 'statistical', 'census'], kind) LIMIT 1)) AS part,
            LATERAL (SELECT coalesce(array_agg(ST_ExteriorRing(ring.geom)), '{}') AS rings
              FROM ST_DumpRings(part.geom) AS ring
              WHERE ring.path[1] > 0 AND ST_Area(ring.geom) >= 10000) AS holes),
         (SELECT extent FROM platform.city WHERE id = $1)), $3) AS geom
     )
     SELECT "column", "row",
       CASE WHEN ST_Covers(outline.geom, box) THEN NULL
         ELSE ST_AsEWKB(ST_CollectionExtract(ST_Intersection(outline.geom, box, $3), 3)) END AS part
     FROM outline,
       generate_series(floor(ST_XMin(outline.geom) / $2)::integer, floor(ST_XMax(outline.geom) / $2)::integer) AS "column",
       generate_series(floor(ST_YMin(outline.geom) / $2)::integer, floor(ST_YMax(outline.geom) / $2)::integer) AS "row",
       LATERAL (SELECT ST_MakeEnvelope("column" * $2, "row" * $2, ("column" + 1) * $2, ("row" + 1) * $2, 32632) AS box) AS square
     WHERE ST_Intersects(outline.geom, box)
     ORDER BY "row", "column"`,
    [city, cellMetres, GRID_METRES],
  );
  return rows;
}

/** What of a surface lies around the cell. The quick way to cut can leave it invalid, which no overlay survives. */
const clipped = (surface: string) =>
  `(SELECT ST_CollectionExtract(CASE WHEN ST_IsValid(cut) THEN cut ELSE ST_MakeValid(cut) END, 3)
    FROM ST_ClipByBox2D(${surface}, around) AS cut)`;

/** A cell with the streets that reach into it. */
export interface CellStreets {
  readonly cell: Cell;
  readonly ribbons: readonly Ribbon[];
  readonly joints: readonly Joint[];
}

export interface GroundPiece {
  /** Position of its cell in what was asked. */
  readonly cell: number;
  readonly kind: GroundKind;
  /** The surveyed ground it is a part of; null where it is derived. */
  readonly sourceId: string | null;
  readonly name: string | null;
  readonly elevationMetres: number | null;
  readonly geom: PolygonGeometry;
}

/**
 * The ground of some cells, without gap or overlap. All outlines that meet in a cell are noded together on one
 * grid and taken apart into faces; what a face is, is decided by a point inside it. What one does to another is so
 * never computed twice, and two pieces that meet have the same corners.
 *
 * Who goes before whom: carriageways of bridges; what is surveyed as water, rail, carriageway, pavement or arcade;
 * carriageways; pavements of bridges, over water too; what is surveyed as green, square or courtyard; pavements,
 * outside of buildings; the rest is base.
 */
export async function cutGround(
  db: Db,
  cells: readonly CellStreets[],
  cellMetres: number,
): Promise<GroundPiece[]> {
  const ribbons = cells.flatMap((cell, number) => cell.ribbons.map((ribbon) => ({ ...ribbon, number })));
  const joints = cells.flatMap((cell, number) => cell.joints.map((joint) => ({ ...joint, number })));
  const { rows } = await db.query<GroundPiece>(
    `WITH cell AS MATERIALIZED (
       SELECT number - 1 AS number, coalesce(part::geometry, box) AS whole, ST_Expand(box, $5) AS around
       FROM unnest($1::integer[], $2::integer[], $3::bytea[]) WITH ORDINALITY AS given ("column", "row", part, number),
         LATERAL (SELECT ST_MakeEnvelope("column" * $4::float8, "row" * $4::float8, ("column" + 1) * $4::float8,
           ("row" + 1) * $4::float8, 32632) AS box) AS square
     ), axis AS (
       SELECT number, ribbon.bridge, geom, road, whole, 'endcap=flat quad_segs=4' AS style
       FROM unnest($6::integer[], $7::integer[], $8::float8[], $9::float8[], $10::boolean[])
         AS ribbon (number, id, road, whole, bridge) JOIN street_segment USING (id)
       UNION ALL
       SELECT number, bridge, ST_SetSRID(ST_MakePoint(x, y), 32632), road, whole, 'quad_segs=6'
       FROM unnest($11::integer[], $12::float8[], $13::float8[], $14::float8[], $15::float8[], $16::boolean[])
         AS joint (number, x, y, road, whole, bridge)
     ), united AS MATERIALIZED (
       SELECT number, bridge,
         ST_UnaryUnion(ST_Collect(buffer_ground(axis.geom, road, style)) FILTER (WHERE road > 0), $17) AS road,
         ST_UnaryUnion(ST_Collect(buffer_ground(axis.geom, axis.whole, style)), $17) AS whole
       FROM axis GROUP BY number, bridge
     ), street AS MATERIALIZED (
       SELECT number, bridge, ${clipped("united.road")} AS road, ${clipped("united.whole")} AS whole
       FROM united JOIN cell USING (number)
     ), streets AS MATERIALIZED (
       SELECT number, (array_agg(road) FILTER (WHERE bridge))[1] AS bridge_road,
         (array_agg(whole) FILTER (WHERE bridge))[1] AS bridge_whole,
         (array_agg(road) FILTER (WHERE NOT bridge))[1] AS road, (array_agg(whole) FILTER (WHERE NOT bridge))[1] AS whole
       FROM street GROUP BY number
     ), house AS MATERIALIZED (
       SELECT number, ST_UnaryUnion(ST_Collect(part.geom), $17) AS geom
       FROM cell JOIN streets USING (number) JOIN building ON building.geom && around AND clear_height_metres = 0,
         LATERAL (SELECT ${clipped("building.geom")} AS geom) AS part
       WHERE ST_Intersects(part.geom, streets.whole)
       GROUP BY number
     ), surveyed AS MATERIALIZED (
       SELECT number, ground.id, external_id, kind, name, elevation_metres, ${clipped("ground.geom")} AS geom
       FROM cell JOIN surveyed_ground AS ground ON ground.geom && around
     ), outlines AS (
       SELECT number, ST_Boundary(whole) AS line FROM cell
       UNION ALL SELECT number, ST_Boundary(road) FROM street
       UNION ALL SELECT number, ST_Boundary(whole) FROM street
       UNION ALL SELECT number, ST_Boundary(geom) FROM house
       UNION ALL SELECT number, ST_Boundary(geom) FROM surveyed
     ), net AS MATERIALIZED (
       SELECT number, ST_UnaryUnion(ST_Collect(line), $17) AS lines FROM outlines GROUP BY number
     ), face AS MATERIALIZED (
       SELECT net.number, face.geom, ST_Contains(road, inside) AS on_road,
         coalesce(ST_Contains(streets.whole, inside), false) AND NOT coalesce(ST_Contains(house.geom, inside), false)
           OR ST_Area(face.geom) < $18 AND streets.whole IS NOT NULL AS on_pavement,
         ST_Contains(bridge_road, inside) AS on_bridge_road, ST_Contains(bridge_whole, inside) AS on_bridge,
         inside
       FROM net JOIN cell USING (number) LEFT JOIN streets USING (number) LEFT JOIN house USING (number),
         LATERAL ST_Dump(ST_Polygonize(ARRAY[lines])) AS face,
         LATERAL (SELECT ST_PointOnSurface(face.geom) AS inside) AS point
       WHERE ST_Contains(cell.whole, inside)
     ), decided AS (
       SELECT face.number, face.geom, chosen.*
       FROM face LEFT JOIN LATERAL (
           SELECT external_id, kind, name, elevation_metres,
             kind IN ('green', 'square', 'courtyard', 'base') AS yields
           FROM surveyed WHERE surveyed.number = face.number AND ST_Contains(surveyed.geom, inside)
           ORDER BY surveyed.id LIMIT 1) AS ground ON true,
         LATERAL (SELECT
           CASE WHEN on_bridge_road OR on_road AND yields IS NOT false THEN 'carriageway'
             WHEN on_bridge THEN 'pavement' WHEN ground.kind <> 'base' THEN NULL
             WHEN on_pavement THEN 'pavement' WHEN ground.kind IS NULL THEN 'base' END AS derived_kind) AS derived,
         LATERAL (SELECT coalesce(derived_kind, ground.kind) AS kind,
           CASE WHEN derived_kind IS NULL THEN external_id END AS source_id,
           CASE WHEN derived_kind IS NULL THEN name END AS name,
           CASE WHEN derived_kind IS NULL THEN elevation_metres END AS elevation_metres) AS chosen
     ), merged AS (
       SELECT number, kind, source_id, name, elevation_metres, ST_UnaryUnion(ST_Collect(geom), $17) AS geom
       FROM decided GROUP BY number, kind, source_id, name, elevation_metres
     )
     SELECT number::integer AS cell, kind, source_id AS "sourceId", name, elevation_metres AS "elevationMetres",
       ST_AsGeoJSON(ST_ForcePolygonCCW(part.geom), 3)::json AS geom
     FROM merged, LATERAL ST_Dump(merged.geom) AS part
     ORDER BY number, kind, source_id, part.path`,
    [
      cells.map(({ cell }) => cell.column),
      cells.map(({ cell }) => cell.row),
      cells.map(({ cell }) => cell.part),
      cellMetres,
      MARGIN_METRES,
      ribbons.map(({ number }) => number),
      ribbons.map(({ segmentId }) => segmentId),
      ribbons.map(({ roadMetres }) => roadMetres),
      ribbons.map(({ wholeMetres }) => wholeMetres),
      ribbons.map(({ bridge }) => bridge),
      joints.map(({ number }) => number),
      joints.map(({ x }) => x),
      joints.map(({ y }) => y),
      joints.map(({ roadMetres }) => roadMetres),
      joints.map(({ wholeMetres }) => wholeMetres),
      joints.map(({ bridge }) => bridge),
      GRID_METRES,
      LEAST_BASE_SQUARE_METRES,
    ],
  );
  return rows;
}

export async function hasStreets(db: Db): Promise<boolean> {
  const { rowCount } = await db.query("SELECT 1 FROM street_segment LIMIT 1");
  return rowCount === 1;
}
