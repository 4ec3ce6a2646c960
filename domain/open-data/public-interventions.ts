import type { InterventionState } from "../interventions/intervention.ts";

/**
 * States in which an intervention is a public fact: from the office's approval on. Forecasts, drafts and proposals
 * are still being decided, and what was cancelled may never have been more than that
 * (docs/decisions/0019-public-feeds-of-decided-things.md).
 */
export const PUBLIC_STATES = [
  "approved",
  "handedOver",
  "inProgress",
  "suspended",
  "completed",
  "takenBack",
] as const satisfies readonly InterventionState[];
export type PublicState = (typeof PUBLIC_STATES)[number];

/** The crew has said that works have begun. */
export const BEGUN_STATES: readonly PublicState[] = ["inProgress", "suspended", "completed", "takenBack"];
/** And that they are done. */
export const ENDED_STATES: readonly PublicState[] = ["completed", "takenBack"];

/** How long after its end a phase still stands in the feeds that are read for what is to come. */
export const ENDED_DAYS = 14;

/** Whether an intervention in this state is told to anyone. */
export function isPublic(state: InterventionState): boolean {
  return (PUBLIC_STATES as readonly string[]).includes(state);
}
