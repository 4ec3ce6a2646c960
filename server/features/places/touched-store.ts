import type { Footprint } from "../../../domain/interventions/intervention.ts";
import type { TouchedStreet } from "../../../domain/places/contract.ts";
import type { Db } from "../../platform/db.ts";

/** Half of what a residential street measures from wall to wall, where its own width is not known. */
const UNKNOWN_HALF_METRES = 6;
/** Half of what the broadest street measures, for the box that axes are looked for in. */
const WIDEST_HALF_METRES = 60;
/** A corner of the ground that reaches into a side street closes nothing of it. */
const LEAST_METRES = 1;

/**
 * Streets of which the ground takes some, the longest stretch first. A street is its axis with half its width to
 * either side; the stretch is what of the axis is no farther than that from the ground. House numbers stand with the
 * stretch in which the point of the axis nearest to them lies: those on both sides of it.
 */
export async function listTouched(db: Db, footprints: readonly Footprint[]): Promise<TouchedStreet[]> {
  const { rows } = await db.query<TouchedStreet>(
    `WITH drawn AS (
       SELECT ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(shape), 4326), 32632) AS shape, width
       FROM unnest($1::text[], $2::float8[]) AS row (shape, width)
     ), ground AS (
       SELECT ST_Collect(CASE WHEN width IS NULL THEN shape
         ELSE buffer_ground(shape, width / 2, 'endcap=flat join=round') END) AS shape FROM drawn
     ), axis AS (
       SELECT place_id, segment.geom,
         coalesce(nullif(greatest(street.width_metres, segment.carriageway_width_metres), 0) / 2, $3) AS half
       FROM street_segment AS segment JOIN place_segment ON segment.id = segment_id
         LEFT JOIN street ON street.id = street_id
       WHERE segment.geom && (SELECT ST_Expand(shape, $5) FROM ground)
       UNION ALL
       SELECT place.id, street.geom, coalesce(nullif(street.width_metres, 0) / 2, $3)
       FROM street JOIN place ON place.kind = 'street' AND street.id = ANY (street_ids)
       WHERE street.geom && (SELECT ST_Expand(shape, $5) FROM ground)
         AND NOT EXISTS (SELECT FROM place_segment WHERE place_id = place.id)
     ), near AS MATERIALIZED (
       SELECT place_id, axis.geom, half FROM axis, ground WHERE ST_DWithin(axis.geom, shape, half)
     ), reach AS MATERIALIZED (
       SELECT half, buffer_ground(shape, half, 'quad_segs=4') AS shape
       FROM (SELECT DISTINCT half FROM near) AS halves, ground
     ), touched AS MATERIALIZED (
       SELECT place_id, sum(ST_Length(ST_Intersection(geom, reach.shape, 0.0001))) AS metres,
         ST_Collect(ST_Intersection(geom, reach.shape, 0.0001)) AS stretch
       FROM near JOIN reach USING (half) GROUP BY place_id
     )
     SELECT place.external_id AS id, title, coalesce((
         SELECT json_agg(number ORDER BY substring(number FROM '^\\d{1,9}')::integer, number) FROM (
           SELECT DISTINCT house_number AS number FROM address, LATERAL (
             SELECT coalesce(
               (SELECT ST_Collect(geom) FROM place_segment JOIN street_segment ON street_segment.id = segment_id
                WHERE place_segment.place_id = place.id),
               (SELECT ST_Collect(geom) FROM street WHERE street.id = ANY (street_ids))) AS axes
           ) AS whole
           WHERE street_id = ANY (street_ids) AND ST_DWithin(ST_ClosestPoint(axes, address.geom), stretch, 1)
         ) AS numbers
       ), '[]'::json) AS "houseNumbers"
     FROM touched JOIN place ON place.id = place_id
     WHERE metres >= $4 ORDER BY metres DESC, place.id`,
    [
      footprints.map((footprint) =>
        JSON.stringify(footprint.kind === "area" ? footprint.polygon : footprint.line),
      ),
      footprints.map((footprint) => (footprint.kind === "area" ? null : footprint.widthMetres)),
      UNKNOWN_HALF_METRES,
      LEAST_METRES,
      WIDEST_HALF_METRES,
    ],
  );
  return rows;
}

export async function hasHouseNumbers(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ known: boolean }>("SELECT EXISTS (SELECT FROM address) AS known");
  return rows[0]!.known;
}
