import { exampleCircumstances as circumstances, exampleScaffold, exampleStreet } from "../example-parts.ts";
import type { TouchedStreet } from "../facts.ts";
import { ownMatch } from "../own-match.ts";
import type { ParameterValues } from "../parameters/parameters.ts";
import { rule } from "../rule.ts";
import { metres } from "../wording.ts";

type Limits = Pick<ParameterValues, "pavementTakenShare" | "pavementFreeMetres">;

/** A footprint that takes less pavement than this touches its kerb. */
const LEAST_PAVEMENT_SQUARE_METRES = 0.5;

/** Of the street that the footprint lies along; null where its pavement's width is only assumed. */
const pavementOf = (streets: readonly TouchedStreet[] | null) => streets?.[0]?.pavementMetres || null;

/** What has to stay free of a pavement so wide, or of one whose width is not known. */
function leastFree(pavement: number | null, { pavementTakenShare, pavementFreeMetres }: Limits): number {
  const byShare = pavement === null ? 0 : pavement * (1 - pavementTakenShare);
  return Math.ceil(Math.max(pavementFreeMetres, byShare) * 100) / 100;
}

const takesPavement = (squareMetres: number | null) => (squareMetres ?? 0) >= LEAST_PAVEMENT_SQUARE_METRES;

/** An occupation of a pavement: no more than a share of it, and so much left to people on foot. */
export const occupiedPavement = rule({
  id: "occupied-pavement",
  version: 1,
  title: { it: "Marciapiede occupato", en: "Occupied pavement" },
  class: "interference",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), art. 20, c. 3",
    text: {
      it: "Un'occupazione prende al più una parte del marciapiede, a ridosso degli edifici, e lascia a chi va a piedi una larghezza minima.",
      en: "An occupation takes no more than a share of the pavement, along the buildings, and leaves people on foot a least width.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["occupation", "event"],
  needs: ["pavementSquareMetres", "touchedStreets"],
  reads: ["pavementTakenShare", "pavementFreeMetres"],
  check(subject, { pavementSquareMetres: squareMetres, touchedStreets }, { parameters }) {
    const left = subject.footwayWidthMetres;
    const pavement = pavementOf(touchedStreets);
    const least = leastFree(pavement, parameters);
    if (left === null || left >= least || !takesPavement(squareMetres)) return [];
    const of = {
      it: pavement === null ? "" : ` su ${metres(pavement, "it")} di marciapiede`,
      en: pavement === null ? "" : ` of ${metres(pavement, "en")} of pavement`,
    };
    return [
      ownMatch(
        subject,
        subject.state === "forecast" ? "advice" : "warning",
        () => ({
          it: `Restano ${metres(left, "it")}${of.it}: ne vanno lasciati ${metres(least, "it")}.`,
          en: `${metres(left, "en")}${of.en} are left: ${metres(least, "en")} are to be.`,
        }),
        { counterpart: { type: "pavement", squareMetres } },
      ),
    ];
  },
  clearances: (_match, _subject, { touchedStreets }, { parameters }) => [
    { kind: "free-footway", widthMetres: leastFree(pavementOf(touchedStreets), parameters) },
  ],
  unknowns(subject, { pavementSquareMetres, touchedStreets }) {
    if (pavementSquareMetres === null) {
      return [{ it: "marciapiedi: dati non disponibili", en: "pavements: no data" }];
    }
    if (!takesPavement(pavementSquareMetres)) return [];
    return [
      ...(subject.footwayWidthMetres === null
        ? [{ it: "marciapiede lasciato libero", en: "pavement left free" }]
        : []),
      ...(pavementOf(touchedStreets) === null
        ? [{ it: "larghezza del marciapiede", en: "width of the pavement" }]
        : []),
    ];
  },
  examples: {
    conflict: [
      {
        name: { it: "Un ponteggio lascia un metro e mezzo", en: "A scaffold leaves a metre and a half" },
        subject: { ...exampleScaffold, footwayWidthMetres: 1.5 },
        facts: { pavementSquareMetres: 16, touchedStreets: [exampleStreet] },
        circumstances,
      },
      {
        name: {
          it: "Due metri liberi, ma il marciapiede ne ha cinque",
          en: "Two metres free, but the pavement has five",
        },
        subject: { ...exampleScaffold, footwayWidthMetres: 2 },
        facts: { pavementSquareMetres: 30, touchedStreets: [{ ...exampleStreet, pavementMetres: 5 }] },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Due metri liberi su tre e mezzo", en: "Two metres free of three and a half" },
        subject: { ...exampleScaffold, footwayWidthMetres: 2 },
        facts: { pavementSquareMetres: 16, touchedStreets: [exampleStreet] },
        circumstances,
      },
      {
        name: { it: "Sulla sola carreggiata", en: "On the carriageway alone" },
        subject: { ...exampleScaffold, footwayWidthMetres: 1.5 },
        facts: { pavementSquareMetres: 0, touchedStreets: [exampleStreet] },
        circumstances,
      },
    ],
  },
});
