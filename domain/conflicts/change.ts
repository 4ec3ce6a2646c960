import type { Span } from "../geo/interval.ts";
import { toInterval } from "../geo/interval.ts";
import type { DailyHours, VehicleImpact } from "../interventions/intervention.ts";
import type { Facts, Subject } from "./facts.ts";
import type { Clearance } from "./finding.ts";
import { count, hours, metres, period, weekdayList } from "./wording.ts";

/** What may be changed about a phase to clear a finding. */
export type Change =
  | { readonly kind: "shift"; readonly days: number; readonly span: Span }
  | {
      readonly kind: "coordinate";
      readonly days: number;
      readonly span: Span;
      readonly interventionId: string;
      readonly title: string;
    }
  | { readonly kind: "narrow"; readonly widthMetres: number }
  | { readonly kind: "limit-depth"; readonly depthMetres: number }
  | { readonly kind: "free-footway"; readonly widthMetres: number }
  | { readonly kind: "free-carriageway"; readonly widthMetres: number }
  | { readonly kind: "regulate-traffic"; readonly vehicleImpact: VehicleImpact }
  | { readonly kind: "limit-people"; readonly expectedPeople: number }
  | { readonly kind: "restrict-hours"; readonly dailyHours: DailyHours }
  | { readonly kind: "restrict-weekdays"; readonly weekdays: readonly number[] };

/**
 * Subject and facts as they would be. A narrower band lies within the wider one: no distance gets less, and every
 * point of it is within half its width of the drawn line (round joins, flat ends), so `line distance - half width` is
 * a distance it keeps at the least. Areas that cannot be told without the shapes stay as they were, never less.
 */
export function applyChange(
  change: Change,
  subject: Subject,
  facts: Facts,
): { readonly subject: Subject; readonly facts: Facts } {
  switch (change.kind) {
    case "shift":
    case "coordinate":
      return { subject: { ...subject, span: change.span }, facts };
    case "narrow":
      return {
        subject: { ...subject, widthMetres: change.widthMetres },
        facts: narrowed(facts, change.widthMetres / 2),
      };
    case "limit-depth":
      return { subject: { ...subject, depthMetres: change.depthMetres }, facts };
    case "free-footway":
      return { subject: { ...subject, footwayWidthMetres: change.widthMetres }, facts };
    case "free-carriageway":
      return { subject: { ...subject, carriagewayWidthMetres: change.widthMetres }, facts };
    case "regulate-traffic":
      return { subject: { ...subject, vehicleImpact: change.vehicleImpact }, facts };
    case "limit-people":
      return { subject: { ...subject, expectedPeople: change.expectedPeople }, facts };
    case "restrict-hours":
      return { subject: { ...subject, dailyHours: change.dailyHours }, facts };
    case "restrict-weekdays":
      return { subject: { ...subject, weekdays: change.weekdays }, facts };
  }
}

function narrowed(facts: Facts, halfMetres: number): Facts {
  const kept = <T extends { distanceMetres: number; lineDistanceMetres: number | null }>(thing: T): T => {
    if (thing.lineDistanceMetres === null) return thing;
    const distanceMetres = Math.max(thing.distanceMetres, thing.lineDistanceMetres - halfMetres);
    // What stays as it was stays the same thing, so that it is seen that nothing changed (trial.ts).
    return distanceMetres === thing.distanceMetres ? thing : { ...thing, distanceMetres };
  };
  return {
    ...facts,
    nearbyPhases: facts.nearbyPhases.map((phase) => {
      const apart = phase.lineDistanceMetres !== null && phase.lineDistanceMetres >= halfMetres;
      const further = kept(phase);
      return apart && further.sharedSquareMetres !== 0 ? { ...further, sharedSquareMetres: 0 } : further;
    }),
    nearbyTrees: facts.nearbyTrees?.map(kept) ?? null,
    nearbyUtilities: facts.nearbyUtilities?.map(kept) ?? null,
    detoursHere: facts.detoursHere.map(kept),
    nearbyPlaces: { ...facts.nearbyPlaces, things: facts.nearbyPlaces.things.map(kept) },
    touchedStreets:
      facts.touchedStreets?.map(kept).filter((street) => street.distanceMetres < street.reachMetres) ?? null,
  };
}

