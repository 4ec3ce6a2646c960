/**
 * A detour and what closes a road on it, seen from either side: the subject on somebody's detour, somebody on the
 * subject's. Near in the network, maybe far apart on the ground.
 */
import { addDays, localDate } from "../geo/calendar.ts";
import { intersect, overlaps, type Span, toInterval } from "../geo/interval.ts";
import type { Change } from "./change.ts";
import type { Counterpart } from "./counterpart.ts";
import type { Circumstances, DetourHere, Facts, PhaseOnDetour, Subject } from "./facts.ts";
import { closesLanes } from "./own-match.ts";
import { bufferOf } from "./pairs.ts";
import { ZONE_PARAMETERS } from "./parameters/pairs.ts";
import type { Match } from "./rule.ts";
import { proposeStartFrom } from "./shift.ts";
import { proposeShiftsClearOf } from "./shift-clear-of.ts";

export const DETOUR_PARAMETERS = ["detourBufferMetres", ...ZONE_PARAMETERS] as const;
type Given = Circumstances<(typeof DETOUR_PARAMETERS)[number]>;
type DetourFacts = Pick<Facts, "detoursHere" | "phasesOnDetour">;

/** A closure on a detour, of one other phase; `here` and `there` both where each closes the other's. */
export interface DetourClash {
  readonly other: DetourHere | PhaseOnDetour;
  /** The subject closes a road on the other's detour. */
  readonly here: DetourHere | null;
  /** The other closes a road on the subject's detour. */
  readonly there: PhaseOnDetour | null;
  readonly span: Span;
  /** The closure is on the line itself, and neither is a mere forecast. */
  readonly heavy: boolean;
}

/** Whatever the time: who would be in the way of whose detour. */
function listRivals(subject: Subject, { detoursHere, phasesOnDetour }: DetourFacts, { parameters }: Given) {
  const reaches = (metres: number, buffer: number) =>
    metres === 0 || metres < parameters.detourBufferMetres + buffer;
  const here = closesLanes(subject)
    ? detoursHere.filter(({ distanceMetres }) => reaches(distanceMetres, bufferOf(subject, parameters)))
    : [];
  const there = phasesOnDetour.filter(
    (other) => closesLanes(other) && reaches(other.distanceMetres, bufferOf(other, parameters)),
  );
  const byPhase = new Map<string, { here: DetourHere | null; there: PhaseOnDetour | null }>();
  for (const one of here) byPhase.set(one.phaseId, { here: one, there: null });
  for (const one of there)
    byPhase.set(one.phaseId, { here: byPhase.get(one.phaseId)?.here ?? null, there: one });
  return [...byPhase.values()];
}

export function listDetourClashes(subject: Subject, facts: DetourFacts, given: Given): DetourClash[] {
  return listRivals(subject, facts, given).flatMap(({ here, there }) => {
    const other = (here ?? there)!;
    const span = intersect(subject.span, other.span);
    if (span === null) return [];
    const onIt = here?.distanceMetres === 0 || there?.distanceMetres === 0;
    const heavy = onIt && subject.state !== "forecast" && other.state !== "forecast";
    return [{ other, here, there, span, heavy }];
  });
}

/** What the match of a clash is, but for its words. */
export function toDetourMatch(
  { other, here, there, span, heavy }: DetourClash,
  { parameters }: Given,
  subject: Subject,
): Omit<Match, "explanation"> {
  const { phaseId, interventionId, kind, title, officeName } = other;
  const counterpart: Counterpart = {
    type: "phase",
    phaseId,
    interventionId,
    kind,
    title,
    officeName,
    ...toInterval(other.span),
  };
  return {
    counterpart,
    span,
    severity: heavy ? "blocking" : "warning",
    weight: heavy ? "heavy" : "light",
    // The closed road is what is in dispute; of two that close each other's, the subject's.
    zones: {
      subjectMetres: 0,
      counterpartMetres: 0,
      ...(here === null && { whereApart: "counterpart" as const }),
    },
    reachMetres: there === null ? parameters.detourBufferMetres + bufferOf(subject, parameters) : null,
    lineDistanceMetres: there === null ? (here?.lineDistanceMetres ?? null) : null,
  };
}

/** At other times than everybody in the way; or right after this one, agreed with them. */
export function proposeForDetour(match: Match, subject: Subject, facts: DetourFacts, given: Given): Change[] {
  const rivals = listRivals(subject, facts, given).map(({ here, there }) => (here ?? there)!);
  const { counterpart } = match;
  const own = rivals.find(({ phaseId }) => counterpart.type === "phase" && counterpart.phaseId === phaseId);
  const follow =
    own === undefined
      ? []
      : proposeStartFrom(subject, addDays(localDate(own.span.endMs - 1, given.timeZone), 1), given).flatMap(
          (change): Change[] =>
            change.kind === "shift"
              ? [{ ...change, kind: "coordinate", interventionId: own.interventionId, title: own.title }]
              : [],
        );
  const moved = proposeShiftsClearOf(
    subject,
    (span) => !rivals.some((other) => overlaps(span, other.span)),
    given,
  ).filter(
    (change) =>
      !follow.some((one) => one.kind === "coordinate" && change.kind === "shift" && one.days === change.days),
  );
  return [...moved, ...follow];
}
