import { exampleCircumstances as circumstances, exampleTrench } from "../example-parts.ts";
import { ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { metres } from "../wording.ts";

/** Whether a wheelchair passes, and whether it can turn. */
export const accessibleWidth = rule({
  id: "accessible-width",
  version: 1,
  title: { it: "Passaggio accessibile", en: "Accessible way" },
  class: "duty",
  law: {
    article: "DM 236/1989; DPR 503/1996",
    text: {
      it: "Un percorso accessibile ha una larghezza minima per passare e, dove si gira o ci si incontra, un allargamento; il marciapiede nuovo è largo quanto serve a girare.",
      en: "An accessible way has a least width for passing and is wider where one turns or meets; a new pavement is as wide as turning asks for.",
    },
    validFrom: null,
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "occupation", "event"],
  needs: [],
  reads: ["wheelchairMetres", "turningMetres"],
  check(subject, _, { parameters: { wheelchairMetres, turningMetres } }) {
    const left = subject.footwayWidthMetres;
    if (left === null || left >= turningMetres) return [];
    const blocked = left < wheelchairMetres;
    return [
      ownMatch(subject, blocked ? "warning" : "advice", () =>
        blocked
          ? {
              it: `In ${metres(left, "it")} una sedia a ruote non passa: ne servono ${metres(wheelchairMetres, "it")}, o un percorso alternativo senza gradini.`,
              en: `A wheelchair does not pass in ${metres(left, "en")}: ${metres(wheelchairMetres, "en")} are needed, or another way without steps.`,
            }
          : {
              it: `In ${metres(left, "it")} una sedia a ruote passa ma non gira: prevedere uno slargo di ${metres(turningMetres, "it")} alle estremità.`,
              en: `A wheelchair passes in ${metres(left, "en")} but cannot turn: provide ${metres(turningMetres, "en")} at both ends.`,
            },
      ),
    ];
  },
  clearances: (_match, _subject, _facts, { parameters }) => [
    { kind: "free-footway", widthMetres: parameters.turningMetres },
  ],
  examples: {
    conflict: [
      {
        name: { it: "Restano 80 centimetri", en: "80 centimetres are left" },
        subject: { ...exampleTrench, footwayWidthMetres: 0.8 },
        facts: {},
        circumstances,
      },
      {
        name: { it: "Resta un metro e venti", en: "One metre and twenty is left" },
        subject: { ...exampleTrench, footwayWidthMetres: 1.2 },
        facts: {},
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Resta un metro e mezzo", en: "A metre and a half is left" },
        subject: { ...exampleTrench, footwayWidthMetres: 1.5 },
        facts: {},
        circumstances,
      },
    ],
  },
});
