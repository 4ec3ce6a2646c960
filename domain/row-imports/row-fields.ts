/** What a column of rows may tell, and the words people head it with, in Italian and English. */
import { SHEET_COLUMNS } from "../interventions/sheet-columns.ts";
import { type Cell, cellText, plainWords } from "./cells.ts";

export const ROW_FIELDS = [
  "id",
  "version",
  "place",
  "from",
  "to",
  "side",
  "houseNumber",
  "longitude",
  "latitude",
  "geometry",
  "startsAt",
  "startTime",
  "endsAt",
  "endTime",
  "days",
  "kind",
  "state",
  "title",
  "description",
  "cause",
  "contractor",
  "urgent",
  "widthMetres",
  "depthMetres",
  "vehicleImpact",
  "hindrance",
] as const;
export type RowField = (typeof ROW_FIELDS)[number];

/** Which column (0 is the first) tells which field. */
export type ColumnMapping = Readonly<Partial<Record<RowField, number>>>;

const NAMES: Readonly<Record<RowField, string>> = {
  id: "id|identificativo|identifier|codice intervento",
  version: "versione|version",
  place:
    "via|indirizzo|luogo|ubicazione|localita|strada|place|street|address|location|toponimo|nome via|via e tratto|sito|dove|where|corso",
  from: "da via|tratto da|dalla via|inizio tratto|from street|da strada|da numero|da n|dal civico|da civico",
  to: "a via|tratto a|alla via|fine tratto|to street|a strada|a numero|a n|al civico|a civico",
  side: "lato|side",
  houseNumber: "civico|numero civico|n civico|house number|num civico",
  longitude: "longitudine|longitude|lon|lng|long|x",
  latitude: "latitudine|latitude|lat|y",
  geometry: "geometria|geometry|wkt|geom|geojson|the geom|wkt geom",
  startsAt:
    "inizio|dal|data inizio|data di inizio|inizio lavori|dal giorno|start|from|start date|starts|begin|data|date|dalla data|decorrenza",
  startTime: "ora inizio|ore inizio|dalle|dalle ore|ora di inizio|start time|start hour",
  endsAt:
    "fine|al|data fine|data di fine|fine lavori|al giorno|termine|scadenza|end|to|end date|ends|until|alla data|fino al",
  endTime: "ora fine|ore fine|alle|alle ore|ora di fine|end time|end hour",
  days: "giorni|durata|durata giorni|gg|days|duration|duration days|durata gg",
  kind: "tipo|tipologia|kind|type|tipo intervento|tipo di intervento|categoria|category|genere|natura|lavoro|tipo lavoro",
  state: "stato|state|status|stato intervento|fase",
  title: "titolo|title|oggetto|intervento|nome|name|denominazione|subject",
  description: "descrizione|description|note|notes|dettagli|details|osservazioni|remarks",
  cause: "causa|cause|motivo|motivazione|reason",
  contractor: "impresa|contractor|ditta|esecutore|appaltatore|ente|company|firm|richiedente|gestore|societa",
  urgent: "urgente|urgent|urgenza|emergenza|emergency",
  widthMetres:
    "larghezza|width|larghezza m|larghezza metri|width m|larg|larghezza scavo|larghezza occupazione",
  depthMetres: "profondita|depth|profondita m|profondita metri|depth m|prof|profondita scavo",
  vehicleImpact:
    "effetto sulla circolazione|effect on traffic|effetto traffico|viabilita|traffic|impatto|circolazione",
  hindrance: "disagio|hindrance|intralcio",
};

const FIELD_OF = new Map<string, RowField>(
  ROW_FIELDS.flatMap((field) => NAMES[field].split("|").map((name) => [name, field] as const)),
);
/** The headers of an exported sheet mean what the export says, whatever else their words could mean. */
const EXPORTED = new Map<string, RowField | null>(
  SHEET_COLUMNS.flatMap(({ key, header }) =>
    [header.it, header.en, key].map((name) => [
      plainWords(name),
      (ROW_FIELDS as readonly string[]).includes(key) ? (key as RowField) : null,
    ]),
  ),
);

export interface ReadHeader {
  readonly mapping: ColumnMapping;
  /** Columns that no word told, or that a column before already tells. */
  readonly unknown: readonly number[];
  /** Without a place and a beginning nothing can be laid on the map: the mapping is to be asked for. */
  readonly isClear: boolean;
}

/** Which field each header names. */
export function readHeader(header: readonly Cell[]): ReadHeader {
  const names = header.map((cell) => plainWords(cellText(cell)));
  const isExport = names.includes("identificativo") || names.includes("identifier");
  const mapping: Partial<Record<RowField, number>> = {};
  const unknown: number[] = [];
  names.forEach((name, column) => {
    const field = isExport && EXPORTED.has(name) ? (EXPORTED.get(name) ?? null) : findField(name);
    if (field !== null && mapping[field] === undefined) mapping[field] = column;
    else if (field === null && isExport && EXPORTED.has(name)) return;
    else unknown.push(column);
  });
  return { mapping, unknown, isClear: isEnough(mapping) };
}

function findField(name: string): RowField | null {
  if (name === "") return null;
  const whole = FIELD_OF.get(name);
  if (whole !== undefined) return whole;
  // "Data inizio lavori prevista" begins with "data inizio lavori": the longest name that begins it.
  const begun = [...FIELD_OF.keys()]
    .filter((known) => known.length >= 4 && name.startsWith(`${known} `))
    .sort((a, b) => b.length - a.length)[0];
  return begun === undefined ? null : FIELD_OF.get(begun)!;
}

/** Whether rows can be laid on the map and in time by these columns. */
export function isEnough(mapping: ColumnMapping): boolean {
  const isPlaced =
    mapping.place !== undefined ||
    mapping.geometry !== undefined ||
    (mapping.longitude !== undefined && mapping.latitude !== undefined);
  return isPlaced && mapping.startsAt !== undefined;
}

/**
 * Whether a first line is a header: at least two of its cells name fields. A paste of bare rows has none, and its
 * columns are asked for.
 */
export function looksLikeHeader(cells: readonly Cell[]): boolean {
  const named = cells.filter((cell) => typeof cell === "string" && findField(plainWords(cell)) !== null);
  return named.length >= Math.min(2, cells.length);
}
