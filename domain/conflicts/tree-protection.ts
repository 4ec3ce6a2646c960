/**
 * How far from a trunk roots are to be left alone. Parameters: Turin's Regolamento 317 (annexes 8 and 9) has its own
 * table, whose distances the office has still to confirm. Until then: twelve times the trunk's diameter (Roma,
 * Regolamento del verde, art. 17; the same in BS 5837, with its cap of 15 m), else the distance of the size class.
 */
import type { NearbyTree } from "./facts.ts";

const TIMES_DIAMETER = 12;
const MOST_METRES = 15;
const CLASS_METRES = { first: 4, second: 4, third: 2 } as const;
/** Monumental trees, and planes thicker than 40 cm, at the least. */
const VENERABLE_METRES = 5;
const THICK_PLANE_METRES = 0.4;
/** Neither diameter nor class on record: as for the most protected, and the finding says so. */
const UNKNOWN_METRES = 5;

export interface Protection {
  readonly metres: number;
  readonly basis: "diameter" | "class" | "venerable" | "unknown";
}

export function protectionOf(tree: NearbyTree): Protection {
  const { trunkDiameterMetres: trunk, sizeClass } = tree;
  const isThickPlane = (tree.species?.startsWith("Platanus") ?? false) && (trunk ?? 0) > THICK_PLANE_METRES;
  const byDiameter = trunk === null ? 0 : Math.min(MOST_METRES, TIMES_DIAMETER * trunk);
  if ((tree.monumental || isThickPlane) && byDiameter <= VENERABLE_METRES) {
    return { metres: VENERABLE_METRES, basis: "venerable" };
  }
  if (trunk !== null) return { metres: byDiameter, basis: "diameter" };
  if (sizeClass !== null) return { metres: CLASS_METRES[sizeClass], basis: "class" };
  return { metres: UNKNOWN_METRES, basis: "unknown" };
}
