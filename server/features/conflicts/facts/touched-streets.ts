import { ASSUMED_HALF_CARRIAGEWAY_METRES, type TouchedStreet } from "../../../../domain/conflicts/facts.ts";
import { candidatesOf, factFrom, type LayerRow, shareOutLayer } from "./fact-source.ts";

type Row = TouchedStreet & LayerRow;

/** The widest carriageway looked for, half of it: index first, width after. */
const MOST_HALF_METRES = 20;

/**
 * Named streets whose carriageway each subject comes upon; null where the city has no street graph. A stretch's own
 * width goes before its street's. A pavement's width is told only where both widths of the street are more than
 * assumed.
 */
export const touchedStreets = factFrom("touchedStreets", {
  text: `
    WITH measured AS MATERIALIZED (
      SELECT near.subject, candidate.geom, candidate.class, candidate.one_way, candidate.street_id, half,
        distance, ST_Distance(candidate.geom, near.line) AS line_distance
      FROM ${candidatesOf("street_segment", MOST_HALF_METRES, { where: "NOT thing.bridge AND NOT thing.tunnel" })}
        JOIN street ON street.id = candidate.street_id AND street.name <> ''
        CROSS JOIN LATERAL (SELECT coalesce(candidate.carriageway_width_metres, street.carriageway_width_metres,
          ${2 * ASSUMED_HALF_CARRIAGEWAY_METRES})::float8 / 2 AS half) AS width
    ), beside AS MATERIALIZED (
      SELECT * FROM measured WHERE distance < half
    ), reach AS MATERIALIZED (
      SELECT subject, half, buffer_ground(geom, half) AS geom
      FROM (SELECT DISTINCT subject, half FROM beside) AS asked JOIN subject USING (subject)
    )
    SELECT known, subject, key, name, class, "oneWay", "reachMetres", "besideMetres", "pavementMetres",
      "distanceMetres", "lineDistanceMetres", synthetic
    FROM (SELECT EXISTS (SELECT FROM street_segment) AS known,
        coalesce((SELECT bool_or(synthetic) FROM dataset WHERE layer = 'street'), false) AS synthetic) AS layer
      LEFT JOIN (
        SELECT subject, street.external_id AS key, street.name, min(beside.class) AS class,
          bool_and(beside.one_way) AS "oneWay", max(half) AS "reachMetres",
          sum(ST_Length(ST_Intersection(beside.geom, reach.geom, 0.0001))) AS "besideMetres",
          CASE WHEN street.width_source <> 'assumed'
            THEN greatest(0, (street.width_metres - street.carriageway_width_metres) / 2)::float8
          END AS "pavementMetres",
          min(distance) AS "distanceMetres", min(line_distance) AS "lineDistanceMetres"
        FROM beside JOIN reach USING (subject, half) JOIN street ON street.id = beside.street_id
        GROUP BY subject, street.id
      ) AS touched ON true
    ORDER BY subject, "besideMetres" DESC, key`,
  read: (rows: readonly Row[], subjects) =>
    shareOutLayer(rows, subjects, ({ known: _, subject: __, ...street }): TouchedStreet => street),
});
