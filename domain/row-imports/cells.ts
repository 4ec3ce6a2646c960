/** What stands in a cell, as a sheet or a line of text gives it. */
export type Cell = string | number | boolean | Date | null;

/** One row under its header: as many cells as the header has, a missing one null. */
export interface SheetRow {
  /** As the sheet counts, its header being 1. */
  readonly number: number;
  readonly cells: readonly Cell[];
}

/** A cell as people read it, without spaces around. Dates of a sheet are wall-clock times carried in UTC. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 16).replace("T", " ");
  if (typeof cell === "boolean") return cell ? "sì" : "no";
  const text = String(cell).replace(/\s+/g, " ").trim();
  // An export puts an apostrophe before what a spreadsheet would calculate.
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}

/** Small letters without accents and marks, words one space apart: "Larghezza (m)" is "larghezza m". */
export function plainWords(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
