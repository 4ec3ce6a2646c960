import { DAY_MS, overlaps } from "../../geo/interval.ts";
import type { Change } from "../change.ts";
import {
  exampleCircumstances,
  exampleSpan,
  exampleWaterMain,
  exampleTrench as subject,
} from "../example-parts.ts";
import type { Circumstances, NearbyPhase, Subject } from "../facts.ts";
import { toCounterpart } from "../pairs.ts";
import type { ParameterValues } from "../parameters/parameters.ts";
import { rule } from "../rule.ts";
import { openCalendar } from "../shift.ts";
import { count, metres, quotedTitle } from "../wording.ts";

type Read = "digOnceReachMetres" | "digOnceCloseDays" | "digOnceMostDays";
type Limits = Pick<ParameterValues, Read>;

/** Days without works between the two; 0 where they meet or overlap. */
function gapDays({ span: a }: Subject, { span: b }: NearbyPhase): number {
  return Math.max(0, a.startMs - b.endMs, b.startMs - a.endMs) / DAY_MS;
}

const isPartner = (subject: Subject, other: NearbyPhase, limits: Limits) => {
  const gap = gapDays(subject, other);
  return (
    other.kind === "roadwork" &&
    other.distanceMetres < limits.digOnceReachMetres &&
    gap > limits.digOnceCloseDays &&
    gap <= limits.digOnceMostDays
  );
};

/** Two roadworks of one stretch within a year of each other: the street could be opened once. */
export const digOnce = rule({
  id: "dig-once",
  version: 1,
  title: { it: "Scavare una volta sola", en: "Dig once" },
  class: "opportunity",
  law: {
    article: "D.Lgs. 33/2016, art. 5",
    text: {
      it: "Chi esegue opere di genio civile accoglie le richieste ragionevoli di coordinarle con quelle di altri, per scavare una volta.",
      en: "Whoever carries out civil works meets reasonable requests to coordinate them with those of others, to dig once.",
    },
    validFrom: "2016-07-01",
    confirmed: false,
  },
  appliesTo: ["roadwork"],
  needs: ["nearbyPhases"],
  reads: ["digOnceReachMetres", "digOnceCloseDays", "digOnceMostDays"],
  check: (subject, { nearbyPhases }, { parameters }) =>
    nearbyPhases
      .filter((other) => isPartner(subject, other, parameters))
      .map((other) => {
        const days = Math.round(gapDays(subject, other));
        const before = other.span.endMs <= subject.span.startMs;
        return {
          counterpart: toCounterpart(other),
          span: before
            ? { startMs: other.span.startMs, endMs: subject.span.endMs }
            : { startMs: subject.span.startMs, endMs: other.span.endMs },
          severity: "synergy",
          weight: "light",
          explanation: () => ({
            it: `${quotedTitle(other, "it")} scava a ${metres(other.distanceMetres, "it")} da qui, ${count(days, "giorno", "giorni")} ${before ? "prima" : "dopo"}: un solo scavo e un solo ripristino, se ci si accorda.`,
            en: `${quotedTitle(other, "en")} digs ${metres(other.distanceMetres, "en")} from here, ${count(days, "day", "days")} ${before ? "before" : "after"}: one excavation and one reinstatement, if it is agreed on.`,
          }),
          zones: {
            subjectMetres: parameters.digOnceReachMetres / 2,
            counterpartMetres: parameters.digOnceReachMetres / 2,
          },
          reachMetres: parameters.digOnceReachMetres,
          lineDistanceMetres: other.lineDistanceMetres,
        };
      }),
  clearances(match, subject, { nearbyPhases }, circumstances) {
    const { counterpart } = match;
    const other = nearbyPhases.find(
      ({ phaseId }) => counterpart.type === "phase" && phaseId === counterpart.phaseId,
    );
    return other === undefined ? [] : proposeFollowing(subject, other, circumstances);
  },
  examples: {
    conflict: [
      {
        name: {
          it: "L'acquedotto scava lì due mesi dopo",
          en: "The water company digs there two months later",
        },
        subject,
        facts: {
          nearbyPhases: [
            { ...exampleWaterMain, span: exampleSpan("2026-05-18T07:00:00Z", "2026-05-29T17:00:00Z") },
          ],
        },
        circumstances: exampleCircumstances,
      },
    ],
    clear: [
      {
        name: {
          it: "Comincia il lunedì dopo: già uno dopo l'altro",
          en: "It begins the Monday after: already one after the other",
        },
        subject,
        facts: {
          nearbyPhases: [
            { ...exampleWaterMain, span: exampleSpan("2026-03-09T07:00:00Z", "2026-03-20T17:00:00Z") },
          ],
        },
        circumstances: exampleCircumstances,
      },
      {
        name: { it: "A 30 metri", en: "30 metres away" },
        subject,
        facts: {
          nearbyPhases: [
            {
              ...exampleWaterMain,
              span: exampleSpan("2026-05-18T07:00:00Z", "2026-05-29T17:00:00Z"),
              distanceMetres: 30,
              sharedSquareMetres: 0,
              lineDistanceMetres: 31.25,
            },
          ],
        },
        circumstances: exampleCircumstances,
      },
    ],
  },
});

/** Right before the others or right after them, on days that suit, and not in the past. */
function proposeFollowing(
  subject: Subject,
  other: NearbyPhase,
  circumstances: Circumstances<Read>,
): Change[] {
  const closeDays = circumstances.parameters.digOnceCloseDays;
  const calendar = openCalendar(subject, circumstances);
  const later = other.span.startMs > subject.span.startMs;
  const direction = later ? 1 : -1;
  const most = Math.floor(gapDays(subject, other)) + 1;
  for (let days = most; days > Math.max(0, most - closeDays - 2); days--) {
    if (!calendar.suits(direction * days)) continue;
    const span = calendar.spanAfter(direction * days);
    const moved = { ...subject, span };
    if (span.startMs < circumstances.nowMs || overlaps(span, other.span)) continue;
    if (gapDays(moved, other) > closeDays) return [];
    const { interventionId, title } = other;
    return [{ kind: "coordinate", days: direction * days, span, interventionId, title }];
  }
  return [];
}
