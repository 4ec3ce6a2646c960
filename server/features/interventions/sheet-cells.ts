import { toLocal } from "../../../domain/geo/calendar.ts";
import {
  SHEET_COLUMNS,
  type SheetColumn,
  type SheetColumnKey,
} from "../../../domain/interventions/sheet-columns.ts";
import { centreOf, heaviestOf } from "./table.ts";
import type { TableRow } from "./table-store.ts";

export type Language = "it" | "en";

/** The city's wall clock, as if it were UTC: a sheet knows no time zones. */
export class WallClock {
  constructor(readonly asUtcMs: number) {}

  /** YYYY-MM-DD HH:MM. */
  toText(): string {
    return new Date(this.asUtcMs).toISOString().slice(0, 16).replace("T", " ");
  }
}

export type Cell = string | number | WallClock;

const WORDS = { it: { yes: "sì", no: "no" }, en: { yes: "yes", no: "no" } } as const;

/** The chosen columns in their order, after those that name the row; all when none is chosen. */
export function columnsOf(chosen: string | undefined): readonly SheetColumn[] {
  const [id, version, ...others] = SHEET_COLUMNS;
  if (chosen === undefined) return SHEET_COLUMNS;
  const keys = [...new Set(chosen.split(","))];
  return [id!, version!, ...keys.flatMap((key) => others.find((column) => column.key === key) ?? [])];
}

/** What the row says under a column, as the API words it. */
export function tellValue(row: TableRow, key: SheetColumnKey): string | number | boolean | Date {
  switch (key) {
    case "office":
      return row.officeName;
    case "vehicleImpact":
      return heaviestOf(row).vehicleImpact;
    case "hindrance":
      return heaviestOf(row).hindrance;
    case "areaSquareMetres":
      return Math.round(row.areaSquareMetres * 10) / 10;
    case "longitude":
      return centreOf(row.box)[0];
    case "latitude":
      return centreOf(row.box)[1];
    default:
      return row[key];
  }
}

/** The same for a person's sheet: words in their language, times of the city's clock. */
export function cellOf(row: TableRow, column: SheetColumn, language: Language, timeZone: string): Cell {
  const value = tellValue(row, column.key);
  if (typeof value === "boolean") return WORDS[language][value ? "yes" : "no"];
  if (value instanceof Date) {
    const { date, clockMs } = toLocal(value.getTime(), timeZone);
    return new WallClock(Date.parse(`${date}T00:00:00Z`) + clockMs);
  }
  if (column.choices !== undefined) return column.choices[value]?.[language] ?? value;
  return value;
}
