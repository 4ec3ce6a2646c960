import { exampleCircumstances as circumstances, exampleTrench } from "../example-parts.ts";
import type { Subject } from "../facts.ts";
import { rule } from "../rule.ts";
import { metres } from "../wording.ts";

/** A footprint that takes less pavement than this touches its kerb. */
const LEAST_PAVEMENT_SQUARE_METRES = 0.5;

/** The editor's pictogram "footway": lanes stay open, and it hinders. */
const actsOnFootway = ({ vehicleImpact, hindrance }: Subject) =>
  vehicleImpact === "all-lanes-open" && hindrance === "minor";

/** Room for people on foot past a site. */
export const pedestrianCorridor = rule({
  id: "pedestrian-corridor",
  version: 1,
  title: { it: "Passaggio per chi va a piedi", en: "Way for people on foot" },
  class: "interference",
  law: {
    article: "DPR 495/1992 (Regolamento del Codice della strada), art. 40, c. 4",
    text: {
      it: "Se non c'è marciapiede, o il cantiere lo occupa, si delimita e si protegge un corridoio di transito pedonale largo almeno 1 metro.",
      en: "Where there is no pavement, or the site takes it, a way for people on foot of at least 1 metre is marked off and protected.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "occupation"],
  needs: ["pavementSquareMetres"],
  reads: ["footwayMetres"],
  check(subject, { pavementSquareMetres: squareMetres }, { parameters: { footwayMetres: least } }) {
    const left = subject.footwayWidthMetres;
    const match = {
      counterpart: { type: "pavement", squareMetres },
      span: subject.span,
      weight: "heavy",
      zones: { subjectMetres: 0, counterpartMetres: 0 },
      reachMetres: null,
      lineDistanceMetres: null,
    } as const;
    if (left !== null && left < least) {
      return [
        {
          ...match,
          severity: subject.state === "forecast" ? "warning" : "blocking",
          explanation: () => ({
            it: `Restano ${metres(left, "it")} a chi va a piedi: ne serve almeno ${metres(least, "it")}.`,
            en: `${metres(left, "en")} are left to people on foot: at least ${metres(least, "en")} is needed.`,
          }),
        },
      ];
    }
    const taken = squareMetres ?? 0;
    if (left !== null || (taken < LEAST_PAVEMENT_SQUARE_METRES && !actsOnFootway(subject))) return [];
    return [
      {
        ...match,
        class: "duty",
        severity: "advice",
        explanation: () => ({
          it: `Larghezza non indicata: dire quanto resta a chi va a piedi, almeno ${metres(least, "it")} e protetto.`,
          en: `Width not stated: say how much is left to people on foot, at least ${metres(least, "en")} and protected.`,
        }),
      },
    ];
  },
  clearances: (_match, _subject, _facts, { parameters }) => [
    { kind: "free-footway", widthMetres: parameters.footwayMetres },
  ],
  unknowns: (_, { pavementSquareMetres }) =>
    pavementSquareMetres === null
      ? [{ it: "marciapiedi: dati non disponibili", en: "pavements: no data" }]
      : [],
  examples: {
    conflict: [
      {
        name: { it: "Restano 80 centimetri", en: "80 centimetres are left" },
        subject: { ...exampleTrench, footwayWidthMetres: 0.8 },
        facts: { pavementSquareMetres: 12 },
        circumstances,
      },
      {
        name: {
          it: "Il marciapiede è preso, e non si dice quanto ne resta",
          en: "It takes pavement and does not say how much is left",
        },
        subject: exampleTrench,
        facts: { pavementSquareMetres: 12 },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Resta un metro", en: "One metre is left" },
        subject: { ...exampleTrench, footwayWidthMetres: 1 },
        facts: { pavementSquareMetres: 12 },
        circumstances,
      },
      {
        name: { it: "Sulla sola carreggiata", en: "On the carriageway alone" },
        subject: exampleTrench,
        facts: { pavementSquareMetres: 0 },
        circumstances,
      },
    ],
  },
});
