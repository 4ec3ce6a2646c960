/** What other features ask of conflicts. */
export { findCircumstances } from "./circumstances.ts";
export { type ExaminedPhase, examine, listRules } from "./examine.ts";
export { type GroundBox, lockGround } from "./lock-ground.ts";
export { judgeSaved, recordEach, recordFindings } from "./record.ts";
