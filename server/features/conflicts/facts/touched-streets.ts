import { ASSUMED_HALF_CARRIAGEWAY_METRES, type TouchedStreet } from "../../../../domain/conflicts/facts.ts";
import { factFrom, type LayerRow, shareOutLayer } from "./fact-source.ts";

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
    SELECT known, subject, key, name, class, "oneWay", "reachMetres", "besideMetres", "pavementMetres",
      "distanceMetres", "lineDistanceMetres", synthetic
    FROM (SELECT EXISTS (SELECT FROM street_segment) AS known,
        coalesce((SELECT bool_or(synthetic) FROM dataset WHERE layer = 'street'), false) AS synthetic) AS layer
      LEFT JOIN (
        SELECT subject, street.external_id AS key, street.name, min(segment.class) AS class,
          bool_and(segment.one_way) AS "oneWay", max(half) AS "reachMetres",
          sum(ST_Length(ST_Intersection(segment.geom, buffer_ground(subject.geom, half), 0.0001))) AS "besideMetres",
          CASE WHEN street.width_source <> 'assumed'
            THEN greatest(0, (street.width_metres - street.carriageway_width_metres) / 2)::float8
          END AS "pavementMetres",
          min(ST_Distance(segment.geom, subject.geom)) AS "distanceMetres",
          min(ST_Distance(segment.geom, subject.line)) AS "lineDistanceMetres"
        FROM subject
          JOIN street_segment AS segment ON ST_DWithin(segment.geom, subject.geom, ${MOST_HALF_METRES})
          JOIN street ON street.id = segment.street_id
          CROSS JOIN LATERAL (SELECT coalesce(segment.carriageway_width_metres, street.carriageway_width_metres,
            ${2 * ASSUMED_HALF_CARRIAGEWAY_METRES})::float8 / 2 AS half) AS width
        WHERE NOT segment.bridge AND NOT segment.tunnel AND street.name <> ''
          AND ST_Distance(segment.geom, subject.geom) < half
        GROUP BY subject, street.id
      ) AS touched ON true
    ORDER BY subject, "besideMetres" DESC, key`,
  read: (rows: readonly Row[], subjects) =>
    shareOutLayer(rows, subjects, ({ known: _, subject: __, ...street }): TouchedStreet => street),
});
