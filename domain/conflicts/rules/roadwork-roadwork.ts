/**
 * Two roadworks in the same place at the same time.
 *
 * The test is the one GIPOD (Flanders) publishes: each footprint is widened by a buffer (10 m for works with
 * major hindrance, 5 m for the others) and the two are in conflict when the widened zones overlap and the two
 * periods do. Heavy when the footprints themselves overlap; light when only the buffers do, or when either is a
 * mere forecast. The buffers are parameters that Turin's office has still to confirm.
 */
import { daysTouched, isWeekend, shiftDays } from "../../geo/calendar.ts";
import { DAY_MS, intersect, overlaps, type Span, toInterval } from "../../geo/interval.ts";
import type { Hindrance } from "../../interventions/intervention.ts";
import { type NearbyPhase, type Subject, toCounterpart } from "../facts.ts";
import type { Clearance } from "../finding.ts";
import { type Match, rule } from "../rule.ts";
import { metres, period, quotedTitle } from "../wording.ts";
import { clearByOverlap, conflictByOverlap, conflictOfForecast } from "./roadwork-roadwork.examples.ts";

/** Metres around a footprint, by the hindrance of its works (GIPOD). */
export const BUFFER_METRES: Readonly<Record<Hindrance, number>> = { none: 5, minor: 5, major: 10 };

/** A shared sliver below this is a drawing's inaccuracy, not a shared trench. */
const LEAST_SHARED_SQUARE_METRES = 0.01;
const MOST_SHIFT_DAYS = 180;
const NARROWEST_METRES = 0.6;

function isRival(subject: Subject, other: NearbyPhase): boolean {
  const reach = BUFFER_METRES[subject.hindrance] + BUFFER_METRES[other.hindrance];
  return other.kind === "roadwork" && other.distanceMetres < reach;
}

function isHeavy(subject: Subject, other: NearbyPhase): boolean {
  const planned = subject.state !== "forecast" && other.state !== "forecast";
  return planned && other.sharedSquareMetres >= LEAST_SHARED_SQUARE_METRES;
}

/**
 * The nearest whole number of days, later or earlier, at which no rival is met; null beyond half a year. Works
 * that begin on a weekday are not moved to begin on a Saturday or Sunday.
 */
function findFreeShift(
  subject: Subject,
  rivals: readonly NearbyPhase[],
  direction: 1 | -1,
  timeZone: string,
): { days: number; span: Span } | null {
  const startsOnWeekend = isWeekend(subject.span.startMs, timeZone);
  let days = 1;
  while (days <= MOST_SHIFT_DAYS) {
    const span = {
      startMs: shiftDays(subject.span.startMs, direction * days, timeZone),
      endMs: shiftDays(subject.span.endMs, direction * days, timeZone),
    };
    const met = rivals.find((rival) => overlaps(span, rival.span));
    if (met === undefined) {
      if (startsOnWeekend || !isWeekend(span.startMs, timeZone)) return { days: direction * days, span };
      days += 1;
      continue;
    }
    // Straight to the far side of whom we met; a day less where a change of clocks could make that enough.
    const across =
      direction === 1 ? met.span.endMs - subject.span.startMs : subject.span.endMs - met.span.startMs;
    days = Math.max(days + 1, Math.floor(across / DAY_MS));
  }
  return null;
}

function shiftClearance({ days, span }: { days: number; span: Span }): Clearance {
  const count = Math.abs(days);
  return {
    kind: "shift",
    days,
    ...toInterval(span),
    label: {
      it: `${days > 0 ? "Posticipare" : "Anticipare"} di ${count} ${count === 1 ? "giorno" : "giorni"}`,
      en: `Start ${count} ${count === 1 ? "day" : "days"} ${days > 0 ? "later" : "earlier"}`,
    },
  };
}

/**
 * Every point of the band is within half its width of the drawn line (round joins, flat ends), so a band of
 * twice the room that the line has to the other zone cannot reach it.
 */
function findNarrowing({ lineDistanceMetres, reachMetres }: Match, subject: Subject): Clearance | null {
  if (subject.widthMetres === null || lineDistanceMetres === null || reachMetres === null) return null;
  const room = lineDistanceMetres - reachMetres;
  const widthMetres = Math.floor(room * 2 * 10) / 10;
  if (widthMetres < NARROWEST_METRES || widthMetres >= subject.widthMetres) return null;
  return {
    kind: "narrow",
    widthMetres,
    label: {
      it: `Restringere a ${metres(widthMetres, "it")}`,
      en: `Narrow to ${metres(widthMetres, "en")}`,
    },
  };
}

