import { exampleCircumstances as circumstances, exampleFair } from "../example-parts.ts";
import { ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { count } from "../wording.ts";

/** How many people a place holds. */
export const crowd = rule({
  id: "crowd",
  version: 1,
  title: { it: "Affollamento", en: "Crowding" },
  class: "interference",
  law: {
    article: "Ministero dell'Interno, circolare 11001 del 18-7-2018",
    text: {
      it: "Un'area aperta al pubblico tiene un numero di persone per metro quadrato.",
      en: "An area open to the public holds so many people a square metre.",
    },
    validFrom: "2018-07-18",
    confirmed: false,
  },
  appliesTo: ["event"],
  needs: [],
  reads: ["crowdPerSquareMetre"],
  check(subject, _, { parameters }) {
    const people = subject.expectedPeople;
    if (people === null || people === 0) return [];
    const most = Math.floor(subject.squareMetres * parameters.crowdPerSquareMetre);
    if (people <= most) return [];
    return [
      ownMatch(subject, subject.state === "forecast" ? "warning" : "blocking", () => ({
        it: `Si attendono ${count(people, "persona", "persone")} su ${Math.round(subject.squareMetres)} m²: l'area ne tiene ${most}. Tolti palchi e banchi, anche meno.`,
        en: `${count(people, "person", "people")} are expected on ${Math.round(subject.squareMetres)} m²: the area holds ${most}. Less stages and stalls, fewer.`,
      })),
    ];
  },
  clearances(_match, subject, _, { parameters }) {
    const most = Math.floor(subject.squareMetres * parameters.crowdPerSquareMetre);
    return most < 1 ? [] : [{ kind: "limit-people", expectedPeople: most }];
  },
  unknowns: ({ expectedPeople }) =>
    expectedPeople === null ? [{ it: "persone attese", en: "people expected" }] : [],
  examples: {
    conflict: [
      {
        name: { it: "300 persone su 125 metri quadrati", en: "300 people on 125 square metres" },
        subject: { ...exampleFair, expectedPeople: 300 },
        facts: {},
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "150 persone su 125 metri quadrati", en: "150 people on 125 square metres" },
        subject: { ...exampleFair, expectedPeople: 150 },
        facts: {},
        circumstances,
      },
      {
        name: { it: "Persone attese non indicate: non si sa", en: "People not stated: not known" },
        subject: exampleFair,
        facts: {},
        circumstances,
      },
    ],
  },
});
