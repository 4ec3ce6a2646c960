import { type NearbyUtility, UTILITY_REACH_METRES } from "../../../../domain/conflicts/facts.ts";
import { UTILITY_TOLERANCES } from "../../../../domain/conflicts/utility-accuracy.ts";
import { candidatesOf, factFrom, type LayerRow, shareOutLayer } from "./fact-source.ts";

type Row = NearbyUtility & LayerRow;

const TOLERANCES = Object.entries(UTILITY_TOLERANCES)
  .map(([name, { horizontalMetres }]) => `('${name}', ${horizontalMetres}::float8)`)
  .join(", ");

/** Pipes and cables near each subject; null where the city has none on record. */
export const nearbyUtilities = factFrom("nearbyUtilities", {
  text: `
    WITH core AS MATERIALIZED (
      SELECT subject AS number, class, buffer_ground(geom, -metres) AS geom
      FROM subject, (VALUES ${TOLERANCES}) AS tolerance (class, metres)
    )
    SELECT known, near.subject, external_id AS key, network, diameter_millimetres AS "diameterMillimetres",
      depth_metres AS "depthMetres", accuracy_class AS "accuracyClass",
      candidate.distance = 0 AND ST_Intersects(utility.geom, core.geom) AS "surelyUnder",
      candidate.distance AS "distanceMetres",
      ST_Distance(utility.geom, near.line) AS "lineDistanceMetres", synthetic
    FROM (SELECT EXISTS (SELECT FROM utility) AS known,
        coalesce((SELECT bool_or(synthetic) FROM dataset WHERE layer = 'utility'), false) AS synthetic) AS layer
      LEFT JOIN (${candidatesOf("utility", UTILITY_REACH_METRES)}
        JOIN utility ON utility.id = candidate.id
        JOIN core ON core.number = near.subject AND core.class = accuracy_class) ON true
    ORDER BY near.subject, external_id`,
  read: (rows: readonly Row[], subjects) =>
    shareOutLayer(rows, subjects, ({ known: _, subject: __, ...utility }): NearbyUtility => utility),
});
