import { exampleCircumstances as circumstances, exampleFair } from "../example-parts.ts";
import { ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { count, metres } from "../wording.ts";

/** How many exits, and how wide, by how many people are expected. */
export const crowdExits = rule({
  id: "crowd-exits",
  version: 1,
  title: { it: "Uscite di un evento", en: "Exits of an event" },
  class: "duty",
  law: {
    article: "Ministero dell'Interno, circolare 11001 del 18-7-2018",
    text: {
      it: "Un'area aperta al pubblico ha uscite in numero e larghezza secondo quante persone vi si attendono.",
      en: "An area open to the public has exits in number and width by how many people are expected.",
    },
    validFrom: "2018-07-18",
    confirmed: false,
  },
  appliesTo: ["event"],
  needs: [],
  reads: ["crowdExits", "crowdExitMetres", "crowdPerModule", "crowdModuleMetres", "smallEventPersons"],
  check(subject, _, { parameters }) {
    const people = subject.expectedPeople;
    if (people === null || people < parameters.smallEventPersons || people === 0) return [];
    const { crowdExits: exits, crowdExitMetres: each } = parameters;
    const modules = Math.ceil(people / parameters.crowdPerModule) * parameters.crowdModuleMetres;
    const wide = Math.max(exits * each, modules);
    return [
      ownMatch(subject, "advice", () => ({
        it: `Per ${count(people, "persona", "persone")}: almeno ${exits} uscite di ${metres(each, "it")}, in tutto ${metres(wide, "it")}.`,
        en: `For ${count(people, "person", "people")}: at least ${exits} exits of ${metres(each, "en")}, ${metres(wide, "en")} in all.`,
      })),
    ];
  },
  clearances: (_match, _subject, _facts, { parameters: { smallEventPersons } }) =>
    smallEventPersons < 2 ? [] : [{ kind: "limit-people", expectedPeople: smallEventPersons - 1 }],
  unknowns: ({ expectedPeople }) =>
    expectedPeople === null ? [{ it: "persone attese", en: "people expected" }] : [],
  examples: {
    conflict: [
      {
        name: { it: "5.000 persone: venti moduli di uscita", en: "5,000 people: twenty modules of exit" },
        subject: { ...exampleFair, expectedPeople: 5000, squareMetres: 4000 },
        facts: {},
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Un evento di 150 persone", en: "An event of 150 people" },
        subject: { ...exampleFair, expectedPeople: 150 },
        facts: {},
        circumstances,
      },
    ],
  },
});
