import type { FactName } from "../../../../domain/conflicts/facts.ts";
import { detourStreets } from "./detour-streets.ts";
import { detoursHere } from "./detours-here.ts";
import { eventsNearby } from "./events-nearby.ts";
import type { FactSource } from "./fact-source.ts";
import { finishedDigs } from "./finished-digs.ts";
import { nearbyPhases } from "./nearby-phases.ts";
import { nearbyPlaces } from "./nearby-places.ts";
import { nearbyTrees } from "./nearby-trees.ts";
import { nearbyUtilities } from "./nearby-utilities.ts";
import { noDigPeriods } from "./no-dig-periods.ts";
import { pavementSquareMetres } from "./pavement-square-metres.ts";
import { phasesOnDetour } from "./phases-on-detour.ts";
import { touchedStreets } from "./touched-streets.ts";

/** Every fact that a rule may declare, one file each. */
export const FACT_SOURCES: { readonly [Name in FactName]: FactSource<Name> } = {
  nearbyPhases,
  nearbyTrees,
  nearbyUtilities,
  pavementSquareMetres,
  nearbyPlaces,
  touchedStreets,
  finishedDigs,
  eventsNearby,
  detoursHere,
  phasesOnDetour,
  detourStreets,
  noDigPeriods,
};
