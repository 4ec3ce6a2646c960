/** The table in hand, kept on this device: a reload, or a link to a row of it, opens it again. */
import type { Cell } from "../../../domain/row-imports/cells.ts";
import { readStored, writeStored } from "../../ui/stored.ts";
import type { Table } from "./read-table.ts";

const NAME = "decumano.rows.table";

type KeptCell = Exclude<Cell, Date> | { readonly date: number };

export function keepTable(table: Table | null): void {
  const keep = (cell: Cell): KeptCell => (cell instanceof Date ? { date: cell.getTime() } : cell);
  const kept = table && { ...table, rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(keep) })) };
  writeStored(NAME, kept && JSON.stringify(kept));
}

export function readKeptTable(): Table | null {
  const text = readStored(NAME);
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Omit<Table, "rows"> & { rows: { number: number; cells: KeptCell[] }[] };
    const open = (cell: KeptCell): Cell =>
      typeof cell === "object" && cell !== null ? new Date(cell.date) : cell;
    return { ...kept, rows: kept.rows.map((row) => ({ ...row, cells: row.cells.map(open) })) };
  } catch {
    // Kept by another version of this page.
    return null;
  }
}
