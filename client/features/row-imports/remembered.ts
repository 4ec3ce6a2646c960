/**
 * What this device last saved from a sheet: so that the same sheet, changed and dropped again, is known row by row even
 * where it bears no identifiers, and what is missing from it can be told.
 */
import { type Cell, cellText } from "../../../domain/row-imports/cells.ts";
import { readStored, writeStored } from "../../ui/stored.ts";

export interface RememberedRow {
  readonly id: string;
  readonly version: number;
  readonly number: number;
  readonly title: string;
  readonly cells: string;
}

export interface RememberedSheet {
  readonly name: string;
  readonly header: string;
  readonly rows: readonly RememberedRow[];
}

const NAME = "decumano.rows";
const BETWEEN = "\u001f";

export function keyOf(cells: readonly Cell[]): string {
  return cells.map(cellText).join(BETWEEN);
}

export function readRemembered(): RememberedSheet | null {
  const text = readStored(NAME);
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as RememberedSheet;
    return Array.isArray(value.rows) ? value : null;
  } catch {
    return null;
  }
}

export function remember(sheet: RememberedSheet): void {
  writeStored(NAME, sheet.rows.length === 0 ? null : JSON.stringify(sheet));
}

/** Rows of a sheet under the same header: the same cells are the same row, else the one of the same number. */
export function matcher(
  sheet: RememberedSheet | null,
  header: readonly string[],
  rows: readonly { readonly number: number; readonly cells: readonly Cell[] }[],
): (number: number, cells: readonly Cell[]) => RememberedRow | null {
  if (sheet === null || sheet.header !== keyOf(header)) return () => null;
  const byCells = new Map(sheet.rows.map((row) => [row.cells, row]));
  const taken = new Set<string>();
  for (const { cells } of rows) {
    const same = byCells.get(keyOf(cells));
    if (same) taken.add(same.id);
  }
  const byNumber = new Map(sheet.rows.filter(({ id }) => !taken.has(id)).map((row) => [row.number, row]));
  return (number, cells) => byCells.get(keyOf(cells)) ?? byNumber.get(number) ?? null;
}
