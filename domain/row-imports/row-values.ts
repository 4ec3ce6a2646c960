/** Cells to values, as people write them. Undefined: it cannot be read. */
import { addDays } from "../geo/calendar.ts";
import {
  HINDRANCES,
  type Hindrance,
  INTERVENTION_KINDS,
  INTERVENTION_STATES,
  type InterventionKind,
  type InterventionState,
  VEHICLE_IMPACTS,
  type VehicleImpact,
} from "../interventions/intervention.ts";
import { SHEET_COLUMNS } from "../interventions/sheet-columns.ts";
import { type Cell, cellText, plainWords } from "./cells.ts";

/** A day of the city's calendar and, where it was told, the wall clock. */
export interface LocalMoment {
  readonly date: string;
  /** Null: only the day was told. */
  readonly clockMs: number | null;
}

const DAY_MS = 86_400_000;
/** Day 0 of a sheet's serial dates (1900 system, whose leap day of 1900 never was: ECMA-376 §18.17.4.1). */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
/** 1 January 1960 to 31 December 2199: a smaller number is a count of something else. */
const [LEAST_SERIAL, MOST_SERIAL] = [21_916, 109_574];
const ITALIAN = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})(?:[\sT,]+(.+))?$/;
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[\sT]+(.+))?$/;
const CLOCK = /^(?:ore\s+|h\s*)?(\d{1,2})(?:[:.h](\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?:h|am|pm)?$/i;
const MONTHS = "gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic".split("|");
const ENGLISH_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec".split("|");
const NAMED = /^(\d{1,2})[°º]?[\s-]+(\p{L}{3,})\.?[\s-]+(\d{4})(?:[\s,]+(.+))?$/u;

export function readMoment(cell: Cell): LocalMoment | undefined {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? undefined : fromSheetTime(cell.getTime());
  if (typeof cell === "number") return readSerial(cell);
  // A weekday before the date tells nothing more.
  const text = cellText(cell).replace(
    /^(?:lun|mar|mer|gio|ven|sab|dom|mon|tue|wed|thu|fri|sat|sun)\p{L}*\.?,?\s+/iu,
    "",
  );
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) return readSerial(Number(text.replace(",", ".")));
  const iso = ISO.exec(text);
  if (iso) return moment(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4]);
  const italian = ITALIAN.exec(text);
  if (italian) {
    const year = Number(italian[3]);
    return moment(year < 100 ? 2000 + year : year, Number(italian[2]), Number(italian[1]), italian[4]);
  }
  const named = NAMED.exec(text);
  if (!named) return undefined;
  const begin = plainWords(named[2]!).slice(0, 3);
  const month = Math.max(MONTHS.indexOf(begin), ENGLISH_MONTHS.indexOf(begin));
  return month < 0 ? undefined : moment(Number(named[3]), month + 1, Number(named[1]), named[4]);
}

function readSerial(serial: number): LocalMoment | undefined {
  if (!(serial >= LEAST_SERIAL && serial <= MOST_SERIAL)) return undefined;
  return fromSheetTime(SERIAL_ZERO + Math.round(serial * 1440) * 60_000);
}

/** A sheet's time is a wall clock without a place: midnight is "only the day". */
function fromSheetTime(ms: number): LocalMoment {
  const clockMs = ((ms % DAY_MS) + DAY_MS) % DAY_MS;
  return { date: new Date(ms).toISOString().slice(0, 10), clockMs: clockMs === 0 ? null : clockMs };
}

function moment(year: number, month: number, day: number, rest: string | undefined): LocalMoment | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  // 31/02 would roll over into March.
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day || year < 1900 || year > 2199)
    return undefined;
  const date = at.toISOString().slice(0, 10);
  if (rest === undefined || rest.trim() === "") return { date, clockMs: null };
  const clockMs = readClock(rest);
  if (clockMs === undefined) return undefined;
  return clockMs === DAY_MS ? { date: addDays(date, 1), clockMs: 0 } : { date, clockMs };
}

/** Milliseconds after midnight; 24:00 is a whole day. */
export function readClock(cell: Cell): number | undefined {
  if (cell instanceof Date) return ((cell.getTime() % DAY_MS) + DAY_MS) % DAY_MS;
  // A sheet keeps an hour as a part of a day.
  if (typeof cell === "number" && cell >= 0 && cell < 1) return Math.round(cell * 1440) * 60_000;
  const match = CLOCK.exec(cellText(cell).replace(/\.?\s*Z$/, ""));
  if (!match) return undefined;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)];
  if (hours > 24 || minutes > 59 || (hours === 24 && minutes > 0)) return undefined;
  return (hours * 60 + minutes) * 60_000;
}

/** Metres, days, degrees: "1,20", "1.2 m", "1 200". */
export function readNumber(cell: Cell): number | undefined {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : undefined;
  const text = cellText(cell)
    .replace(/(?:metri|metres|mt|ml|cm|m|gg|giorni|days|°)\.?$/i, "")
    .replace(/(?<=\d)\s(?=\d{3}\b)/g, "")
    .trim();
  if (!/^-?\d+(?:[.,]\d+)?$/.test(text)) return undefined;
  const value = Number(text.replace(",", "."));
  return /cm\.?$/i.test(cellText(cell)) ? value / 100 : value;
}

