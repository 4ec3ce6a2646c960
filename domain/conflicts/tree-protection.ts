/**
 * How far from a trunk roots are to be left alone: by the trunk's diameter where it is known, else by the size class
 * (parameters/trees.ts). Neither on record: as for the most protected, and the finding says so.
 */
import type { NearbyTree } from "./facts.ts";
import type { ParameterValues } from "./parameters/parameters.ts";
import type { TreeParameter } from "./parameters/trees.ts";

export interface Protection {
  readonly metres: number;
  readonly basis: "diameter" | "class" | "venerable" | "unknown";
}

export function protectionOf(tree: NearbyTree, values: Pick<ParameterValues, TreeParameter>): Protection {
  const { trunkDiameterMetres: trunk, sizeClass } = tree;
  const isThickPlane =
    (tree.species?.startsWith("Platanus") ?? false) && (trunk ?? 0) > values.treeThickPlaneMetres;
  const byDiameter = trunk === null ? 0 : Math.min(values.treeMostMetres, values.treeTimesDiameter * trunk);
  if ((tree.monumental || isThickPlane) && byDiameter <= values.treeVenerableMetres) {
    return { metres: values.treeVenerableMetres, basis: "venerable" };
  }
  if (trunk !== null) return { metres: byDiameter, basis: "diameter" };
  if (sizeClass !== null) {
    const metres = sizeClass === "third" ? values.treeSmallMetres : values.treeLargeMetres;
    return { metres, basis: "class" };
  }
  return { metres: values.treeUnknownMetres, basis: "unknown" };
}
