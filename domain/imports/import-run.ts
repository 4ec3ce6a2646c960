/** How far an import is, and what became of it. */
export const IMPORT_STATES = ["running", "done", "cancelled", "failed"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** "read": all of it is staged and waits for the others; nothing of the layer has changed yet. */
export const DATASET_STATES = [
  "waiting",
  "reading",
  "read",
  "done",
  "unchanged",
  "refused",
  "cancelled",
] as const;
export type DatasetState = (typeof DATASET_STATES)[number];

/** What a problem means for its record: not taken, taken after a repair, taken as it is, left out without blame. */
export const CONSEQUENCES = ["refused", "repaired", "warned", "left-out"] as const;
export type Consequence = (typeof CONSEQUENCES)[number];
