import { DETOUR_PARAMETERS, listDetourClashes, proposeForDetour, toDetourMatch } from "../detours.ts";
import {
  exampleCircumstances as circumstances,
  exampleDetour,
  examplePhaseOnDetour,
  exampleSpan,
  exampleTrench,
} from "../example-parts.ts";
import { rule } from "../rule.ts";
import { period } from "../wording.ts";

const subject = { ...exampleTrench, hasDetour: true };
const theirs = { ...exampleDetour, phaseId: examplePhaseOnDetour.phaseId };

/** Two works each of which closes the road that the other's traffic is led along, however far apart they are. */
export const mutualDetours = rule({
  id: "mutual-detours",
  version: 1,
  title: { it: "Due lavori si chiudono a vicenda la deviazione", en: "Two works close each other's detour" },
  class: "interference",
  law: {
    article: "DPR 495/1992 (Regolamento del Codice della strada), art. 43",
    text: {
      it: "Il traffico è deviato su strade aperte, con l'accordo di ogni proprietario. Se ciascuno dei due devia dentro la chiusura dell'altro, nessuna delle due deviazioni porta a destinazione.",
      en: "Traffic is led onto open roads, agreed with every owner. Where each of two leads into the other's closure, neither detour arrives.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: ["detoursHere", "phasesOnDetour"],
  reads: DETOUR_PARAMETERS,
  check: (subject, facts, given) =>
    listDetourClashes(subject, facts, given)
      .filter(({ here, there }) => here !== null && there !== null)
      .map((clash) => ({
        ...toDetourMatch(clash, given, subject),
        explanation: () => ({
          it: `La deviazione di «${clash.other.title}» (${clash.other.officeName}) passa di qui, e questa passa dalla sua chiusura (${period(clash.span, given.timeZone, "it")}): una delle due va spostata nel tempo o condotta altrove.`,
          en: `The detour of “${clash.other.title}” (${clash.other.officeName}) passes here, and this one through its closure (${period(clash.span, given.timeZone, "en")}): one of the two has to be at another time or led elsewhere.`,
        }),
      })),
  clearances: proposeForDetour,
  examples: {
    conflict: [
      {
        name: { it: "Ciascuno devia nella chiusura dell'altro", en: "Each leads into the other's closure" },
        subject,
        facts: { detoursHere: [theirs], phasesOnDetour: [examplePhaseOnDetour] },
        circumstances,
      },
    ],
    clear: [
      {
        name: {
          it: "Solo uno dei due è sulla deviazione dell'altro",
          en: "Only one is on the other's detour",
        },
        subject,
        facts: { detoursHere: [theirs], phasesOnDetour: [] },
        circumstances,
      },
      {
        name: { it: "Uno dopo l'altro", en: "One after the other" },
        subject: { ...subject, span: exampleSpan("2026-03-16T07:00:00Z", "2026-03-20T17:00:00Z") },
        facts: { detoursHere: [theirs], phasesOnDetour: [examplePhaseOnDetour] },
        circumstances,
      },
    ],
  },
});
