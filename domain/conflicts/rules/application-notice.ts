import { addDays, daysBetween, daysTouched, localDate } from "../../geo/calendar.ts";
import { exampleCircumstances, exampleTrench } from "../example-parts.ts";
import { closesLanes, ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { proposeStartFrom } from "../shift.ts";
import { count, dayOf } from "../wording.ts";

const short = { ...exampleCircumstances, nowMs: Date.parse("2026-02-16T09:00:00Z") };
const NOT_YET_GRANTED = ["forecast", "draft", "proposed"];

/** What touches traffic for more than a day is applied for in time. */
export const applicationNotice = rule({
  id: "application-notice",
  version: 1,
  title: { it: "Domanda in tempo", en: "Application in time" },
  class: "duty",
  law: {
    article: "Città di Torino, Regia Cantieri (pagina del servizio)",
    text: {
      it: "Chi tocca il traffico per più di un giorno chiede con un anticipo minimo; una previsione anche grossolana, data sei mesi prima, ha la precedenza.",
      en: "Whoever touches traffic for more than a day applies so many days ahead; a forecast, even rough, given six months before has priority.",
    },
    validFrom: null,
    confirmed: false,
  },
  // By the day.
  recorded: false,
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: [],
  reads: ["noticeDays", "noticeFreeDays"],
  check(subject, _, { nowMs, timeZone, parameters: { noticeDays, noticeFreeDays } }) {
    if (subject.urgent || !NOT_YET_GRANTED.includes(subject.state) || !closesLanes(subject)) return [];
    if (subject.span.startMs <= nowMs || daysTouched(subject.span, timeZone) <= noticeFreeDays) return [];
    const first = localDate(subject.span.startMs, timeZone);
    const days = daysBetween(localDate(nowMs, timeZone), first);
    if (days >= noticeDays) return [];
    const due = addDays(first, -noticeDays);
    return [
      ownMatch(subject, subject.state === "forecast" ? "advice" : "warning", () => ({
        it: `Mancano ${count(days, "giorno", "giorni")} all'inizio: la domanda andava data entro il ${dayOf(due, "it")} (${count(noticeDays, "giorno", "giorni")} prima).`,
        en: `The start is ${count(days, "day", "days")} away: the application was due by ${dayOf(due, "en")} (${count(noticeDays, "day", "days")} before).`,
      })),
    ];
  },
  clearances: (_match, subject, _facts, circumstances) =>
    proposeStartFrom(
      subject,
      addDays(localDate(circumstances.nowMs, circumstances.timeZone), circumstances.parameters.noticeDays),
      circumstances,
    ),
  examples: {
    conflict: [
      {
        name: { it: "Proposto due settimane prima", en: "Proposed two weeks before" },
        subject: exampleTrench,
        facts: {},
        circumstances: short,
      },
    ],
    clear: [
      {
        name: { it: "Proposto sei settimane prima", en: "Proposed six weeks before" },
        subject: exampleTrench,
        facts: {},
        circumstances: exampleCircumstances,
      },
      {
        name: { it: "Già autorizzato", en: "Already authorised" },
        subject: { ...exampleTrench, state: "approved" },
        facts: {},
        circumstances: short,
      },
      {
        name: { it: "La carreggiata resta aperta", en: "The carriageway stays open" },
        subject: { ...exampleTrench, vehicleImpact: "all-lanes-open" },
        facts: {},
        circumstances: short,
      },
    ],
  },
});
