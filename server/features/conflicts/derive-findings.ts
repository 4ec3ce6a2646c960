import { getServedCity } from "../city/service.ts";
import type { Derivation } from "../imports/derivations.ts";
import { countExaminations } from "./examination-store.ts";
import { recomputeAllFindings } from "./rules-changed.ts";

/**
 * Findings set phases against the things of these layers: when one of these layers is another than before, every live
 * intervention is examined again. Cancelled or failed half-way, it is still due.
 */
export const deriveFindings: Derivation = {
  name: "findings",
  inputs: [
    "tree",
    "utility",
    "ground",
    "street",
    "street_segment",
    "transit_line",
    "transit_stop",
    "facility",
    "car_park",
    "limited_traffic_gate",
  ],
  async derive({ database, city, signal, onProgress }) {
    const { timeZone } = await getServedCity(database, city);
    const total = await database.transaction(city, (db) => countExaminations(db), { readOnly: true });
    if (total === 0) return [];
    await recomputeAllFindings(database, city, timeZone, Date.now, (done) => {
      signal.throwIfAborted();
      onProgress("findings", Math.min(done, total), total);
    });
    return [];
  },
};
