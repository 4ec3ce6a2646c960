/**
 * Two interventions in the same place at the same time, the way GIPOD (Flanders) publishes it: each footprint is
 * widened by a buffer, and the two are in conflict when the widened zones overlap and the two periods do. Heavy when
 * the footprints themselves overlap; light when only the buffers do, or when either is a mere forecast. The buffers
 * are parameters (parameters/pairs.ts).
 */
import { daysTouched } from "../geo/calendar.ts";
import { intersect, overlaps, type Span, toInterval } from "../geo/interval.ts";
import type { Hindrance, InterventionKind } from "../interventions/intervention.ts";
import type { LocalizedText } from "../localized.ts";
import { areActiveTogether } from "./activity.ts";
import type { Counterpart } from "./counterpart.ts";
import type { Circumstances, NearbyPhase, Subject } from "./facts.ts";
import { isMarketPair } from "./markets.ts";
import type { ZoneParameter } from "./parameters/pairs.ts";
import type { ParameterValues } from "./parameters/parameters.ts";
import type { Match } from "./rule.ts";
import { count, metres, period, quotedTitle } from "./wording.ts";

/** A shared sliver below this is a drawing's inaccuracy, not shared ground. */
const LEAST_SHARED_SQUARE_METRES = 0.01;

/** Buffers of this city. */
type Zones = Pick<ParameterValues, ZoneParameter>;

/** The zone around what takes ground, by its kind and hindrance. */
export function bufferOf(
  { kind, hindrance }: { kind: InterventionKind; hindrance: Hindrance },
  zones: Zones,
): number {
  if (kind === "event") return zones.eventBufferMetres;
  if (kind === "occupation") return zones.occupationBufferMetres;
  return hindrance === "major" ? zones.majorWorksBufferMetres : zones.worksBufferMetres;
}

function sharesGround(other: NearbyPhase): boolean {
  return other.sharedSquareMetres >= LEAST_SHARED_SQUARE_METRES;
}

/** Near enough to be in conflict, whatever the time. */
export function isRival(subject: Subject, other: NearbyPhase, zones: Zones): boolean {
  return sharesGround(other) || other.distanceMetres < bufferOf(subject, zones) + bufferOf(other, zones);
}

/**
 * Whether their times conflict. An event and works that only come near each other do not, where they are at work at
 * different hours or on different weekdays: what goes over a buffer is noise and traffic. Ground stays taken between
 * the hours, so shared ground conflicts all the same; but from works on a market's ground no more is asked than to leave
 * it free on market days.
 */
export function isAtTheSameTime(subject: Subject, other: NearbyPhase, timeZone: string): boolean {
  if (!overlaps(subject.span, other.span)) return false;
  if (isMarketPair(subject, other)) return areActiveTogether(subject, other, timeZone);
  const byEvent = (subject.kind === "event") !== (other.kind === "event");
  return !byEvent || sharesGround(other) || areActiveTogether(subject, other, timeZone);
}

export function isHeavy(subject: Subject, other: NearbyPhase): boolean {
  return subject.state !== "forecast" && other.state !== "forecast" && sharesGround(other);
}

export function toCounterpart(phase: NearbyPhase): Counterpart {
  const { phaseId, interventionId, kind, title, officeName, span } = phase;
  return { type: "phase", phaseId, interventionId, kind, title, officeName, ...toInterval(span) };
}

/** Every counterpart of these kinds that the subject meets in space and time. */
export function matchPairs(
  subject: Subject,
  nearbyPhases: readonly NearbyPhase[],
  concerns: (other: NearbyPhase) => boolean,
  { timeZone, parameters }: Circumstances<ZoneParameter>,
): Match[] {
  const matches: Match[] = [];
  for (const other of nearbyPhases) {
    if (!concerns(other) || !isRival(subject, other, parameters)) continue;
    const shared = intersect(subject.span, other.span);
    if (shared === null || !isAtTheSameTime(subject, other, timeZone)) continue;
    const heavy = isHeavy(subject, other);
    matches.push({
      counterpart: toCounterpart(other),
      span: shared,
      severity: heavy ? "blocking" : "warning",
      weight: heavy ? "heavy" : "light",
      explanation: () => explain(subject, other, shared, timeZone),
      zones: heavy
        ? { subjectMetres: 0, counterpartMetres: 0 }
        : { subjectMetres: bufferOf(subject, parameters), counterpartMetres: bufferOf(other, parameters) },
      reachMetres: bufferOf(subject, parameters) + bufferOf(other, parameters),
      lineDistanceMetres: other.lineDistanceMetres,
    });
  }
  return matches;
}

function explain(subject: Subject, other: NearbyPhase, shared: Span, timeZone: string): LocalizedText {
  const days = daysTouched(shared, timeZone);
  const forecast = subject.state === "forecast" || other.state === "forecast";
  const area = Math.max(1, Math.round(other.sharedSquareMetres));
  const ground = sharesGround(other)
    ? { it: `Stesso suolo per ${area} m² di`, en: `The same ${area} m² of ground as` }
    : {
        it: `A ${metres(other.distanceMetres, "it")} di distanza da`,
        en: `${metres(other.distanceMetres, "en")} apart from`,
      };
  return {
    it: `${ground.it} ${quotedTitle(other, "it")}, per ${count(days, "giorno", "giorni")} (${period(shared, timeZone, "it")}).${forecast ? " Uno dei due è solo una previsione." : ""}`,
    en: `${ground.en} ${quotedTitle(other, "en")}, for ${count(days, "day", "days")} (${period(shared, timeZone, "en")}).${forecast ? " One of the two is only a forecast." : ""}`,
  };
}
