/** `receiving`: the file is not all here yet. `done`: nothing is left but what is unclear. */
export const ROW_IMPORT_STATES = ["receiving", "waiting", "running", "done", "cancelled", "failed"] as const;
export type RowImportState = (typeof ROW_IMPORT_STATES)[number];

/** What became of a row: `placed` waits to be saved, `unclear` for somebody to say where it lies. */
export const ROW_STATES = ["read", "placed", "unclear", "refused", "saved", "skipped"] as const;
export type RowState = (typeof ROW_STATES)[number];
