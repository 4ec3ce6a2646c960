import { intersect, overlaps, type Span } from "../../geo/interval.ts";
import {
  exampleCircumstances as circumstances,
  exampleNoDigPeriod,
  exampleSpan,
  exampleTrench,
} from "../example-parts.ts";
import type { NoDigPeriod, Subject } from "../facts.ts";
import { ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { daysTouchedBy, occurrencesOf, spanOfDays } from "../season.ts";
import { proposeShiftsClearOf } from "../shift-clear-of.ts";
import { period as inWords } from "../wording.ts";

/** The periods that forbid this kind, each with the time it comes first within the span. */
function listMet({ kind }: Subject, span: Span, periods: readonly NoDigPeriod[], timeZone: string) {
  return periods.flatMap((period) => {
    if (!period.kinds.includes(kind)) return [];
    const [first] = occurrencesOf(period.season, daysTouchedBy(span, timeZone));
    return first === undefined ? [] : [{ period, during: spanOfDays(first, timeZone) }];
  });
}

const december = { ...exampleTrench, span: exampleSpan("2026-11-30T07:00:00Z", "2026-12-04T17:00:00Z") };

/** The city's own periods in which nobody digs: Christmas trade, big events. Urgent works are exempt. */
export const noDigPeriod = rule({
  id: "no-dig-period",
  version: 1,
  title: { it: "Periodo senza scavi", en: "No-dig period" },
  class: "interference",
  law: {
    article: "Città di Torino, Regia Cantieri (pagina del servizio)",
    text: {
      it: "In certi periodi, come il commercio natalizio e i grandi eventi, la città non ammette cantieri. I periodi sono dati della città, ciascuno con la sua fonte; gli interventi urgenti sono esenti.",
      en: "In certain periods, such as the Christmas trade and big events, the city admits no works. Periods are city data, each with its source; urgent works are exempt.",
    },
    validFrom: null,
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: ["noDigPeriods"],
  reads: [],
  check(subject, { noDigPeriods }, { timeZone }) {
    if (subject.urgent) return [];
    return listMet(subject, subject.span, noDigPeriods ?? [], timeZone).map(({ period, during }) =>
      ownMatch(
        subject,
        subject.state === "forecast" ? "advice" : "blocking",
        () => ({
          it: `Cade in «${period.name}» (${inWords(during, timeZone, "it")}), in cui la città non ammette cantieri di questo tipo.`,
          en: `It falls into “${period.name}” (${inWords(during, timeZone, "en")}), in which the city admits no works of this kind.`,
        }),
        {
          counterpart: {
            type: "place",
            sort: "noDigPeriod",
            key: period.key,
            name: period.name,
            distanceMetres: 0,
            synthetic: false,
          },
          span: intersect(subject.span, during) ?? subject.span,
        },
      ),
    );
  },
  clearances: (_match, subject, { noDigPeriods }, circumstances) =>
    proposeShiftsClearOf(
      subject,
      (span) =>
        listMet(subject, span, noDigPeriods ?? [], circumstances.timeZone).every(
          ({ during }) => !overlaps(span, during),
        ),
      circumstances,
    ),
  unknowns: ({ kind, urgent }, { noDigPeriods }) =>
    noDigPeriods === null && !urgent && (kind === "roadwork" || kind === "greenwork")
      ? [{ it: "periodi senza scavi: nessuno registrato", en: "no-dig periods: none on record" }]
      : [],
  examples: {
    conflict: [
      {
        name: { it: "Uno scavo che arriva a dicembre", en: "A dig that goes on into December" },
        subject: december,
        facts: { noDigPeriods: [exampleNoDigPeriod] },
        circumstances,
      },
      {
        name: { it: "Un grande evento, una volta sola", en: "A big event, once only" },
        subject: exampleTrench,
        facts: {
          noDigPeriods: [
            {
              ...exampleNoDigPeriod,
              name: "Finali in piazza (esempio)",
              season: { kind: "once", from: "2026-03-06", to: "2026-03-15" },
            },
          ],
        },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Lo stesso scavo, urgente", en: "The same dig, urgent" },
        subject: { ...december, urgent: true },
        facts: { noDigPeriods: [exampleNoDigPeriod] },
        circumstances,
      },
      {
        name: { it: "A marzo", en: "In March" },
        subject: exampleTrench,
        facts: { noDigPeriods: [exampleNoDigPeriod] },
        circumstances,
      },
    ],
  },
});
