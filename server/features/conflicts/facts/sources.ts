import type { FactName } from "../../../../domain/conflicts/facts.ts";
import type { FactSource } from "./fact-source.ts";
import { nearbyPhases } from "./nearby-phases.ts";
import { nearbyTrees } from "./nearby-trees.ts";
import { nearbyUtilities } from "./nearby-utilities.ts";
import { pavementSquareMetres } from "./pavement-square-metres.ts";

/** Every fact that a rule may declare, one file each. */
export const FACT_SOURCES: { readonly [Name in FactName]: FactSource<Name> } = {
  nearbyPhases,
  nearbyTrees,
  nearbyUtilities,
  pavementSquareMetres,
};
