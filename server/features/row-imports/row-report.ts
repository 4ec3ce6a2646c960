/** Every row of an archive as CSV: what became of it, why, and its own cells. */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { toCsvCell } from "../../platform/csv.ts";
import type { Database } from "../../platform/db.ts";
import { listReportRows, type ReportRow } from "./rows-store.ts";
import { findRowImport } from "./run-store.ts";

const PAGE = 1_000;

export async function writeRowReport(
  database: Database,
  city: string,
  importId: string,
  file: string,
): Promise<void> {
  const run = await database.transaction(city, (db) => findRowImport(db, importId), { readOnly: true });
  const stream = createWriteStream(`${file}.new`, { mode: 0o600 });
  const failed = once(stream, "error").then(([error]) => {
    throw error;
  });
  // Nobody may be waiting for it when it fails.
  failed.catch(() => undefined);
  stream.write(
    `${["row", "state", "intervention", "why", ...(run?.header ?? [])].map(toCsvCell).join(",")}\r\n`,
  );
  let after = 0;
  for (;;) {
    const from = after;
    const rows = await database.transaction(city, (db) => listReportRows(db, importId, from, PAGE), {
      readOnly: true,
    });
    for (const row of rows) {
      if (!stream.write(toLine(row))) await Promise.race([once(stream, "drain"), failed]);
    }
    if (rows.length < PAGE) break;
    after = rows.at(-1)!.number;
  }
  stream.end();
  await Promise.race([once(stream, "finish"), failed]);
  await rename(`${file}.new`, file);
}

function toLine({ number, state, interventionId, problems, place, cells }: ReportRow): string {
  const saved = state === "saved" ? interventionId : "";
  return `${[number, state, saved, wordWhy(problems, place), ...cells].map(toCsvCell).join(",")}\r\n`;
}

function wordWhy(problems: unknown, place: ReportRow["place"]): string {
  if (Array.isArray(problems)) {
    return problems.map(({ column, value, reason }) => `${column}: ${reason} (${value})`).join("; ");
  }
  if (problems !== null && typeof problems === "object") {
    const { code, detail, errors } = problems as {
      code: string;
      detail?: string;
      errors?: { field: string; message: string }[];
    };
    return [code, detail, ...(errors ?? []).map(({ field, message }) => `${field} ${message}`)]
      .filter(Boolean)
      .join("; ");
  }
  return (place?.reasons ?? []).join("; ");
}
