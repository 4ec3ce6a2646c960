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
    WITH beside AS MATERIALIZED (
      SELECT candidate.*, ST_Distance(candidate.geom, near.line) AS line_distance
      FROM ${candidatesOf("utility", UTILITY_REACH_METRES)}
      ORDER BY subject, accuracy_class
    ), core AS MATERIALIZED (
      SELECT subject AS number, class, buffer_ground(geom, -metres) AS geom
      FROM (SELECT DISTINCT subject, accuracy_class AS class FROM beside WHERE distance = 0) AS asked
        JOIN (VALUES ${TOLERANCES}) AS tolerance (class, metres) USING (class)
        JOIN subject USING (subject)
    )
    SELECT known, subject, external_id AS key, network, diameter_millimetres AS "diameterMillimetres",
      depth_metres AS "depthMetres", accuracy_class AS "accuracyClass",
      coalesce(ST_Intersects(beside.geom, core.geom), false) AS "surelyUnder",
      distance AS "distanceMetres", line_distance AS "lineDistanceMetres", synthetic
    FROM (SELECT EXISTS (SELECT FROM utility) AS known,
        coalesce((SELECT bool_or(synthetic) FROM dataset WHERE layer = 'utility'), false) AS synthetic) AS layer
      LEFT JOIN (beside
        LEFT JOIN core ON core.number = beside.subject AND core.class = accuracy_class AND distance = 0) ON true
    ORDER BY subject, external_id`,
  read: (rows: readonly Row[], subjects) =>
    shareOutLayer(rows, subjects, ({ known: _, subject: __, ...utility }): NearbyUtility => utility),
});
