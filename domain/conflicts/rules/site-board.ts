import { addDays, daysTouched, localDate } from "../../geo/calendar.ts";
import { exampleCircumstances as circumstances, exampleSpan, exampleTrench } from "../example-parts.ts";
import { rule } from "../rule.ts";

const twoWeeks = {
  ...exampleTrench,
  span: exampleSpan("2026-03-02T07:00:00Z", "2026-03-13T17:00:00Z"),
};

/** The board that says whose site it is and until when: from when it is to be made ready, not half a year before. */
export const siteBoard = rule({
  id: "site-board",
  version: 2,
  title: { it: "Pannello di cantiere", en: "Site board" },
  class: "duty",
  law: {
    article: "DPR 495/1992 (Regolamento del Codice della strada), art. 30, c. 6",
    text: {
      it: "Oltre i sette giorni di lavori si espone un pannello con ente, impresa, durata e recapito di chi risponde.",
      en: "Beyond seven days of work a board is put up with owner, firm, duration and how to reach whoever answers for it.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  // By the day.
  recorded: false,
  appliesTo: ["roadwork"],
  needs: [],
  reads: ["boardDays", "boardAheadDays"],
  check(subject, _, { nowMs, timeZone, parameters }) {
    const days = daysTouched(subject.span, timeZone);
    if (days <= parameters.boardDays) return [];
    const from = addDays(localDate(subject.span.startMs, timeZone), -parameters.boardAheadDays);
    if (localDate(nowMs, timeZone) < from) return [];
    return [
      {
        counterpart: { type: "none" },
        span: subject.span,
        severity: "advice",
        weight: "light",
        explanation: () => ({
          it: `Il cantiere dura ${days} giorni: esporre il pannello per tutto il tempo.`,
          en: `The site lasts ${days} days: put the board up for all that time.`,
        }),
        zones: { subjectMetres: 0, counterpartMetres: 0 },
        reachMetres: null,
        lineDistanceMetres: null,
      },
    ];
  },
  clearances: () => [],
  examples: {
    conflict: [
      {
        name: {
          it: "Due settimane di scavo, tra quindici giorni",
          en: "Two weeks of digging, a fortnight ahead",
        },
        subject: twoWeeks,
        facts: {},
        circumstances: { ...circumstances, nowMs: Date.parse("2026-02-16T09:00:00Z") },
      },
    ],
    clear: [
      {
        name: { it: "Le stesse, tra tre mesi", en: "The same, three months ahead" },
        subject: twoWeeks,
        facts: {},
        circumstances: { ...circumstances, nowMs: Date.parse("2025-12-01T09:00:00Z") },
      },
      {
        name: { it: "Da lunedì a venerdì", en: "From Monday to Friday" },
        subject: exampleTrench,
        facts: {},
        circumstances,
      },
    ],
  },
});
