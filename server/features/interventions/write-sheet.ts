import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate, ZipPassThrough } from "fflate";
import writeExcelFile from "write-excel-file/node";
import type { SheetColumn, SheetColumnType } from "../../../domain/interventions/sheet-columns.ts";
import { toCsvCell } from "../../platform/csv.ts";
import { type Cell, type Language, WallClock } from "./sheet-cells.ts";

type Batches = AsyncIterable<readonly (readonly Cell[])[]>;

const BYTE_ORDER_MARK = "\ufeff";

/** RFC 4180, a batch at a time. */
export async function* writeCsv(
  columns: readonly SheetColumn[],
  language: Language,
  mark: boolean,
  batches: Batches,
): AsyncGenerator<string> {
  const line = (cells: readonly (string | number)[]) => `${cells.map(toCsvCell).join(",")}\r\n`;
  yield (mark ? BYTE_ORDER_MARK : "") + line(columns.map(({ header }) => header[language]));
  for await (const rows of batches) {
    yield rows
      .map((cells) => line(cells.map((cell) => (cell instanceof WallClock ? cell.toText() : cell))))
      .join("");
  }
}

const SHEET_NAMES = { it: "Interventi", en: "Interventions" } as const;
const WIDTHS: Readonly<Record<SheetColumnType, number>> = {
  uuid: 38,
  integer: 11,
  number: 15,
  text: 36,
  choice: 24,
  boolean: 10,
  instant: 17,
};

/** A workbook of one row: what the library writes around the rows, and the style it gives each column. */
async function makeTemplate(columns: readonly SheetColumn[], language: Language) {
  const head = columns.map(({ header }) => ({
    value: header[language],
    fontWeight: "bold" as const,
    backgroundColor: "#E6F0FA",
  }));
  const sample = columns.map(({ type }) => {
    if (type === "instant") return { value: new Date(0), type: Date, format: "DD/MM/YYYY HH:MM" };
    if (type === "integer") return { value: 1, type: Number, format: "0" };
    if (type === "number") return { value: 1, type: Number, format: "0.0######" };
    return { value: "-", type: String };
  });
  const workbook = await writeExcelFile([head, sample], {
    sheet: SHEET_NAMES[language],
    stickyRowsCount: 1,
    columns: columns.map(({ type }) => ({ width: WIDTHS[type] })),
  }).toBuffer();
  const files = unzipSync(new Uint8Array(workbook));
  const sheet = strFromU8(files[SHEET]!);
  const [, before, row, after] =
    /^(.*<sheetData>.*?<\/row>)(<row r="2".*?<\/row>)(<\/sheetData>.*)$/s.exec(sheet) ?? [];
  if (before === undefined || row === undefined || after === undefined) {
    throw new Error(`write-excel-file wrote a sheet that is not understood: ${sheet.slice(0, 500)}`);
  }
  const styles = [...row.matchAll(/<c r="[A-Z]+2"([^>]*)>/g)].map(
    ([, attributes]) => /\bs="\d+"/.exec(attributes!)?.[0],
  );
  files[STYLES] = strToU8(strFromU8(files[STYLES]!).replace(/numFmtId="1(\d\d)"/g, withOwnNumber));
  return { files, before, after, styles };
}

/** A workbook's own formats begin at 164, and readers go by that; the library's begin at 100. */
const withOwnNumber = (_: string, digits: string) => `numFmtId="${164 + Number(digits)}"`;

const SHEET = "xl/worksheets/sheet1.xml";
const STYLES = "xl/styles.xml";
const DAY_MS = 86_400_000;
/** Days of Excel's calendar before 1970 (ISO/IEC 29500-1 §18.17.4.1). */
const EXCEL_EPOCH_DAYS = 25_569;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
/** What XML 1.0 cannot hold, escaped or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NO_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

function toXml(cell: Cell, address: string, style: string | undefined): string {
  const styled = ` r="${address}"${style === undefined ? "" : ` ${style}`}`;
  if (cell instanceof WallClock) return `<c${styled}><v>${cell.asUtcMs / DAY_MS + EXCEL_EPOCH_DAYS}</v></c>`;
  if (typeof cell === "number") return `<c${styled}><v>${cell}</v></c>`;
  if (cell === "") return `<c${styled}/>`;
  const text = cell.replace(NO_XML, "").replace(/[&<>]/g, (letter) => ESCAPES[letter]!);
  return `<c${styled} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** A, B … Z, AA …: the name of the column at an index. */
function columnName(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}

/**
 * A workbook of which only a batch is in memory at a time: the library writes it whole, with one row, and the
 * rows take that one's place while it is zipped anew. Text is stored as text, so no cell can become a formula.
 */
export async function* writeXlsx(
  columns: readonly SheetColumn[],
  language: Language,
  batches: Batches,
): AsyncGenerator<Uint8Array> {
  const { files, before, after, styles } = await makeTemplate(columns, language);
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    ready.push(chunk);
  });
  for (const [name, content] of Object.entries(files)) {
    if (name === SHEET) continue;
    const file = new ZipPassThrough(name);
    zip.add(file);
    file.push(content, true);
  }
  const sheet = new ZipDeflate(SHEET, { level: 3 });
  zip.add(sheet);
  const encoder = new TextEncoder();
  sheet.push(encoder.encode(before));
  const names = columns.map((_, index) => columnName(index));
  let count = 1;
  for await (const rows of batches) {
    let xml = "";
    for (const cells of rows) {
      count += 1;
      xml += `<row r="${count}">${cells.map((cell, index) => toXml(cell, names[index]! + count, styles[index])).join("")}</row>`;
    }
    sheet.push(encoder.encode(xml));
    yield* ready.splice(0);
  }
  const filtered = `<autoFilter ref="A1:${columnName(columns.length - 1)}${count}"/>`;
  sheet.push(encoder.encode(after.replace("</sheetData>", `</sheetData>${filtered}`)), true);
  zip.end();
  yield* ready.splice(0);
}
