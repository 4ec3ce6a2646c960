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

/** Of a row's cells that hold something, so many must be the same for it to be the row that was saved. */
const LEAST_SHARE = 0.6;
/** What the same place in the sheet counts for. */
const SAME_NUMBER_SHARE = 0.1;

/** Rows of a sheet under the same header: the same cells are the same row, else the one that is most alike. */
export function matcher(
  sheet: RememberedSheet | null,
  header: readonly string[],
  rows: readonly { readonly number: number; readonly cells: readonly Cell[] }[],
): (number: number, cells: readonly Cell[]) => RememberedRow | null {
  if (sheet === null || sheet.header !== keyOf(header)) return () => null;
  const found = new Map<number, RememberedRow>();
  const byCells = new Map(sheet.rows.map((row) => [row.cells, row]));
  for (const { number, cells } of rows) {
    const same = byCells.get(keyOf(cells));
    if (same === undefined) continue;
    found.set(number, same);
    byCells.delete(same.cells);
  }
  const left = new Map([...byCells.values()].map((row) => [row, row.cells.split(BETWEEN)]));
  for (const { number, cells } of rows) {
    if (found.has(number)) continue;
    const texts = cells.map(cellText);
    let best: { readonly row: RememberedRow; readonly share: number } | null = null;
    for (const [row, known] of left) {
      const share = alike(texts, known) + (row.number === number ? SAME_NUMBER_SHARE : 0);
      if (share >= LEAST_SHARE && share > (best?.share ?? 0)) best = { row, share };
    }
    if (best === null) continue;
    found.set(number, best.row);
    left.delete(best.row);
  }
  return (number) => found.get(number) ?? null;
}

function alike(a: readonly string[], b: readonly string[]): number {
  const told = a.flatMap((text, at) => (text === "" && (b[at] ?? "") === "" ? [] : [text === b[at]]));
  return told.filter(Boolean).length / Math.max(1, told.length);
}
