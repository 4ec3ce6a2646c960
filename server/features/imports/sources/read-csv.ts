import type { Readable } from "node:stream";
import { parse } from "csv-parse";
import type { ManifestSource, SourceEncoding } from "../../../../domain/imports/manifest.ts";
import type {
  BadRecord,
  ProblemFound,
  SourceGeometry,
  SourceRecord,
} from "../../../../domain/imports/source-record.ts";
import { parseWellKnownText } from "../../../../domain/imports/well-known-text.ts";
import { UnreadableSource } from "../import-plan.ts";
import { decodeBinary } from "./decode-text.ts";

const MAX_RECORD_BYTES = 4 * 1024 * 1024;
/** So many one after the other with none that can be read: at the start it is something else, later on damaged. */
const HOPELESS = 10_000;
const DELIMITERS = [",", ";", "\t", "|"];

interface Row {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * Rows under their header. Read byte by byte and decoded field by field: one row in another encoding is that row's
 * trouble. Numbers stay text; an empty field is null.
 */
export async function* readCsv(
  bytes: Readable,
  { encoding, geometryColumns }: Pick<ManifestSource, "encoding" | "geometryColumns">,
): AsyncGenerator<SourceRecord | BadRecord> {
  const chunks = bytes[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await chunks.next();
  if (first.done) throw new UnreadableSource("holds nothing");
  const start = withoutByteOrderMark(first.value);
  const skipped: { line: number; detail: string }[] = [];
  const parser = parse({
    encoding: "latin1",
    delimiter: sniffDelimiter(start),
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MAX_RECORD_BYTES,
    on_skip: (error) => {
      const line = typeof error?.lines === "number" ? error.lines : 0;
      // Row upon row of one without end is one trouble.
      if (skipped.at(-1)?.line !== line) skipped.push({ line, detail: error?.code ?? "not a row" });
      return undefined;
    },
  });
  void feed(parser, start, chunks);
  let header: string[] | null = null;
  let geometryOf: GeometryOf = () => ({ geometry: null });
  let number = 0;
  let good = 0;
  let inARow = 0;
  const bad = function* () {
    for (const { line, detail } of skipped.splice(0)) {
      number += 1;
      inARow += 1;
      const problem: ProblemFound = { code: detail.includes("SIZE") ? "too-long" : "unreadable", detail };
      yield { number, line, problem };
    }
  };
  for await (const row of parser as AsyncIterable<Row>) {
    if (header === null) {
      header = row.record.map((name) => decodeBinary(name, encoding).text.trim());
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what no name has
      if (header.some((name) => /[\u0000-\u0008\u000e-\u001f]/.test(name))) {
        throw new UnreadableSource("not a table: its first line is no text");
      }
      if (header.every((name) => name === "")) throw new UnreadableSource("has no line of column names");
      geometryOf = findGeometry(header, geometryColumns);
      continue;
    }
    yield* bad();
    number += 1;
    const record = readRow(header, row, number, encoding, geometryOf);
    const isGood = !("problem" in record);
    good += Number(isGood);
    inARow = isGood ? 0 : inARow + 1;
    if (inARow >= HOPELESS) {
      throw new UnreadableSource(
        good === 0
          ? `not a table: none of ${number} rows has the columns of the first line`
          : `damaged: of the ${inARow} rows before line ${row.info.lines} none can be read`,
      );
    }
    yield record;
  }
  yield* bad();
  if (header === null) throw new UnreadableSource("holds no line of column names");
}

async function feed(
  parser: ReturnType<typeof parse>,
  start: Buffer,
  chunks: AsyncIterator<Buffer>,
): Promise<void> {
  try {
    for (
      let next: IteratorResult<Buffer> = { done: false, value: start };
      !next.done;
      next = await chunks.next()
    ) {
      if (parser.destroyed) {
        await chunks.return?.();
        return;
      }
      if (!parser.write(next.value) && !parser.destroyed) {
        await new Promise<void>((resolve) => {
          const go = () => {
            parser.off("drain", go);
            parser.off("close", go);
            resolve();
          };
          parser.on("drain", go);
          parser.on("close", go);
        });
      }
    }
    parser.end();
  } catch (error) {
    parser.destroy(error as Error);
  }
}

function withoutByteOrderMark(bytes: Buffer): Buffer {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new UnreadableSource("is UTF-16: save it as UTF-8");
  }
  return bytes;
}

/** The one that parts the first lines into the same number of columns, and the most of them. */
export function sniffDelimiter(start: Buffer): string {
  const lines = start
    .toString("latin1", 0, 64 * 1024)
    .split(/\r?\n/)
    .slice(0, 6)
    .filter((line) => line !== "")
    .map((line) => line.replace(/"[^"]*"/g, ""));
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const agreeing = counts.filter((count) => count === counts[0]).length;
    return { delimiter, score: (counts[0] ?? 0) * agreeing };
  });
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

type GeometryOf = (properties: Readonly<Record<string, unknown>>) => {
  readonly geometry: SourceGeometry | null;
  readonly problem?: ProblemFound;
};

const WKT_NAMES = ["wkt", "geometry", "geom", "the_geom", "wkt_geom"];
const POINT_NAMES = [
  ["lon", "lat"],
  ["lng", "lat"],
  ["long", "lat"],
  ["longitude", "latitude"],
  ["longitudine", "latitudine"],
  ["x", "y"],
];

/** How the geometry is got at, by the columns declared or else by their names. */
function findGeometry(header: readonly string[], declared: ManifestSource["geometryColumns"]): GeometryOf {
  const wanted = declared === undefined || declared === "none" ? [] : Object.values(declared);
  const missing = wanted.find((name) => !header.includes(name));
  if (missing !== undefined)
    throw new UnreadableSource(`has no column "${missing}"; it has ${header.join(", ")}`);
  if (declared === "none") return () => ({ geometry: null });
  if (declared !== undefined)
    return "wkt" in declared ? wktOf(declared.wkt) : pointOf(declared.x, declared.y);
  const named = (name: string) => header.find((column) => column.toLowerCase() === name);
  const wkt = WKT_NAMES.map(named).find((column) => column !== undefined);
  if (wkt !== undefined) return wktOf(wkt);
  for (const [x, y] of POINT_NAMES) {
    const [columnX, columnY] = [named(x!), named(y!)];
    if (columnX !== undefined && columnY !== undefined) return pointOf(columnX, columnY);
  }
  return () => ({ geometry: null });
}

function wktOf(column: string): GeometryOf {
  return (properties) => {
    const text = properties[column];
    if (text === null) return { geometry: null };
    const geometry = parseWellKnownText(String(text));
    if (geometry !== null) return { geometry };
    return { geometry, problem: { code: "invalid-geometry", field: column, detail: "not well-known text" } };
  };
}

function pointOf(columnX: string, columnY: string): GeometryOf {
  return (properties) => {
    const [x, y] = [properties[columnX], properties[columnY]];
    if (x === null && y === null) return { geometry: null };
    const numbers = [x, y].map((value) => toNumber(value));
    const wrong = numbers.indexOf(null);
    if (wrong < 0) return { geometry: { type: "Point", coordinates: [numbers[0]!, numbers[1]!] } };
    const detail = `expected a number, got ${JSON.stringify([x, y][wrong])}`;
    return { geometry: null, problem: { code: "invalid-value", field: [columnX, columnY][wrong]!, detail } };
  };
}

/** "7.65" and, as in Italian tables, "7,65". */
function toNumber(value: unknown): number | null {
  const text = String(value ?? "").trim();
  const read = Number(/^-?\d+,\d+$/.test(text) ? text.replace(",", ".") : text);
  return text === "" || !Number.isFinite(read) ? null : read;
}

function readRow(
  header: readonly string[],
  { record, info: { lines: line } }: Row,
  number: number,
  encoding: SourceEncoding | undefined,
  geometryOf: GeometryOf,
): SourceRecord | BadRecord {
  if (record.length !== header.length) {
    const detail = `expected ${header.length} columns, got ${record.length}`;
    return { number, line, problem: { code: "unreadable", detail } };
  }
  const wrong: string[] = [];
  const properties: Record<string, unknown> = {};
  header.forEach((name, index) => {
    const decoded = decodeBinary(record[index]!, encoding);
    if (decoded.wrong) wrong.push(name);
    properties[name] = decoded.text === "" ? null : decoded.text;
  });
  const { geometry, problem } = geometryOf(properties);
  if (problem !== undefined) return { number, line, problem };
  return {
    number,
    line,
    geometry,
    properties,
    ...(wrong.length > 0 ? { remarks: [{ code: "wrong-encoding" as const, field: wrong[0]! }] } : {}),
  };
}
