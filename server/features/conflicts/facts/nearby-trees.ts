import { type NearbyTree, TREE_REACH_METRES } from "../../../../domain/conflicts/facts.ts";
import { factFrom, type LayerRow, shareOutLayer } from "./fact-source.ts";

type Row = NearbyTree & LayerRow;

/** Trees near each subject; null where the city has no tree on record. */
export const nearbyTrees = factFrom("nearbyTrees", {
  text: `
    SELECT known, subject, external_id AS key, species, size_class AS "sizeClass", monumental,
      trunk_diameter_metres AS "trunkDiameterMetres", ST_Distance(tree.geom, subject.geom) AS "distanceMetres",
      ST_Distance(tree.geom, subject.line) AS "lineDistanceMetres", synthetic
    FROM (SELECT EXISTS (SELECT FROM tree) AS known,
        coalesce((SELECT bool_or(synthetic) FROM dataset WHERE layer = 'tree'), false) AS synthetic) AS layer
      LEFT JOIN (subject JOIN tree ON ST_DWithin(tree.geom, subject.geom, ${TREE_REACH_METRES})) ON true
    ORDER BY subject, external_id`,
  read: (rows: readonly Row[], subjects) =>
    shareOutLayer(rows, subjects, ({ known: _, subject: __, ...tree }): NearbyTree => tree),
});
