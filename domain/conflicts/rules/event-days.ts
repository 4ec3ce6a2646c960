import { addDays, type LocalDate, localDate } from "../../geo/calendar.ts";
import { weekdayOf } from "../activity.ts";
import { exampleCircumstances as circumstances, exampleFair, exampleSpan } from "../example-parts.ts";
import type { EventNearby } from "../facts.ts";
import { ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { count } from "../wording.ts";

/** The days on which something is held. */
function daysOf({ span, weekdays }: Pick<EventNearby, "span" | "weekdays">, timeZone: string): LocalDate[] {
  const days: LocalDate[] = [];
  const last = localDate(span.endMs - 1, timeZone);
  for (let date = localDate(span.startMs, timeZone); date <= last; date = addDays(date, 1)) {
    if (weekdays.includes(weekdayOf(date))) days.push(date);
  }
  return days;
}

const SATURDAYS = Array.from({ length: 30 }, (_, week): EventNearby => {
  const startMs = Date.parse("2026-01-03T08:00:00Z") + week * 7 * 86_400_000;
  return {
    title: "Mercatino",
    span: { startMs, endMs: startMs + 10 * 3_600_000 },
    weekdays: [6],
    distanceMetres: 0,
  };
});
const before = (startsAt: string, endsAt: string): EventNearby => ({
  title: "Concerti",
  span: exampleSpan(startsAt, endsAt),
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  distanceMetres: 10,
});

/**
 * How many days of events one place bears: in a year, of which its own days beyond them are told and no others; and in a
 * row, counted both ways, for an event may also fill the gap between two.
 */
export const eventDays = rule({
  id: "event-days",
  version: 2,
  title: { it: "Troppi giorni di eventi nello stesso luogo", en: "Too many event days in one place" },
  class: "interference",
  law: {
    article: "Città di Torino, Regolamento 318 (inquinamento acustico)",
    text: {
      it: "Un luogo ospita eventi rumorosi per un numero di giorni all'anno e, nelle zone della vita notturna, di fila. Si contano i giorni di tutti gli eventi registrati, anche quelli finiti.",
      en: "A place bears noisy events so many days a year and, in nightlife areas, in a row. The days of all events on record are counted, also of those that are over.",
    },
    validFrom: null,
    confirmed: false,
  },
  recorded: false,
  appliesTo: ["event"],
  needs: ["eventsNearby"],
  reads: ["eventDaysYear", "eventDaysRunning", "eventPlaceMetres"],
  check(subject, { eventsNearby }, { timeZone, parameters }) {
    const { eventDaysYear, eventDaysRunning, eventPlaceMetres } = parameters;
    const own = daysOf(subject, timeZone);
    const held = new Set([
      ...own,
      ...eventsNearby
        .filter(({ distanceMetres }) => distanceMetres <= eventPlaceMetres)
        .flatMap((event) => daysOf(event, timeZone)),
    ]);
    const ordered = [...held].sort();
    const countInYear = (date: LocalDate) =>
      ordered.filter((day) => day.slice(0, 4) === date.slice(0, 4) && day <= date).length;
    const countRunning = (date: LocalDate) => {
      let running = 1;
      for (const step of [-1, 1]) {
        for (let day = addDays(date, step); held.has(day); day = addDays(day, step)) running += 1;
      }
      return running;
    };
    const inYear = Math.max(0, ...own.map(countInYear));
    const running = Math.max(0, ...own.map(countRunning));
    if (inYear <= eventDaysYear && running <= eventDaysRunning) return [];
    const year = own.at(-1)!.slice(0, 4);
    const said = {
      it: [
        inYear > eventDaysYear
          ? `È il ${inYear}° giorno di eventi del ${year} in questo luogo: ne sono ammessi ${eventDaysYear}.`
          : "",
        running > eventDaysRunning
          ? `Sono ${count(running, "giorno", "giorni")} di eventi di fila: in zona di vita notturna al più ${eventDaysRunning}.`
          : "",
      ],
      en: [
        inYear > eventDaysYear
          ? `It is day ${inYear} of events of ${year} in this place: ${eventDaysYear} are admitted.`
          : "",
        running > eventDaysRunning
          ? `It makes ${count(running, "day", "days")} of events in a row: ${eventDaysRunning} at most in a nightlife area.`
          : "",
      ],
    };
    const severity = inYear > eventDaysYear && subject.state !== "forecast" ? "warning" : "advice";
    const words = (parts: readonly string[]) => parts.filter((part) => part !== "").join(" ");
    return [ownMatch(subject, severity, () => ({ it: words(said.it), en: words(said.en) }))];
  },
  // Another place or fewer days: the organiser's choice.
  clearances: () => [],
  examples: {
    conflict: [
      {
        name: { it: "Dopo trenta sabati di mercatino", en: "After thirty Saturdays of market" },
        subject: { ...exampleFair, span: exampleSpan("2026-09-05T08:00:00Z", "2026-09-05T18:00:00Z") },
        facts: { eventsNearby: SATURDAYS },
        circumstances,
      },
      {
        name: { it: "Due giorni, dopo due sere di concerti", en: "Two days, after two evenings of concerts" },
        subject: exampleFair,
        facts: { eventsNearby: [before("2026-03-05T18:00:00Z", "2026-03-06T21:00:00Z")] },
        circumstances,
      },
      {
        name: { it: "Un giorno che ne unisce altri quattro", en: "One day that joins four others" },
        subject: { ...exampleFair, span: exampleSpan("2026-03-07T08:00:00Z", "2026-03-07T21:00:00Z") },
        facts: {
          eventsNearby: [
            before("2026-03-05T18:00:00Z", "2026-03-06T21:00:00Z"),
            before("2026-03-08T18:00:00Z", "2026-03-09T21:00:00Z"),
          ],
        },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Il primo evento del luogo", en: "The first event of the place" },
        subject: exampleFair,
        facts: { eventsNearby: [] },
        circumstances,
      },
      {
        name: { it: "Un giorno di pausa in mezzo", en: "A day of rest between" },
        subject: exampleFair,
        facts: { eventsNearby: [before("2026-03-04T18:00:00Z", "2026-03-05T21:00:00Z")] },
        circumstances,
      },
    ],
  },
});
