/** Archives of rows, one after the other: taken in, worked off, reported. A process that ends leaves them to the next. */
import { join } from "node:path";
import type { Database } from "../../platform/db.ts";
import type { Log } from "../../platform/log.ts";
import type { Setting } from "../interventions/service.ts";
import { writeRowReport } from "./row-report.ts";
import { findUnfinished, type RowImportRow, setState } from "./run-store.ts";
import { takeInRows } from "./take-in-rows.ts";
import { workOffRows } from "./work-off-rows.ts";

export const IMPORT_ROWS = "import-rows";

export interface RowImportJob {
  readonly database: Database;
  readonly setting: Setting;
  readonly homeFolder: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** `<home>/row-imports/<city>/<id>`: the file as it came. Ids are uuids of the database. */
export function archiveFile(homeFolder: string, city: string, importId: string): string {
  return join(homeFolder, "row-imports", city, importId);
}

export function reportFile(homeFolder: string, city: string, importId: string): string {
  return `${archiveFile(homeFolder, city, importId)}-report.csv`;
}

export function hasUnfinished(database: Database, city: string): Promise<boolean> {
  return database.transaction(city, async (db) => (await findUnfinished(db)) !== null, { readOnly: true });
}

export async function performRowImports(job: RowImportJob): Promise<void> {
  const { database, setting, signal } = job;
  while (!signal.aborted) {
    const run = await database.transaction(setting.city, findUnfinished, { readOnly: true });
    if (run === null) return;
    await performOne(job, run);
  }
}

async function performOne(job: RowImportJob, run: RowImportRow): Promise<void> {
  const { database, setting, homeFolder, now, signal, log } = job;
  const file = archiveFile(homeFolder, setting.city, run.id);
  const change = <T>(work: (db: Parameters<Parameters<Database["transaction"]>[1]>[0]) => Promise<T>) =>
    database.transaction(setting.city, work);
  try {
    await change((db) => setState(db, run.id, "running"));
    const isIn =
      run.rowsTotal !== null ||
      (await takeInRows({ database, city: setting.city, timeZone: setting.timeZone, run, file, signal }));
    if (isIn && (await workOffRows({ database, setting, run, now, signal }))) {
      await change((db) => setState(db, run.id, "done"));
    }
  } catch (error) {
    // The server is closing: it stands as running, and goes on at the next start.
    if (signal.aborted) return;
    log.error({ err: { message: (error as Error).message } }, "row import");
    await change((db) => setState(db, run.id, "failed", (error as Error).message.slice(0, 1000)));
  }
  await writeRowReport(database, setting.city, run.id, reportFile(homeFolder, setting.city, run.id));
}
