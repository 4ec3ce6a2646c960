import type { VehicleImpact } from "./intervention.ts";

/**
 * From the lightest to the heaviest, as the database counts them (migration 000015). What is not known may be
 * anything but heavier than a closed road, so among several phases it counts for more than what is known and less.
 */
export const IMPACTS_BY_WEIGHT: readonly VehicleImpact[] = [
  "all-lanes-open",
  "all-lanes-open-shift-left",
  "all-lanes-open-shift-right",
  "some-lanes-closed",
  "some-lanes-closed-merge-left",
  "some-lanes-closed-merge-right",
  "alternating-one-way",
  "flagging",
  "temporary-traffic-signal",
  "unknown",
  "all-lanes-closed",
];
