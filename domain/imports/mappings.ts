import type { AnyMapping } from "./mapping.ts";

/** Every mapping that a manifest may name. A test fails when a file of `mappings/` is not here. */
export const MAPPINGS: readonly AnyMapping[] = [];
