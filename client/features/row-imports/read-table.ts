/** What was pasted or dropped, as a table: its header, and the rows under it. */
import { type Cell, cellText, type SheetRow } from "../../../domain/row-imports/cells.ts";
import { isBlank } from "../../../domain/row-imports/read-row.ts";
import { looksLikeHeader } from "../../../domain/row-imports/row-fields.ts";

export interface Table {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly SheetRow[];
  /** False: the first line is a row already, and its columns have to be named. */
  readonly hasHeader: boolean;
}

/** Why a file cannot be read. */
export class UnreadableTable extends Error {
  override readonly name = "UnreadableTable";
  constructor(readonly reason: "empty" | "not-a-sheet" | "old-excel") {
    super(reason);
  }
}

const HEADER_WITHIN_ROWS = 10;

export function toTable(name: string, lines: readonly (readonly Cell[])[]): Table {
  const found = lines.slice(0, HEADER_WITHIN_ROWS).findIndex((cells) => looksLikeHeader(cells));
  const width = Math.max(0, ...lines.map((cells) => cells.length));
  const hasHeader = found >= 0;
  const header = hasHeader
    ? Array.from({ length: width }, (_, column) => cellText(lines[found]![column]))
    : Array.from({ length: width }, () => "");
  const rows = lines.flatMap((cells, index): SheetRow[] =>
    index <= found || isBlank(cells)
      ? []
      : [{ number: index + 1, cells: Array.from({ length: width }, (_, column) => cells[column] ?? null) }],
  );
  if (rows.length === 0) throw new UnreadableTable("empty");
  return { name, header, rows, hasHeader };
}

/** Text from a sheet's cells (tabs between them) or of a CSV with commas or semicolons. */
export async function readText(name: string, text: string): Promise<Table> {
  const { parse } = await import("csv-parse/browser/esm/sync");
  const lines = parse(text.replace(/^\uFEFF/, ""), {
    delimiter: sniffDelimiter(text),
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
  }) as string[][];
  return toTable(name, lines);
}

/** The one that parts the first lines into the most columns; one alone is a list of places. */
function sniffDelimiter(text: string): string {
  const lines = text
    .split(/\r?\n/)
    .slice(0, 6)
    .map((line) => line.replace(/"[^"]*"/g, ""));
  const counts = ["\t", ";", "|", ","].map((delimiter) => ({
    delimiter,
    count: Math.min(
      ...lines.filter((line) => line.trim() !== "").map((line) => line.split(delimiter).length - 1),
    ),
  }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

/** @throws UnreadableTable */
export async function readFile(file: File): Promise<Table> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length === 0) throw new UnreadableTable("empty");
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return toTable(file.name, await readXlsx(bytes));
  // The first bytes of what Excel wrote before 2007.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new UnreadableTable("old-excel");
  return readText(file.name, decode(bytes));
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

async function readXlsx(bytes: Uint8Array): Promise<Cell[][]> {
  const [{ readSheet }, { unzipSync, zipSync }] = await Promise.all([
    import("read-excel-file/universal"),
    import("fflate"),
  ]);
  try {
    // What is packed would be unpacked in a worker made of text, which the page's policy forbids; what is not, is not.
    const unpacked = zipSync(unzipSync(bytes), { level: 0 });
    return (await readSheet(new Blob([unpacked as Uint8Array<ArrayBuffer>]))) as Cell[][];
  } catch {
    throw new UnreadableTable("not-a-sheet");
  }
}
