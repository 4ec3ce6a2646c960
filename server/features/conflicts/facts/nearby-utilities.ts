import { type NearbyUtility, UTILITY_REACH_METRES } from "../../../../domain/conflicts/facts.ts";
import { UTILITY_TOLERANCES } from "../../../../domain/conflicts/utility-accuracy.ts";
import { factFrom, type LayerRow, shareOutLayer } from "./fact-source.ts";

type Row = NearbyUtility & LayerRow;

const TOLERANCES = Object.entries(UTILITY_TOLERANCES)
  .map(([name, { horizontalMetres }]) => `('${name}', ${horizontalMetres}::float8)`)
  .join(", ");

/** Pipes and cables near each subject; null where the city has none on record. */
export const nearbyUtilities = factFrom("nearbyUtilities", {
  text: `
    SELECT known, subject, external_id AS key, network, diameter_millimetres AS "diameterMillimetres",
      depth_metres AS "depthMetres", accuracy_class AS "accuracyClass",
      ST_Intersects(utility.geom, core.geom) AS "surelyUnder",
      ST_Distance(utility.geom, near.geom) AS "distanceMetres",
      ST_Distance(utility.geom, near.line) AS "lineDistanceMetres", synthetic
    FROM (SELECT EXISTS (SELECT FROM utility) AS known,
        coalesce((SELECT bool_or(synthetic) FROM dataset WHERE layer = 'utility'), false) AS synthetic) AS layer
      LEFT JOIN (subject AS near JOIN utility ON ST_DWithin(utility.geom, near.geom, ${UTILITY_REACH_METRES})
        JOIN (SELECT subject AS number, class, buffer_ground(geom, -metres) AS geom
            FROM subject, (VALUES ${TOLERANCES}) AS tolerance (class, metres)) AS core
          ON core.number = near.subject) ON accuracy_class = class
    ORDER BY subject, external_id`,
  read: (rows: readonly Row[], subjects) =>
    shareOutLayer(rows, subjects, ({ known: _, subject: __, ...utility }): NearbyUtility => utility),
});
