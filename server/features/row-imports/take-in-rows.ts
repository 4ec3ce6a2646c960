/** The first half of an archive's import: its file becomes rows, each read or refused. */
import { randomUUID } from "node:crypto";
import { cellText } from "../../../domain/row-imports/cells.ts";
import { placeKey } from "../../../domain/row-imports/placing.ts";
import type { CellProblem } from "../../../domain/row-imports/planned-row.ts";
import { isBlank, type RowSetting, readRow } from "../../../domain/row-imports/read-row.ts";
import { type ColumnMapping, isEnough, readHeader } from "../../../domain/row-imports/row-fields.ts";
import type { Database } from "../../platform/db.ts";
import { UnreadableSource } from "../imports/import-plan.ts";
import { type ArchiveRow, readArchive } from "./read-archive.ts";
import { findLastNumber, insertRows, type NewRow } from "./rows-store.ts";
import { holdRowImport, type RowImportRow, setHeader, setRowsTotal } from "./run-store.ts";

/** Rows a transaction: about 50 ms on the embedded database. */
const BATCH = 500;

export interface TakingIn {
  readonly database: Database;
  readonly city: string;
  readonly timeZone: string;
  readonly run: RowImportRow;
  readonly file: string;
  readonly signal: AbortSignal;
}

/** Goes on behind the last row that was taken in. @returns false when somebody stopped it */
export async function takeInRows({
  database,
  city,
  timeZone,
  run,
  file,
  signal,
}: TakingIn): Promise<boolean> {
  const last = await database.transaction(city, (db) => findLastNumber(db, run.id), { readOnly: true });
  let setting: RowSetting | null = null;
  let batch: NewRow[] = [];
  const flush = (): Promise<boolean> =>
    database.transaction(city, async (db) => {
      if (!(await holdRowImport(db, run.id))) return false;
      if (run.header === null && setting !== null) await setHeader(db, run.id, setting.header.map(cellText));
      if (batch.length > 0) await insertRows(db, run.id, batch);
      batch = [];
      return true;
    });
  for await (const archived of readArchive(file, run.format, signal)) {
    signal.throwIfAborted();
    if (setting === null && archived.header.length > 0) setting = openSetting(run, archived.header, timeZone);
    if (archived.row.number <= last || (archived.trouble === null && isBlank(archived.row.cells))) continue;
    batch.push(toRow(archived, setting));
    if (batch.length >= BATCH && !(await flush())) return false;
  }
  if (setting === null) throw new UnreadableSource("holds no row under a line of column names");
  if (!(await flush())) return false;
  await database.transaction(city, (db) => setRowsTotal(db, run.id));
  return true;
}

function openSetting({ settings }: RowImportRow, header: readonly string[], timeZone: string): RowSetting {
  const mapping: ColumnMapping =
    settings.mapping === null
      ? readHeader(header).mapping
      : Object.fromEntries(settings.mapping.map(({ field, column }) => [field, column]));
  if (!isEnough(mapping)) {
    throw new UnreadableSource(
      `no column tells a place and one a beginning; there are: ${header.join(", ").slice(0, 400)}`,
    );
  }
  return { header, mapping, timeZone, defaultKind: settings.defaultKind };
}

function toRow({ row, trouble }: ArchiveRow, setting: RowSetting | null): NewRow {
  const cells = row.cells.map((cell) => cellText(cell).slice(0, 4000));
  const base = { number: row.number, cells, interventionId: randomUUID() };
  if (trouble !== null || setting === null) {
    const problem: CellProblem = {
      row: row.number,
      field: null,
      column: "",
      value: (trouble ?? "").slice(0, 200),
      reason: "not-a-row",
    };
    return { ...base, state: "refused", planned: null, placeKey: null, problems: [problem] };
  }
  const { row: planned, problems } = readRow(row, setting);
  if (planned === null) return { ...base, state: "refused", planned, placeKey: null, problems };
  const key = planned.geometry === null ? placeKey(planned.placeText) : null;
  return { ...base, state: "read", planned, placeKey: key, problems };
}
