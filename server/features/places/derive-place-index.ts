import type { Derivation } from "../imports/derivations.ts";
import { PLACE_INDEX_INPUTS, rebuildPlaceIndex } from "./place-index.ts";

/** It fills tables of its own, which are of no layer. */
export const derivePlaceIndex: Derivation = {
  name: "places by name",
  inputs: PLACE_INDEX_INPUTS,
  derive: async ({ database, city, signal, onProgress }) => {
    onProgress("places by name", 0, 1);
    await rebuildPlaceIndex(database, city, signal);
    onProgress("places by name", 1, 1);
    return [];
  },
};
