import { localDate } from "../../geo/calendar.ts";
import { DAY_MS } from "../../geo/interval.ts";
import {
  exampleCircumstances,
  exampleFinishedDig,
  exampleSpan,
  exampleTrench,
  exampleWaterMain,
} from "../example-parts.ts";
import { ownMatch } from "../own-match.ts";
import { isRival } from "../pairs.ts";
import { ZONE_PARAMETERS } from "../parameters/pairs.ts";
import { rule } from "../rule.ts";
import { proposeStartFrom } from "../shift.ts";
import { dayOf, metres } from "../wording.ts";

const STANDING = ["handedOver", "inProgress", "suspended"];

const EXPIRED = {
  ...exampleWaterMain,
  state: "inProgress" as const,
  span: exampleSpan("2026-02-02T07:00:00Z", "2026-02-20T17:00:00Z"),
};
const march = { ...exampleCircumstances, nowMs: Date.parse("2026-02-24T09:00:00Z") };

/** A site whose time is over but that nobody took back may still stand: it counts for some days more. */
export const expiredSite = rule({
  id: "expired-site",
  version: 1,
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
    const site =
      nearbyPhases.find(
        (other) =>
          STANDING.includes(other.state) && counts(other.span.endMs) && isRival(subject, other, parameters),
      ) ??
      finishedDigs.find(
        ({ state, span, distanceMetres }) =>
          state === "completed" && counts(span.endMs) && distanceMetres === 0,
      );
    if (site === undefined) return [];
    const ended = localDate(site.span.endMs - 1, timeZone);
    return [
      ownMatch(subject, site.state === "completed" ? "advice" : "warning", () => ({
        it: `«${site.title}» (${site.officeName}), a ${metres(site.distanceMetres, "it")}, è finito il ${dayOf(ended, "it")} e non è stato ripreso in consegna: verificare che il suolo sia libero.`,
        en: `“${site.title}” (${site.officeName}), ${metres(site.distanceMetres, "en")} away, ended on ${dayOf(ended, "en")} and was not taken back: see that the ground is free.`,
      })),
    ];
  },
  clearances: (_match, subject, _facts, circumstances) =>
    proposeStartFrom(
      subject,
      localDate(
        circumstances.nowMs + (circumstances.parameters.stillCountsDays + 1) * DAY_MS,
        circumstances.timeZone,
      ),
      circumstances,
    ),
  examples: {
    conflict: [
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
