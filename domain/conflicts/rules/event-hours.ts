import { toLocal } from "../../geo/calendar.ts";
import { DAY_MS } from "../../geo/interval.ts";
import type { DailyHours } from "../../interventions/intervention.ts";
import { exampleCircumstances as circumstances, exampleFair, exampleSpan } from "../example-parts.ts";
import type { Subject } from "../facts.ts";
import { ownMatch } from "../own-match.ts";
import { keepHours } from "../remedies.ts";
import { rule } from "../rule.ts";
import { hours } from "../wording.ts";

const MINUTE_MS = 60_000;

/** As stated, or of an event that begins and ends within one day its own; else null. */
function hoursOf({ dailyHours, span }: Subject, timeZone: string): DailyHours | null {
  if (dailyHours !== null) return dailyHours;
  const start = toLocal(span.startMs, timeZone);
  const end = toLocal(span.endMs - 1, timeZone);
  if (span.endMs - span.startMs > DAY_MS) return null;
  const fromMinute = Math.floor(start.clockMs / MINUTE_MS);
  return start.date === end.date
    ? { fromMinute, toMinute: Math.ceil(end.clockMs / MINUTE_MS) }
    : { fromMinute, toMinute: 1440 };
}

/** Until when an event may be loud where people sleep above it. */
export const eventHours = rule({
  id: "event-hours",
  version: 1,
  title: { it: "Evento oltre l'orario", en: "Event beyond the hours" },
  class: "duty",
  law: {
    article: "Città di Torino, Regolamento 318 (inquinamento acustico)",
    text: {
      it: "Nelle zone della vita notturna gli eventi rumorosi finiscono entro un'ora; la deroga si chiede 30 giorni prima. Quali zone siano non è tra i dati della città.",
      en: "In nightlife areas noisy events end by a certain hour; an exemption is asked for 30 days before. Which areas these are is not among the city's data.",
    },
    validFrom: null,
    confirmed: false,
  },
  appliesTo: ["event"],
  needs: [],
  reads: ["eventNoiseToMinute"],
  check(subject, _, { timeZone, parameters: { eventNoiseToMinute: limit } }) {
    const open = hoursOf(subject, timeZone);
    if (open === null || open.toMinute <= limit) return [];
    const allowed = { fromMinute: Math.min(open.fromMinute, limit), toMinute: limit };
    return [
      ownMatch(subject, "advice", () => ({
        it: `L'evento va ${hours(open, "it")}: se è rumoroso e in zona di vita notturna, ${hours(allowed, "it")}.`,
        en: `The event goes ${hours(open, "en")}: if it is loud and in a nightlife area, ${hours(allowed, "en")}.`,
      })),
    ];
  },
  clearances: (_match, subject, _facts, { timeZone, parameters }) =>
    keepHours({ dailyHours: hoursOf(subject, timeZone) }, 0, parameters.eventNoiseToMinute),
  unknowns: (subject, _, { timeZone }) =>
    hoursOf(subject, timeZone) === null ? [{ it: "orario dell'evento", en: "hours of the event" }] : [],
  examples: {
    conflict: [
      {
        name: { it: "Una fiera dalle 10 alle 23", en: "A fair from 10 to 23" },
        subject: { ...exampleFair, dailyHours: { fromMinute: 600, toMinute: 1380 } },
        facts: {},
        circumstances,
      },
      {
        name: { it: "Una sera, fino all'una", en: "One evening, until one" },
        subject: { ...exampleFair, span: exampleSpan("2026-03-06T18:00:00Z", "2026-03-07T00:00:00Z") },
        facts: {},
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Dalle 10 alle 22", en: "From 10 to 22" },
        subject: { ...exampleFair, dailyHours: { fromMinute: 600, toMinute: 1320 } },
        facts: {},
        circumstances,
      },
    ],
  },
});
