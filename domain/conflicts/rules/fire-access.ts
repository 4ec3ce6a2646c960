import { exampleCircumstances as circumstances, exampleTrench } from "../example-parts.ts";
import { closesLanes, ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { metres } from "../wording.ts";

/** Room for a fire engine past a site. Clear heights are not on record, so width alone is looked at. */
export const fireAccess = rule({
  id: "fire-access",
  version: 1,
  title: { it: "Passaggio dei mezzi di soccorso", en: "Way for fire engines" },
  class: "interference",
  law: {
    article: "DM 246/1987, punto 2.2.0",
    text: {
      it: "I mezzi dei vigili del fuoco passano dove restano una larghezza e un'altezza libere; qui si guarda la larghezza lasciata ai veicoli, perché le altezze libere non sono registrate.",
      en: "Fire engines pass where a width and a height stay clear; the width left to vehicles is looked at here, for clear heights are not on record.",
    },
    validFrom: null,
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: [],
  reads: ["fireWidthMetres"],
  check(subject, _, { parameters: { fireWidthMetres: least } }) {
    const left = subject.carriagewayWidthMetres;
    if (left === null || left >= least) return [];
    return [
      ownMatch(subject, subject.state === "forecast" ? "advice" : "warning", () => ({
        it: `Restano ${metres(left, "it")} ai veicoli: un mezzo di soccorso ne chiede ${metres(least, "it")}. Chi abita oltre il cantiere va raggiunto per altra via.`,
        en: `${metres(left, "en")} are left to vehicles: a fire engine asks for ${metres(least, "en")}. Whoever lives beyond the site has to be reached another way.`,
      })),
    ];
  },
  clearances: (_match, _subject, _facts, { parameters }) => [
    { kind: "free-carriageway", widthMetres: parameters.fireWidthMetres },
  ],
  unknowns: (subject) =>
    subject.carriagewayWidthMetres === null && closesLanes(subject)
      ? [{ it: "carreggiata lasciata libera", en: "carriageway left free" }]
      : [],
  examples: {
    conflict: [
      {
        name: { it: "Restano tre metri di carreggiata", en: "Three metres of carriageway are left" },
        subject: { ...exampleTrench, carriagewayWidthMetres: 3 },
        facts: {},
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Restano tre metri e mezzo", en: "Three and a half metres are left" },
        subject: { ...exampleTrench, carriagewayWidthMetres: 3.5 },
        facts: {},
        circumstances,
      },
      {
        name: { it: "Larghezza non indicata: non si sa", en: "Width not stated: not known" },
        subject: exampleTrench,
        facts: {},
        circumstances,
      },
    ],
  },
});
