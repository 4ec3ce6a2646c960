/**
 * How far a pipe may lie from where its record puts it. PAS 128:2014 states ±50 mm in plan and ±25 mm in depth where
 * it was seen (A); ±150 to ±500 mm in plan and ±15 to ±40 % of the depth where it was detected (B1 to B3, of which a
 * record here says no more than "B": the widest is taken); for C and D no bound, "half a metre to several". The bounds
 * of C and D below are ours and to be confirmed by the office.
 */
import type { AccuracyClass } from "./counterpart.ts";
import type { NearbyUtility } from "./facts.ts";

interface Tolerance {
  readonly horizontalMetres: number;
  readonly verticalMetres: (depthMetres: number) => number;
}

export const UTILITY_TOLERANCES: Readonly<Record<AccuracyClass, Tolerance>> = {
  A: { horizontalMetres: 0.05, verticalMetres: () => 0.025 },
  B: { horizontalMetres: 0.5, verticalMetres: (depth) => 0.4 * depth },
  C: { horizontalMetres: 1, verticalMetres: () => 0.5 },
  D: { horizontalMetres: 2, verticalMetres: () => 1 },
};

export type Outcome = "clash" | "possible" | "clear";

/** How near the axis must come to a footprint for the pipe to be met, at the worst. */
export function reachOf({ accuracyClass, diameterMillimetres }: NearbyUtility): number {
  return UTILITY_TOLERANCES[accuracyClass].horizontalMetres + diameterMillimetres / 2000;
}

/**
 * A dig from the surface down to `digMetres` against one pipe. `clash`: they meet wherever within its tolerance the
 * pipe lies; `clear`: they meet nowhere within it; else, or where either depth is not known, `possible`.
 */
export function outcomeOf(digMetres: number | null, utility: NearbyUtility): Outcome {
  if (digMetres === 0 || utility.distanceMetres >= reachOf(utility)) return "clear";
  const crown = utility.depthMetres;
  if (digMetres === null || crown === null) return "possible";
  const tolerance = UTILITY_TOLERANCES[utility.accuracyClass].verticalMetres(crown);
  if (digMetres <= crown - tolerance) return "clear";
  return digMetres > crown + tolerance && utility.surelyUnder ? "clash" : "possible";
}

/** To a tenth of a metre, the deepest dig that passes over the pipe at its highest; null where its depth is not known. */
export function safeDepthOver(utility: NearbyUtility): number | null {
  const crown = utility.depthMetres;
  if (crown === null) return null;
  const tolerance = UTILITY_TOLERANCES[utility.accuracyClass].verticalMetres(crown);
  return Math.floor((crown - tolerance) * 10) / 10;
}
