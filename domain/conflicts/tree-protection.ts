/**
 * How far from a trunk roots are to be left alone: by the trunk's diameter where it is known, else by the size class
 * (parameters/trees.ts). Neither on record: as for the most protected, and the finding says so.
 */
import type { NearbyTree } from "./facts.ts";
import type { ParameterValues } from "./parameters/parameters.ts";
import type { RootParameter, TreeParameter } from "./parameters/trees.ts";

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

/** Of a circle of radius 1, what lies beyond a straight edge so far from its middle: the most a dig there can take. */
export function shareBeyond(away: number): number {
  return away >= 1 ? 0 : (Math.acos(away) - away * Math.sqrt(1 - away * away)) / Math.PI;
}

const edges = new Map<number, number>();

/** How far from the middle of a circle of radius 1 the edge lies that takes this share of it. */
function edgeOf(share: number): number {
  let edge = edges.get(share);
  if (edge === undefined) {
    let [low, high] = [0, 1];
    for (let step = 0; step < 50; step++) {
      const middle = (low + high) / 2;
      if (shareBeyond(middle) > share) low = middle;
      else high = middle;
    }
    edge = high;
    edges.set(share, edge);
  }
  return edge;
}

/**
 * How near a dig may come to a trunk before it takes more of the zone than the tree bears. To a monumental tree, and to
 * one that nothing is known of, no nearer than the whole zone.
 */
export function keepOff(
  tree: NearbyTree,
  { metres, basis }: Protection,
  { treeMinorShare }: Pick<ParameterValues, RootParameter>,
): number {
  return tree.monumental || basis === "unknown" ? metres : metres * edgeOf(treeMinorShare);
}
