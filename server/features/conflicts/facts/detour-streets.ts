import {
  DETOUR_BESIDE_METRES,
  type DetourStreet,
  LEAST_ALONG_METRES,
} from "../../../../domain/conflicts/facts.ts";
import { factFrom, type LayerRow, shareOutLayer } from "./fact-source.ts";

type Row = DetourStreet & LayerRow;

/**
 * Named streets that each subject's detour leads along, that it follows longest first; null where the city has no street
 * graph. A street that is only crossed lies within the band for the width of the band and no more.
 */
export const detourStreets = factFrom("detourStreets", {
  text: `
    WITH band AS MATERIALIZED (
      SELECT subject, buffer_ground(detour, ${DETOUR_BESIDE_METRES}) AS geom FROM subject
      WHERE detour IS NOT NULL
    )
    SELECT known, subject, key, name, class, "alongMetres"
    FROM (SELECT EXISTS (SELECT FROM street_segment) AS known) AS layer
      LEFT JOIN (
        SELECT subject, street.external_id AS key, street.name, min(segment.class) AS class,
          sum(ST_Length(ST_Intersection(segment.geom, band.geom, 0.0001))) AS "alongMetres"
        FROM band
          JOIN street_segment AS segment ON ST_Intersects(segment.geom, band.geom)
          JOIN street ON street.id = segment.street_id
        WHERE street.name <> ''
        GROUP BY subject, street.id
      ) AS followed ON "alongMetres" >= ${LEAST_ALONG_METRES}
    ORDER BY subject, "alongMetres" DESC, key`,
  read: (rows: readonly Row[], subjects) =>
    shareOutLayer(rows, subjects, ({ known: _, subject: __, ...street }): DetourStreet => street),
});
