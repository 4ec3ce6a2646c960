import { open, rename, rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Database, Db } from "../db.ts";
import { listKeptFiles, readKeptFile } from "./files.ts";
import { BACKUP_FORMAT, type BackupSummary, type Header } from "./format.ts";
import { Digest, listTables, quoteTable, readRows, settleTextForm } from "./tables.ts";

/**
 * Writes the registry and every city, as they are at one instant, into `file`. The jobs that wait are left out:
 * they are made again. A file of that name is replaced only when the new one is whole and on the disk.
 */
export async function writeBackup(
  database: Database,
  file: string,
  madeAt: Date,
  keptFolder: string,
): Promise<BackupSummary> {
  const partial = `${file}.partial`;
  const summary = { tables: 0, rows: 0, files: 0 };
  try {
    await database.transaction(
      null,
      async (db) => {
        await db.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        await settleTextForm(db);
        const target = await open(partial, "w");
        await pipeline(
          Readable.from(listLines(db, madeAt, keptFolder, summary)),
          createGzip(),
          target.createWriteStream({ flush: true }),
        );
      },
      { readOnly: true },
    );
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return { ...summary, bytes: (await stat(file)).size };
}

async function* listLines(
  db: Db,
  madeAt: Date,
  keptFolder: string,
  summary: { tables: number; rows: number; files: number },
): AsyncGenerator<string> {
  const header = await describeContent(db, madeAt);
  yield `${JSON.stringify(header)}\n`;
  for (const { name: schema } of header.schemas) {
    for (const table of await listTables(db, schema)) {
      yield `${JSON.stringify({ table: { schema, name: table.name }, columns: table.columns })}\n`;
      const digest = new Digest();
      for await (const rows of readRows(db, table)) {
        digest.add(rows);
        yield rows.map((row) => `${JSON.stringify(row)}\n`).join("");
      }
      const end = digest.end();
      yield `${JSON.stringify(end)}\n`;
      summary.tables += 1;
      summary.rows += end.rows;
    }
  }
  for (const sha256 of await listKeptFiles(keptFolder)) {
    yield `${JSON.stringify({ file: { sha256 } })}\n`;
    for await (const line of readKeptFile(keptFolder, sha256)) yield `${JSON.stringify(line)}\n`;
    summary.files += 1;
  }
  yield `${JSON.stringify({ tables: summary.tables, files: summary.files })}\n`;
}

async function describeContent(db: Db, madeAt: Date): Promise<Header> {
  const { rows } = await db.query<{ id: string }>("SELECT id FROM platform.city ORDER BY id");
  const names = ["platform", ...rows.map(({ id }) => id)];
  const schemas: Header["schemas"] = [];
  for (const name of names) schemas.push({ name, migrations: await listApplied(db, name) });
  return { format: BACKUP_FORMAT, madeAt: madeAt.toISOString(), schemas };
}

/** The migrations that made a schema, in order. */
export async function listApplied(db: Db, schema: string): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT name FROM ${quoteTable({ schema, name: "migration" })} ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}
