/**
 * Whether a site needs coordination, and why: what the service page of Turin's Regia Cantieri says (COORDINATION.md
 * §6). Not read in the official text yet, which the page says beside it.
 */
import { daysBetween, type LocalDate } from "../../../domain/geo/calendar.ts";
import { lengthMetres } from "../places/local-plane.ts";
import { type Draft, lastDay, type PhaseDraft } from "./draft.ts";

export const TRIAGE_REASONS = [
  "traffic",
  "several-days",
  "ground-for-days",
  "long-parking",
  "many-people",
] as const;
export type TriageReason = (typeof TRIAGE_REASONS)[number];

export interface Triage {
  /** Null: the ground is still unknown, and nothing else decides. */
  readonly needed: boolean | null;
  readonly reasons: readonly TriageReason[];
  /** Calendar days from today to the first day; negative when it has begun. */
  readonly noticeDays: number;
}

/** An application comes so long before; a forecast this long before has priority. */
export const NOTICE_DAYS = 30;
export const FORECAST_DAYS = 182;
/** "Short mobile sites (about a day, parking ≤ ~100 m)" are left out. */
const SHORT_METRES = 100;

export function triage(draft: Draft, today: LocalDate): Triage {
  const { phases } = draft;
  const first = phases.map(({ startDate }) => startDate).sort()[0]!;
  const last = phases.map(lastDay).sort().at(-1)!;
  const drawn = phases.every(({ footprint }) => footprint !== null);
  const severalDays = daysBetween(first, last) > 0;
  const reasons = TRIAGE_REASONS.filter((reason) => {
    switch (reason) {
      case "traffic":
        return phases.some(needsTrafficOrder);
      case "several-days":
        return severalDays && phases.some(touchesMobility);
      case "ground-for-days":
        return severalDays && drawn && !phases.some(touchesMobility);
      case "long-parking":
        return phases.some((phase) => lineMetres(phase) > SHORT_METRES);
      default:
        return draft.kind === "event" && phases.some(({ expectedPeople }) => (expectedPeople ?? 0) > 0);
    }
  });
  const needed = reasons.length > 0 ? true : drawn ? false : null;
  return {
    needed: draft.urgent && needed !== null ? false : needed,
    reasons,
    noticeDays: daysBetween(today, first),
  };
}

/** Lanes taken from traffic, or traffic led elsewhere, want an order. */
function needsTrafficOrder({ vehicleImpact, detour }: PhaseDraft): boolean {
  return detour !== null || !/^all-lanes-open/.test(vehicleImpact);
}

function touchesMobility(phase: PhaseDraft): boolean {
  return needsTrafficOrder(phase) || phase.hindrance !== "none" || phase.vehicleImpact !== "all-lanes-open";
}

function lineMetres({ footprint }: PhaseDraft): number {
  return footprint?.kind === "line" ? lengthMetres(footprint.line.coordinates) : 0;
}
