import { addDays, localDate } from "../../geo/calendar.ts";
import { DAY_MS, toInterval } from "../../geo/interval.ts";
import {
  exampleCircumstances,
  exampleFinishedDig,
  exampleSpan,
  exampleTrench,
  exampleWaterMain,
} from "../example-parts.ts";
import type { NearbyPhase } from "../facts.ts";
import { ownMatch } from "../own-match.ts";
import { isRival } from "../pairs.ts";
import { ZONE_PARAMETERS } from "../parameters/pairs.ts";
import { rule } from "../rule.ts";
import { proposeStartFrom } from "../shift.ts";
import { dayOf, metres } from "../wording.ts";

const STANDING = ["handedOver", "inProgress", "suspended"];
/** Also what was permitted and of which nobody said that it began, or that it ended. */
const HELD = ["approved", ...STANDING];

const EXPIRED = {
  ...exampleWaterMain,
  state: "inProgress" as const,
  span: exampleSpan("2026-02-02T07:00:00Z", "2026-02-20T17:00:00Z"),
};
const march = { ...exampleCircumstances, nowMs: Date.parse("2026-02-24T09:00:00Z") };

/** What a finished dig and a live phase have in common. */
type Site = Pick<
  NearbyPhase,
  "phaseId" | "interventionId" | "kind" | "state" | "title" | "officeName" | "span" | "distanceMetres"
>;

/** A site whose time is over but that nobody took back may still stand: it counts for some days more. */
export const expiredSite = rule({
  id: "expired-site",
  version: 2,
  title: { it: "Cantiere scaduto, forse ancora lì", en: "An expired site, maybe still there" },
  class: "interference",
  law: {
    article: "Città di Torino, Regolamento 331 (riconsegna delle aree)",
    text: {
      it: "Le aree di cantiere si consegnano e si riprendono in consegna: finché non avviene, il suolo non è libero.",
      en: "Site areas are handed over and taken back: until that is done, the ground is not free.",
    },
    validFrom: null,
    confirmed: false,
  },
  recorded: false,
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: ["nearbyPhases", "finishedDigs"],
  reads: ["stillCountsDays", ...ZONE_PARAMETERS],
  check(subject, { nearbyPhases, finishedDigs }, { nowMs, timeZone, parameters }) {
    const startMs = subject.span.startMs;
    const counts = (endMs: number) =>
      endMs <= nowMs && endMs <= startMs && startMs - endMs < parameters.stillCountsDays * DAY_MS;
    const sites: readonly Site[] = [
      ...nearbyPhases.filter(
        (other) =>
          HELD.includes(other.state) && counts(other.span.endMs) && isRival(subject, other, parameters),
      ),
      ...finishedDigs.filter(
        ({ state, span, distanceMetres }) =>
          state === "completed" && counts(span.endMs) && distanceMetres === 0,
      ),
    ];
    return sites.map(({ span, distanceMetres, state, ...site }) => {
      const ended = localDate(span.endMs - 1, timeZone);
      return ownMatch(
        subject,
        STANDING.includes(state) && subject.state !== "forecast" ? "warning" : "advice",
        () => ({
          it: `«${site.title}» (${site.officeName}), a ${metres(distanceMetres, "it")}, ${state === "approved" ? "era autorizzato fino al" : "è finito il"} ${dayOf(ended, "it")} e non è stato ripreso in consegna: verificare che il suolo sia libero.`,
          en: `“${site.title}” (${site.officeName}), ${metres(distanceMetres, "en")} away, ${state === "approved" ? "was permitted until" : "ended on"} ${dayOf(ended, "en")} and was not taken back: see that the ground is free.`,
        }),
        { counterpart: { type: "phase", ...site, ...toInterval(span) } },
      );
    });
  },
  clearances: ({ counterpart }, subject, _facts, circumstances) =>
    counterpart.type !== "phase"
      ? []
      : proposeStartFrom(
          subject,
          addDays(
            localDate(Date.parse(counterpart.endsAt), circumstances.timeZone),
            circumstances.parameters.stillCountsDays,
          ),
          circumstances,
        ),
  examples: {
    conflict: [
      {
        name: {
          it: "Permesso scaduto da dieci giorni, nessuno ha detto che cosa ne è",
          en: "A permit expired for ten days, nobody said what became of it",
        },
        subject: exampleTrench,
        facts: { nearbyPhases: [{ ...EXPIRED, state: "approved" }], finishedDigs: [] },
        circumstances: march,
      },
      {
        name: {
          it: "Scaduto da dieci giorni, ancora «in corso»",
          en: "Expired for ten days, still “in progress”",
        },
        subject: exampleTrench,
        facts: { nearbyPhases: [EXPIRED], finishedDigs: [] },
        circumstances: march,
      },
      {
        name: { it: "Finito da dieci giorni, non ripreso", en: "Completed ten days ago, not taken back" },
        subject: exampleTrench,
        facts: { nearbyPhases: [], finishedDigs: [{ ...exampleFinishedDig, span: EXPIRED.span }] },
        circumstances: march,
      },
    ],
    clear: [
      {
        name: { it: "Solo proposto, e mai autorizzato", en: "Proposed only, and never permitted" },
        subject: exampleTrench,
        facts: { nearbyPhases: [{ ...EXPIRED, state: "proposed" }], finishedDigs: [] },
        circumstances: march,
      },
      {
        name: { it: "Scaduto da sei settimane", en: "Expired for six weeks" },
        subject: exampleTrench,
        facts: {
          nearbyPhases: [{ ...EXPIRED, span: exampleSpan("2026-01-05T07:00:00Z", "2026-01-16T17:00:00Z") }],
          finishedDigs: [],
        },
        circumstances: march,
      },
      {
        name: { it: "Non ancora scaduto: finirà prima", en: "Not yet expired: it will end before" },
        subject: exampleTrench,
        facts: { nearbyPhases: [EXPIRED], finishedDigs: [] },
        circumstances: exampleCircumstances,
      },
    ],
  },
});
