/** Ways out that more than one rule proposes. */
import type { Change } from "./change.ts";
import type { Circumstances, NearbyPhase, Subject } from "./facts.ts";
import type { ZoneParameter } from "./parameters/pairs.ts";
import type { Match } from "./rule.ts";
import { proposeShifts } from "./shift.ts";

/** A band narrower than this is no site. */
export const NARROWEST_METRES = 0.6;
/** Half a working day: less is not worth coming for. */
const LEAST_MINUTES = 240;
const DAY_MINUTES = 1440;

/** The widest band of a tenth of a metre that stays out of the match's reach. */
export function proposeNarrowing(match: Match, subject: Subject): Change[] {
  const { lineDistanceMetres, reachMetres } = match;
  if (subject.widthMetres === null || lineDistanceMetres === null || reachMetres === null) return [];
  const widthMetres = Math.floor((lineDistanceMetres - reachMetres) * 2 * 10) / 10;
  if (widthMetres < NARROWEST_METRES || widthMetres >= subject.widthMetres) return [];
  return [{ kind: "narrow", widthMetres }];
}

/** To be done before the event opens, or after it closes. */
function proposeHours(match: Match, subject: Subject, nearbyPhases: readonly NearbyPhase[]): Change[] {
  const { counterpart } = match;
  const event = nearbyPhases.find(
    ({ phaseId }) => counterpart.type === "phase" && phaseId === counterpart.phaseId,
  );
  if (event?.kind !== "event" || subject.kind === "event" || event.dailyHours === null) return [];
  const { fromMinute, toMinute } = subject.dailyHours ?? { fromMinute: 0, toMinute: DAY_MINUTES };
  const choices = [
    { fromMinute, toMinute: Math.min(toMinute, event.dailyHours.fromMinute) },
    { fromMinute: Math.max(fromMinute, event.dailyHours.toMinute), toMinute },
  ];
  return choices
    .filter((hours) => hours.toMinute - hours.fromMinute >= LEAST_MINUTES)
    .sort((a, b) => b.toMinute - b.fromMinute - (a.toMinute - a.fromMinute))
    .map((dailyHours) => ({ kind: "restrict-hours", dailyHours }));
}

/** The stated hours as far as they lie within the given ones; nothing where too little is left, or none are stated. */
export function keepHours(
  { dailyHours }: Pick<Subject, "dailyHours">,
  fromMinute: number,
  toMinute: number,
): Change[] {
  if (dailyHours === null) return [];
  const kept = {
    fromMinute: Math.max(dailyHours.fromMinute, fromMinute),
    toMinute: Math.min(dailyHours.toMinute, toMinute),
  };
  return kept.toMinute - kept.fromMinute < LEAST_MINUTES
    ? []
    : [{ kind: "restrict-hours", dailyHours: kept }];
}

/** What every pair of interventions may try. */
export function proposeForPair(
  match: Match,
  subject: Subject,
  { nearbyPhases }: { readonly nearbyPhases: readonly NearbyPhase[] },
  circumstances: Circumstances<ZoneParameter>,
): Change[] {
  return [
    ...proposeNarrowing(match, subject),
    ...proposeHours(match, subject, nearbyPhases),
    ...proposeShifts(match, subject, nearbyPhases, circumstances),
  ];
}