export const roadworkRoadwork = rule({
  id: "roadwork-roadwork",
  version: 1,
  title: { it: "Due lavori stradali nello stesso posto", en: "Two roadworks in the same place" },
  class: "interference",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), art. 21, c. 1-2",
    text: {
      it: "Opere e cantieri sulle strade vogliono l'autorizzazione dell'ente competente, e chi li esegue deve tenere sicura e scorrevole la circolazione. Zone di rispetto di 5 e 10 metri: criterio GIPOD.",
      en: "Works and sites on roads need the authorisation of the competent body, and whoever carries them out must keep traffic safe and flowing. Zones of 5 and 10 metres: the GIPOD criterion.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork"],
  needs: ["nearbyPhases"],

  check(subject, { nearbyPhases }, { timeZone }) {
    const matches: Match[] = [];
    for (const other of nearbyPhases) {
      const shared = intersect(subject.span, other.span);
      if (!isRival(subject, other) || shared === null) continue;
      const heavy = isHeavy(subject, other);
      const days = daysTouched(shared, timeZone);
      const together = {
        it: `per ${days} ${days === 1 ? "giorno" : "giorni"} (${period(shared, timeZone, "it")})`,
        en: `for ${days} ${days === 1 ? "day" : "days"} (${period(shared, timeZone, "en")})`,
      };
      const forecast = subject.state === "forecast" || other.state === "forecast";
      const area = Math.max(1, Math.round(other.sharedSquareMetres));
      const onGround = other.sharedSquareMetres >= LEAST_SHARED_SQUARE_METRES;
      const ground = onGround
        ? { it: `Stesso suolo per ${area} m²`, en: `The same ${area} m² of ground` }
        : {
            it: `A ${metres(other.distanceMetres, "it")} di distanza`,
            en: `${metres(other.distanceMetres, "en")} apart`,
          };
      matches.push({
        counterpart: toCounterpart(other),
        span: shared,
        reachMetres: BUFFER_METRES[subject.hindrance] + BUFFER_METRES[other.hindrance],
        lineDistanceMetres: other.lineDistanceMetres,
        severity: heavy ? "blocking" : "warning",
        weight: heavy ? "heavy" : "light",
        explanation: {
          it: `${ground.it} ${onGround ? "di" : "da"} ${quotedTitle(other, "it")}, ${together.it}.${forecast ? " Uno dei due è solo una previsione." : ""}`,
          en: `${ground.en} ${onGround ? "as" : "from"} ${quotedTitle(other, "en")}, ${together.en}.${forecast ? " One of the two is only a forecast." : ""}`,
        },
        zones: heavy
          ? { subjectMetres: 0, counterpartMetres: 0 }
          : {
              subjectMetres: BUFFER_METRES[subject.hindrance],
              counterpartMetres: BUFFER_METRES[other.hindrance],
            },
      });
    }
    return matches;
  },

  clearances(match, subject, { nearbyPhases }, { nowMs, timeZone }) {
    const rivals = nearbyPhases.filter((other) => isRival(subject, other));
    const later = findFreeShift(subject, rivals, 1, timeZone);
    const earlier = findFreeShift(subject, rivals, -1, timeZone);
    const found: Clearance[] = [];
    if (later !== null) found.push(shiftClearance(later));
    // A site cannot start in the past.
    if (earlier !== null && earlier.span.startMs >= nowMs) found.push(shiftClearance(earlier));
    const narrower = findNarrowing(match, subject);
    if (narrower !== null) found.push(narrower);
    return found.sort((a, b) => cost(a) - cost(b));
  },

  examples: { conflict: [conflictByOverlap, conflictOfForecast], clear: [clearByOverlap] },
});

/** Remedies in the order a planner would try them: no day lost, then the fewest days, later before earlier. */
function cost(clearance: Clearance): number {
  if (clearance.kind === "narrow") return 0;
  return Math.abs(clearance.days) + (clearance.days < 0 ? 0.5 : 0);
}
