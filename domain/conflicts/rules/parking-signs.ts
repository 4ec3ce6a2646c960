import { addDays, localDate } from "../../geo/calendar.ts";
import { exampleCircumstances, exampleTrench } from "../example-parts.ts";
import { closesLanes, ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { proposeStartFrom } from "../shift.ts";
import { count, moment } from "../wording.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const soon = { ...exampleCircumstances, nowMs: Date.parse("2026-02-26T09:00:00Z") };
const tooLate = { ...exampleCircumstances, nowMs: Date.parse("2026-03-01T09:00:00Z") };

/** Signs that forbid parking stand before the site begins; recalled in the days before, while there is time. */
export const parkingSigns = rule({
  id: "parking-signs",
  version: 1,
  title: { it: "Segnali di divieto di sosta", en: "No-parking signs" },
  class: "duty",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), art. 6, c. 4, lett. f)",
    text: {
      it: "Il divieto di sosta per un'esigenza temporanea si segnala con un anticipo minimo.",
      en: "A parking ban for a temporary need is signed so many hours ahead.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  // By the day.
  recorded: false,
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: [],
  reads: ["signHours", "signReminderDays"],
  check(subject, _, { nowMs, timeZone, parameters: { signHours, signReminderDays } }) {
    const ahead = subject.span.startMs - nowMs;
    if (subject.urgent || subject.state === "forecast" || !closesLanes(subject)) return [];
    if (ahead <= 0 || ahead > signReminderDays * DAY_MS) return [];
    const dueMs = subject.span.startMs - signHours * HOUR_MS;
    const late = dueMs < nowMs;
    return [
      ownMatch(subject, late ? "warning" : "advice", () =>
        late
          ? {
              it: `Mancano ${count(Math.floor(ahead / HOUR_MS), "ora", "ore")} all'inizio: i segnali di divieto di sosta andavano posti entro ${moment(dueMs, timeZone, "it")}.`,
              en: `The start is ${count(Math.floor(ahead / HOUR_MS), "hour", "hours")} away: no-parking signs were due by ${moment(dueMs, timeZone, "en")}.`,
            }
          : {
              it: `Se si toglie sosta: porre i segnali entro ${moment(dueMs, timeZone, "it")}.`,
              en: `If parking is taken: put the signs up by ${moment(dueMs, timeZone, "en")}.`,
            },
      ),
    ];
  },
  clearances: (match, subject, _, circumstances) =>
    match.severity === "warning"
      ? proposeStartFrom(
          subject,
          addDays(
            localDate(
              circumstances.nowMs + circumstances.parameters.signReminderDays * DAY_MS,
              circumstances.timeZone,
            ),
            1,
          ),
          circumstances,
        )
      : [],
  examples: {
    conflict: [
      {
        name: { it: "Comincia tra quattro giorni", en: "It begins in four days" },
        subject: exampleTrench,
        facts: {},
        circumstances: soon,
      },
      {
        name: { it: "Comincia domani", en: "It begins tomorrow" },
        subject: exampleTrench,
        facts: {},
        circumstances: tooLate,
      },
    ],
    clear: [
      {
        name: { it: "Comincia tra sei settimane: è presto", en: "It begins in six weeks: too early" },
        subject: exampleTrench,
        facts: {},
        circumstances: exampleCircumstances,
      },
      {
        name: { it: "Una riparazione urgente", en: "An urgent repair" },
        subject: { ...exampleTrench, urgent: true },
        facts: {},
        circumstances: tooLate,
      },
    ],
  },
});