/** As it is offered: the values to apply, in words with what it costs, and what it would leave. */
export function toClearance(
  change: Change,
  subject: Subject,
  leaves: Clearance["leaves"],
  timeZone: string,
): Clearance {
  switch (change.kind) {
    case "shift": {
      const { kind, days, span } = change;
      return { kind, days, ...toInterval(span), label: shiftLabel(days, span, timeZone), leaves };
    }
    case "coordinate": {
      const { kind, days, span, interventionId, title } = change;
      const shift = shiftLabel(days, span, timeZone);
      return {
        kind,
        days,
        ...toInterval(span),
        interventionId,
        label: {
          it: `Accodarsi a «${title}»: ${shift.it.toLowerCase()}`,
          en: `Follow “${title}” on: ${shift.en.toLowerCase()}`,
        },
        leaves,
      };
    }
    case "narrow":
      return {
        ...change,
        label: {
          it: `Restringere a ${metres(change.widthMetres, "it")}${insteadOf(subject.widthMetres, "it")}`,
          en: `Narrow to ${metres(change.widthMetres, "en")}${insteadOf(subject.widthMetres, "en")}`,
        },
        leaves,
      };
    case "limit-depth":
      return {
        ...change,
        label: {
          it: `Scavare al più ${metres(change.depthMetres, "it")}${insteadOf(subject.depthMetres, "it")}`,
          en: `Dig no deeper than ${metres(change.depthMetres, "en")}${insteadOf(subject.depthMetres, "en")}`,
        },
        leaves,
      };
    case "free-footway":
      return {
        ...change,
        label: {
          it: `Lasciare ${metres(change.widthMetres, "it")} a chi va a piedi${insteadOf(subject.footwayWidthMetres, "it")}`,
          en: `Leave ${metres(change.widthMetres, "en")} to people on foot${insteadOf(subject.footwayWidthMetres, "en")}`,
        },
        leaves,
      };
    case "free-carriageway":
      return {
        ...change,
        label: {
          it: `Lasciare ${metres(change.widthMetres, "it")} ai veicoli${insteadOf(subject.carriagewayWidthMetres, "it")}`,
          en: `Leave ${metres(change.widthMetres, "en")} to vehicles${insteadOf(subject.carriagewayWidthMetres, "en")}`,
        },
        leaves,
      };
    case "regulate-traffic":
      return {
        ...change,
        label: { it: "Istituire il senso unico alternato", en: "Regulate alternating one-way traffic" },
        leaves,
      };
    case "limit-people":
      return {
        ...change,
        label: {
          it: `Ammettere al più ${count(change.expectedPeople, "persona", "persone")}`,
          en: `Admit no more than ${count(change.expectedPeople, "person", "people")}`,
        },
        leaves,
      };
    case "restrict-hours":
      return {
        ...change,
        label: {
          it: `Lavorare solo ${hours(change.dailyHours, "it")}${insteadOfHours(subject.dailyHours, "it")}`,
          en: `Work only ${hours(change.dailyHours, "en")}${insteadOfHours(subject.dailyHours, "en")}`,
        },
        leaves,
      };
    case "restrict-weekdays": {
      const off = subject.weekdays.filter((day) => !change.weekdays.includes(day));
      return {
        kind: change.kind,
        weekdays: [...change.weekdays],
        label: {
          it: `Non lavorare ${weekdayList(off, "it")} e lasciare libero il suolo`,
          en: `Do not work on ${weekdayList(off, "en")}, and leave the ground free`,
        },
        leaves,
      };
    }
  }
}

function shiftLabel(days: number, span: Span, timeZone: string) {
  const later = days > 0;
  return {
    it: `${later ? "Posticipare" : "Anticipare"} di ${count(days, "giorno", "giorni")} (${period(span, timeZone, "it")})`,
    en: `Start ${count(days, "day", "days")} ${later ? "later" : "earlier"} (${period(span, timeZone, "en")})`,
  };
}

function insteadOf(value: number | null, language: "it" | "en"): string {
  if (value === null) return "";
  return `${language === "it" ? " invece di " : " instead of "}${metres(value, language)}`;
}

function insteadOfHours(value: DailyHours | null, language: "it" | "en"): string {
  if (value === null) return language === "it" ? " invece che a ogni ora" : " instead of around the clock";
  return `${language === "it" ? " invece che " : " instead of "}${hours(value, language)}`;
}
