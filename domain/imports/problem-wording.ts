import type { LocalizedText } from "../localized.ts";
import type { ProblemCode } from "./source-record.ts";

const WORDING: { readonly [C in ProblemCode]: LocalizedText } = {
  unreadable: { it: "Non è leggibile come dato", en: "Cannot be read as a record" },
  "too-long": { it: "Troppo lungo per essere un dato", en: "Too long to be a record" },
  "wrong-encoding": {
    it: "Testo in un'altra codifica: letto come Windows-1252",
    en: "Text in another encoding: read as Windows-1252",
  },
  "no-geometry": { it: "Manca la geometria", en: "Has no geometry" },
  "wrong-geometry": {
    it: "Geometria di un altro tipo rispetto al livello",
    en: "Its geometry is of another kind than the layer's",
  },
  "invalid-geometry": {
    it: "Geometria non valida e non riparabile",
    en: "Its geometry is invalid beyond repair",
  },
  "repaired-geometry": {
    it: "Geometria non valida, riparata",
    en: "Its geometry was invalid and was repaired",
  },
  "outside-city": { it: "Fuori dal territorio della città", en: "Outside the city" },
  "swapped-axes": {
    it: "Fuori dalla città: le coordinate sembrano scambiate",
    en: "Outside the city: its coordinates look swapped",
  },
  "duplicate-id": { it: "Identificativo già incontrato", en: "Its identifier was there before" },
  "duplicate-content": {
    it: "Identico a un altro dato per geometria e attributi",
    en: "Same geometry and attributes as another record",
  },
  "ground-taken": { it: "Il suolo è già descritto da un'altra fonte", en: "Another source has this ground" },
  "ground-cut": {
    it: "Ritagliato dove il suolo è di un'altra fonte",
    en: "Cut back where another source has the ground",
  },
  "unknown-reference": {
    it: "Rimanda a un elemento che non c'è",
    en: "Refers to a thing that is not there",
  },
  "missing-value": { it: "Manca un valore necessario", en: "A value it needs is missing" },
  "invalid-value": { it: "Valore non ammesso", en: "A value is not allowed" },
};

/** What a problem's code says to people; a code of an older program is its own word. */
export function wordProblem(code: string): LocalizedText {
  return code in WORDING ? WORDING[code as ProblemCode] : { it: code, en: code };
}
