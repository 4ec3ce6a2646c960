import { exampleCircumstances as circumstances, exampleStreet, exampleTrench } from "../example-parts.ts";
import { alternates, ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { metres } from "../wording.ts";

/** Below this width two directions do not pass each other: they pass by turns. */
export const alternatingTraffic = rule({
  id: "alternating-traffic",
  version: 1,
  title: { it: "Strettoia: senso unico alternato", en: "Narrowing: alternating one-way" },
  class: "duty",
  law: {
    article: "DPR 495/1992 (Regolamento del Codice della strada), art. 42",
    text: {
      it: "Dove la carreggiata che resta è più stretta di un limite, il traffico nei due sensi passa a turno: a vista, con movieri o con semaforo.",
      en: "Where the carriageway that is left is narrower than a limit, traffic of both directions passes by turns: on sight, by flagmen or by signals.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: ["touchedStreets"],
  reads: ["alternatingBelowMetres"],
  check(subject, { touchedStreets }, { parameters: { alternatingBelowMetres: limit } }) {
    const left = subject.carriagewayWidthMetres;
    if (left === null || left >= limit || left === 0) return [];
    if (alternates(subject) || subject.vehicleImpact === "all-lanes-closed") return [];
    const [street] = touchedStreets ?? [];
    // One direction has nobody to pass.
    if (street?.oneWay === true) return [];
    return [
      ownMatch(subject, "warning", () => ({
        it: `Restano ${metres(left, "it")} per i due sensi${street ? ` di ${street.name}` : " (senso di marcia non noto)"}: sotto ${metres(limit, "it")} si passa a turno.`,
        en: `${metres(left, "en")} are left for both directions${street ? ` of ${street.name}` : " (directions not known)"}: below ${metres(limit, "en")} traffic passes by turns.`,
      })),
    ];
  },
  clearances: (_match, _subject, _facts, { parameters }) => [
    { kind: "regulate-traffic", vehicleImpact: "alternating-one-way" },
    { kind: "free-carriageway", widthMetres: parameters.alternatingBelowMetres },
  ],
  unknowns: (_, { touchedStreets }) =>
    touchedStreets === null
      ? [{ it: "sensi di marcia: dati non disponibili", en: "one-way streets: no data" }]
      : [],
  examples: {
    conflict: [
      {
        name: { it: "Restano cinque metri per due sensi", en: "Five metres are left for two directions" },
        subject: { ...exampleTrench, carriagewayWidthMetres: 5 },
        facts: { touchedStreets: [exampleStreet] },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Gli stessi cinque metri, a senso unico", en: "The same five metres, one way" },
        subject: { ...exampleTrench, carriagewayWidthMetres: 5 },
        facts: { touchedStreets: [{ ...exampleStreet, oneWay: true }] },
        circumstances,
      },
      {
        name: { it: "Già a senso alternato", en: "Already alternating" },
        subject: { ...exampleTrench, carriagewayWidthMetres: 3.5, vehicleImpact: "alternating-one-way" },
        facts: { touchedStreets: [exampleStreet] },
        circumstances,
      },
    ],
  },
});