const YES = new Set("si yes x true vero 1 y s urgente urgent".split(" "));
const NO = new Set(["", ..."no false falso 0 n".split(" ")]);

export function readBoolean(cell: Cell): boolean | undefined {
  if (typeof cell === "boolean") return cell;
  const word = plainWords(cellText(cell));
  return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

/** Beginnings of words that name a kind, the more telling kinds first: "potatura su marciapiede" is greenwork. */
const KIND_WORDS: readonly (readonly [InterventionKind, string])[] = [
  [
    "greenwork",
    "potatur abbattiment albero alberi alberat sfalcio verde piantumaz dimora dendro siep aiuol diserbo taglio prun mowing tree greenwork planting",
  ],
  [
    "event",
    "manifestaz mercat event fiera festa sagra concert corteo procession maraton spettacol raduno riprese market fair race parade",
  ],
  [
    "occupation",
    "ponteggi dehor trasloc autogru casson occupazion piattaforma autoscal steccat trabattell scarrabil banchett gazebo scaffold removal skip crane occupation terrace carico",
  ],
  [
    "roadwork",
    "scav cantier lavori roadwork rete idric acquedott gas fognat condott fibra posa cavi elettric telerisc asfalt paviment ripristin manutenz stradal marciapied segnaletic allaccio allacciament dig trench excavation works repair riparaz perdita tombin binar tranviar rifaciment",
  ],
];

/** Words of two stand together: they are sought as they are, single ones at the beginning of a word. */
const KIND_STARTS = KIND_WORDS.map(([kind, list]) => [kind, list.split(" ")] as const);

/** What kind a word, or a title, speaks of; undefined where it says none. */
export function readKind(cell: Cell): InterventionKind | undefined {
  const said = plainWords(cellText(cell));
  if (said === "") return undefined;
  const exact = findChoice("kind", said, INTERVENTION_KINDS);
  if (exact !== undefined) return exact;
  const words = said.split(" ");
  return KIND_STARTS.find(([, starts]) =>
    starts.some((start) => start.length >= 3 && words.some((word) => word.startsWith(start))),
  )?.[0];
}

const STATE_WORDS: Readonly<Record<string, InterventionState>> = {
  previsione: "forecast",
  prevista: "forecast",
  programmato: "forecast",
  programmata: "forecast",
  bozza: "draft",
  proposta: "proposed",
  richiesto: "proposed",
  richiesta: "proposed",
  "in istruttoria": "proposed",
  approvata: "approved",
  autorizzato: "approved",
  autorizzata: "approved",
  authorised: "approved",
  authorized: "approved",
  consegnato: "handedOver",
  consegnata: "handedOver",
  aperto: "inProgress",
  avviato: "inProgress",
  iniziato: "inProgress",
  open: "inProgress",
  sospesa: "suspended",
  concluso: "completed",
  conclusa: "completed",
  completato: "completed",
  terminato: "completed",
  eseguito: "completed",
  finito: "completed",
  chiuso: "completed",
  done: "completed",
  closed: "completed",
  ripreso: "takenBack",
  collaudato: "takenBack",
  ripristinato: "takenBack",
  annullata: "cancelled",
  revocato: "cancelled",
  archiviato: "cancelled",
  canceled: "cancelled",
};

export function readState(cell: Cell): InterventionState | undefined {
  const said = plainWords(cellText(cell));
  return findChoice("state", said, INTERVENTION_STATES) ?? STATE_WORDS[said];
}

export function readVehicleImpact(cell: Cell): VehicleImpact | undefined {
  const said = plainWords(cellText(cell));
  const exact = findChoice("vehicleImpact", said, VEHICLE_IMPACTS);
  if (exact !== undefined) return exact;
  if (/\balternat/.test(said)) return "alternating-one-way";
  if (/\bmovier/.test(said)) return "flagging";
  if (/\bsemafor/.test(said)) return "temporary-traffic-signal";
  if (/\b(chius|clos|interrot)/.test(said))
    return /\b(cors|lane|parzial)/.test(said) ? "some-lanes-closed" : "all-lanes-closed";
  if (/\b(restring|narrow|parzial)/.test(said)) return "some-lanes-closed";
  return /\b(nessun|no|none|libera|apert|open)/.test(said) ? "all-lanes-open" : undefined;
}

export function readHindrance(cell: Cell): Hindrance | undefined {
  const said = plainWords(cellText(cell));
  const exact = findChoice("hindrance", said, HINDRANCES);
  if (exact !== undefined) return exact;
  if (/^(nessun|no\b|none)/.test(said)) return "none";
  if (/^(lieve|minor|bass)/.test(said)) return "minor";
  return /^(grave|major|alt|fort)/.test(said) ? "major" : undefined;
}

/** Every name of every value, read once: an archive asks half a million times. */
const CHOICES = new Map<string, string>(
  SHEET_COLUMNS.flatMap(({ key, choices }) =>
    Object.entries(choices ?? {}).flatMap(([value, { it, en }]) =>
      [value, it, en].map((name) => [`${key} ${plainWords(name)}`, value] as const),
    ),
  ),
);

function findChoice<Value extends string>(
  key: string,
  said: string,
  values: readonly Value[],
): Value | undefined {
  const found = CHOICES.get(`${key} ${said}`);
  return values.find((value) => value === found);
}
