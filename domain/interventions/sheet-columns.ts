/**
 * The columns of an intervention in a sheet: what the table shows, what an export writes and what a sheet that
 * comes back is read by. `id` and `version` stand first, so that a changed row still says what it was made from.
 */
import type { LocalizedText } from "../localized.ts";
import { HINDRANCES, INTERVENTION_KINDS, INTERVENTION_STATES, VEHICLE_IMPACTS } from "./intervention.ts";
import { INTERVENTION_WORDS } from "./wording.ts";

export type SheetColumnType = "uuid" | "integer" | "number" | "text" | "choice" | "boolean" | "instant";

export interface SheetColumn {
  /** The field of an intervention's row in the API; also the name of a GeoJSON property. */
  readonly key: SheetColumnKey;
  /** What the first row of a sheet says. */
  readonly header: LocalizedText;
  /**
   * How a cell is written. "instant": the city's wall clock, as a date in XLSX, as YYYY-MM-DD HH:MM in CSV;
   * "boolean": sì/no, yes/no; "choice": the word of `choices` in the language of the headers.
   */
  readonly type: SheetColumnType;
  /** What each value of a choice is called. */
  readonly choices?: Readonly<Record<string, LocalizedText>>;
  /** Whether a sheet that comes back may change it; what is worked out, or belongs to a phase among several, may not. */
  readonly editable: boolean;
}

const COLUMNS = [
  column("id", "Identificativo", "Identifier", "uuid"),
  column("version", "Versione", "Version", "integer"),
  editable("title", "Titolo", "Title", "text"),
  choice(
    "kind",
    "Tipo",
    "Kind",
    INTERVENTION_KINDS,
    (language, kind) => INTERVENTION_WORDS[language].kinds[kind].one,
  ),
  choice(
    "state",
    "Stato",
    "State",
    INTERVENTION_STATES,
    (language, state) => INTERVENTION_WORDS[language].states[state],
  ),
  editable("urgent", "Urgente", "Urgent", "boolean"),
  editable("place", "Luogo", "Place", "text"),
  column("office", "Ufficio", "Office", "text"),
  editable("contractor", "Impresa", "Contractor", "text"),
  // The first phase's start and the last one's end.
  editable("startsAt", "Inizio", "Start", "instant"),
  editable("endsAt", "Fine", "End", "instant"),
  column("phaseCount", "Fasi", "Phases", "integer"),
  // The heaviest of all phases.
  choice(
    "vehicleImpact",
    "Effetto sulla circolazione",
    "Effect on traffic",
    VEHICLE_IMPACTS,
    (language, impact) => INTERVENTION_WORDS[language].impacts[impact],
  ),
  choice(
    "hindrance",
    "Disagio",
    "Hindrance",
    HINDRANCES,
    (language, one) => INTERVENTION_WORDS[language].hindrances[one],
  ),
  column("blockingCount", "Bloccanti", "Blocking", "integer"),
  column("warningCount", "Attenzioni", "Warnings", "integer"),
  column("areaSquareMetres", "Superficie (m²)", "Area (m²)", "number"),
  column("longitude", "Longitudine", "Longitude", "number"),
  column("latitude", "Latitudine", "Latitude", "number"),
  editable("cause", "Causa", "Cause", "text"),
  editable("description", "Descrizione", "Description", "text"),
  column("updatedAt", "Modificato", "Changed", "instant"),
  column("synthetic", "Sintetico", "Synthetic", "boolean"),
] as const;

export type SheetColumnKey = (typeof COLUMNS)[number]["key"];

/** In the order in which they are written. */
export const SHEET_COLUMNS: readonly SheetColumn[] = COLUMNS;

function column<const Key extends string>(key: Key, it: string, en: string, type: SheetColumnType) {
  return { key, header: { it, en }, type, editable: false };
}

function editable<const Key extends string>(key: Key, it: string, en: string, type: SheetColumnType) {
  return { key, header: { it, en }, type, editable: true };
}

/** One of a closed list, by the words the page has for it. */
function choice<const Key extends string, const Value extends string>(
  key: Key,
  it: string,
  en: string,
  values: readonly Value[],
  word: (language: "it" | "en", value: Value) => string,
) {
  const choices: Record<string, LocalizedText> = {};
  for (const value of values) choices[value] = { it: word("it", value), en: word("en", value) };
  return { key, header: { it, en }, type: "choice" as const, choices, editable: true };
}
