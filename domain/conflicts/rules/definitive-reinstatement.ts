import { addDays, localDate } from "../../geo/calendar.ts";
import {
  exampleCircumstances as circumstances,
  exampleFinishedDig,
  exampleTrench,
} from "../example-parts.ts";
import { ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { dayOf } from "../wording.ts";

const UNDER_WAY = ["handedOver", "inProgress", "suspended"];

/**
 * Definitive reinstatement within its days: of an area where others dug and owe it still, whose clock this dig starts
 * again; and, once it is under way, of the dig itself.
 */
export const definitiveReinstatement = rule({
  id: "definitive-reinstatement",
  version: 1,
  title: { it: "Ripristino definitivo", en: "Definitive reinstatement" },
  class: "duty",
  law: {
    article: "Città di Torino, Regolamento 331 (manomissione del suolo pubblico)",
    text: {
      it: "Il ripristino definitivo si fa entro un termine dalla fine dello scavo; un altro scavo nella stessa area lo fa ripartire.",
      en: "Definitive reinstatement is done within a term of the dig's end; another dig in the same area starts the term again.",
    },
    validFrom: null,
    confirmed: false,
  },
  recorded: false,
  appliesTo: ["roadwork"],
  needs: ["finishedDigs"],
  reads: ["reinstatementDays", "sameGroundMetres"],
  check(subject, { finishedDigs }, { timeZone, parameters: { reinstatementDays, sameGroundMetres } }) {
    if (subject.depthMetres === 0) return [];
    const due = addDays(localDate(subject.span.endMs - 1, timeZone), reinstatementDays);
    // The latest first: whose term is still running, or ran out last.
    const open = finishedDigs.find(
      ({ reinstatement, distanceMetres }) =>
        reinstatement === "provisional" && distanceMetres < sameGroundMetres,
    );
    if (open !== undefined) {
      const theirs = addDays(localDate(open.span.endMs - 1, timeZone), reinstatementDays);
      return [
        ownMatch(subject, "advice", () => ({
          it: `«${open.title}» (${open.officeName}) ha qui un ripristino provvisorio, definitivo dovuto entro il ${dayOf(theirs, "it")}. Questo scavo fa ripartire il termine (${dayOf(due, "it")}): un solo ripristino per i due.`,
          en: `“${open.title}” (${open.officeName}) left a provisional reinstatement here, the definitive one due by ${dayOf(theirs, "en")}. This dig starts the term again (${dayOf(due, "en")}): one reinstatement for both.`,
        })),
      ];
    }
    if (!UNDER_WAY.includes(subject.state)) return [];
    return [
      ownMatch(subject, "advice", () => ({
        it: `Ripristino definitivo entro il ${dayOf(due, "it")}.`,
        en: `Definitive reinstatement by ${dayOf(due, "en")}.`,
      })),
    ];
  },
  clearances: () => [],
  examples: {
    conflict: [
      {
        name: { it: "Sul ripristino provvisorio di un altro", en: "On somebody's provisional reinstatement" },
        subject: exampleTrench,
        facts: { finishedDigs: [exampleFinishedDig] },
        circumstances,
      },
      {
        name: { it: "In corso: entro quando", en: "Under way: by when" },
        subject: { ...exampleTrench, state: "inProgress" },
        facts: { finishedDigs: [] },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Proposto, su suolo intatto", en: "Proposed, on ground nobody opened" },
        subject: exampleTrench,
        facts: { finishedDigs: [] },
        circumstances,
      },
      {
        name: { it: "Già ripristinato in via definitiva", en: "Already reinstated for good" },
        subject: exampleTrench,
        facts: { finishedDigs: [{ ...exampleFinishedDig, reinstatement: "definitive" }] },
        circumstances,
      },
    ],
  },
});
