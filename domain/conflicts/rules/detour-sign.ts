import { exampleCircumstances as circumstances, exampleTrench } from "../example-parts.ts";
import { ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { metres } from "../wording.ts";

/** A detour is announced before the crossing where it turns off. */
export const detourSign = rule({
  id: "detour-sign",
  version: 1,
  title: { it: "Preavviso di deviazione", en: "Sign ahead of a detour" },
  class: "duty",
  law: {
    article: "DPR 495/1992 (Regolamento del Codice della strada), art. 43",
    text: {
      it: "La deviazione è preannunciata da un segnale posto prima del punto in cui comincia.",
      en: "A detour is announced by a sign before the point where it begins.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: [],
  reads: ["detourSignMetres"],
  check: (subject, _, { parameters: { detourSignMetres } }) =>
    subject.hasDetour
      ? [
          ownMatch(subject, "advice", () => ({
            it: `Porre il preavviso di deviazione ${metres(detourSignMetres, "it")} prima del punto in cui comincia.`,
            en: `Put up the detour's sign ${metres(detourSignMetres, "en")} before the point where it begins.`,
          })),
        ]
      : [],
  clearances: () => [],
  examples: {
    conflict: [
      {
        name: { it: "Il traffico è deviato", en: "Traffic is led elsewhere" },
        subject: { ...exampleTrench, hasDetour: true },
        facts: {},
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Nessuna deviazione", en: "No detour" },
        subject: exampleTrench,
        facts: {},
        circumstances,
      },
    ],
  },
});
