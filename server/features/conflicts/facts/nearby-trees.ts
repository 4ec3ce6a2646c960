import { type NearbyTree, TREE_REACH_METRES } from "../../../../domain/conflicts/facts.ts";
import { candidatesOf, factFrom, type LayerRow, shareOutLayer } from "./fact-source.ts";

type Row = NearbyTree & LayerRow;

/** Trees near each subject; null where the city has no tree on record. */
export const nearbyTrees = factFrom("nearbyTrees", {
  text: `
    SELECT known, near.subject, external_id AS key, species, size_class AS "sizeClass", monumental,
      trunk_diameter_metres AS "trunkDiameterMetres", candidate.distance AS "distanceMetres",
      ST_Distance(candidate.geom, near.line) AS "lineDistanceMetres", synthetic
    FROM (SELECT EXISTS (SELECT FROM tree) AS known,
        coalesce((SELECT bool_or(synthetic) FROM dataset WHERE layer = 'tree'), false) AS synthetic) AS layer
      LEFT JOIN (${candidatesOf("tree", TREE_REACH_METRES)}) ON true
    ORDER BY near.subject, external_id`,
  read: (rows: readonly Row[], subjects) =>
    shareOutLayer(rows, subjects, ({ known: _, subject: __, ...tree }): NearbyTree => tree),
});
