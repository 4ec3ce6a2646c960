/**
 * The parts of Haitaton's nuisance index that the draft itself tells (constants: COORDINATION.md §1). The index is
 * their weighted sum with traffic, lanes and street class; those are not known here, so it is not told.
 */
import { daysBetween } from "../../../domain/geo/calendar.ts";
import { lengthMetres } from "../places/local-plane.ts";
import { type Draft, lastDay } from "./draft.ts";

/** 0 to 5; null: what it takes is not known. */
interface NuisanceParts {
  readonly duration: number;
  readonly durationDays: number;
  readonly length: number | null;
}

/** [less than this many, level], and beyond the last the greatest. */
const DURATION_DAYS = [
  [14, 1],
  [91, 3],
] as const;
const LENGTH_METRES = [
  [10, 2],
  [100, 3],
  [500, 4],
] as const;
const GREATEST = 5;

export function nuisanceParts({ phases }: Draft): NuisanceParts {
  const days = phases.map((phase) => Math.max(1, daysBetween(phase.startDate, lastDay(phase)) + 1));
  const durationDays = days.reduce((sum, n) => sum + n, 0);
  const lines = phases.map(({ footprint }) =>
    footprint?.kind === "line" ? lengthMetres(footprint.line.coordinates) : null,
  );
  // The same ground in several phases is one hindrance long; the longest says how long.
  const longest = lines.every((metres) => metres !== null) ? Math.max(...lines) : null;
  return {
    duration: levelOf(durationDays, DURATION_DAYS),
    durationDays,
    length: longest === null ? null : levelOf(longest, LENGTH_METRES),
  };
}

function levelOf(value: number, levels: readonly (readonly [number, number])[]): number {
  return levels.find(([below]) => value < below)?.[1] ?? GREATEST;
}
