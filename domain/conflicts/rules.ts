import type { AnyRule } from "./rule.ts";
import { roadworkRoadwork } from "./rules/roadwork-roadwork.ts";

/** Every conflict rule; a test compares this list with the folder. */
export const RULES: readonly AnyRule[] = [roadworkRoadwork];
