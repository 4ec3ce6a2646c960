import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { z } from "zod";
import { type Database, type Db, quoteSchema } from "../db.ts";
import { migrateCity, migratePlatform } from "../migrate.ts";
import { restoreKeptFile } from "./files.ts";
import {
  type BackupSummary,
  endSchema,
  fileStartSchema,
  type Header,
  headerSchema,
  tableEndSchema,
  tableStartSchema,
} from "./format.ts";
import {
  advanceIdentities,
  digestTable,
  insertRows,
  listTables,
  settleTextForm,
  type TableShape,
} from "./tables.ts";
import { listApplied } from "./write-backup.ts";

const INSERT_CHARACTERS = 1_000_000;

export class RestoreError extends Error {
  override readonly name = "RestoreError";
}

/**
 * Puts a backup into a database that holds no city: all of it, with every table's count and hash as they were,
 * or nothing.
 * @throws RestoreError when the file is damaged or of another version, or the database is not empty
 */
export async function restoreBackup(
  database: Database,
  file: string,
  keptFolder: string,
): Promise<Omit<BackupSummary, "bytes">> {
  const lines = new Lines(file);
  try {
    const header = await lines.take(headerSchema, "a header");
    await prepare(database, header);
    return await database.transaction(null, async (db) => {
      await settleTextForm(db);
      const summary = { tables: 0, rows: 0, files: 0 };
      for (const { name } of header.schemas) {
        // An index may ask for a function of its own schema.
        await db.query(`SET LOCAL search_path TO ${quoteSchema(name)}, platform, public`);
        for (const table of await listTables(db, name)) {
          summary.rows += await restoreTable(db, table, lines);
          summary.tables += 1;
        }
      }
      summary.files = await restoreFiles(keptFolder, lines);
      const end = await lines.take(endSchema, "the end");
      if (end.files !== summary.files) {
        throw new RestoreError(`the backup tells of ${end.files} files, it holds ${summary.files}`);
      }
      if (end.tables !== summary.tables) {
        throw new RestoreError(`the file has ${end.tables} tables, this program knows ${summary.tables}`);
      }
      return summary;
    });
  } finally {
    lines.close();
  }
}

/** Makes the schemas, and makes sure that they are those of the file and hold nothing. */
async function prepare(database: Database, header: Header): Promise<void> {
  await migratePlatform(database);
  const held = await database.transaction(null, async (db) => {
    const { rows } = await db.query<{ id: string }>("SELECT id FROM platform.city");
    return rows.map(({ id }) => id);
  });
  if (held.length > 0) {
    throw new RestoreError(`the database already holds ${held.join(", ")}: restore into an empty one`);
  }
  for (const { name, migrations } of header.schemas) {
    if (name !== "platform") await migrateCity(database, name);
    const ours = await database.transaction(null, (db) => listApplied(db, name));
    if (ours.join() !== migrations.join()) {
      throw new RestoreError(
        `${name}: the backup was made with the migrations ${migrations.join(", ")}, this program has ${ours.join(", ")}: restore with the program that made it, then start this one`,
      );
    }
  }
}

async function restoreTable(db: Db, table: TableShape, lines: Lines): Promise<number> {
  const label = `${table.schema}.${table.name}`;
  const start = await lines.take(tableStartSchema, `the table ${label}`);
  if (
    `${start.table.schema}.${start.table.name}` !== label ||
    start.columns.join() !== table.columns.join()
  ) {
    throw new RestoreError(
      `expected the table ${label} (${table.columns.join(", ")}), found ${JSON.stringify(start)}`,
    );
  }
  let batch: string[] = [];
  let characters = 0;
  for (let row = await lines.takeRow(); row !== null; row = await lines.takeRow()) {
    batch.push(row);
    characters += row.length;
    if (characters >= INSERT_CHARACTERS) {
      await insertRows(db, table, batch);
      batch = [];
      characters = 0;
    }
  }
  if (batch.length > 0) await insertRows(db, table, batch);
  await advanceIdentities(db, table);

  const told = await lines.take(tableEndSchema, `the end of ${label}`);
  const found = await digestTable(db, table);
  if (found.rows !== told.rows || found.sha256 !== told.sha256) {
    throw new RestoreError(
      `${label}: expected ${told.rows} rows with hash ${told.sha256}, the database now has ${found.rows} with ${found.sha256}`,
    );
  }
  return found.rows;
}

/** Before the rows that name them are committed. What a restore that fails leaves is named by nobody. */
async function restoreFiles(keptFolder: string, lines: Lines): Promise<number> {
  for (let files = 0; ; files++) {
    const start = await lines.find(fileStartSchema);
    if (start === null) return files;
    const { sha256 } = start.file;
    if (!(await restoreKeptFile(keptFolder, sha256, lines.rows()))) {
      throw new RestoreError(`the file ${sha256} has another content than its name says`);
    }
  }
}

/** The lines of a backup, one at a time. */
class Lines {
  readonly #source;
  readonly #lines: AsyncIterator<string>;
  #next: string | null = null;

  constructor(readonly file: string) {
    this.#source = createReadStream(file);
    const unzipped = createGunzip();
    this.#source.on("error", (error) => unzipped.destroy(error));
    this.#lines = readLines(this.#source.pipe(unzipped));
  }

  async #peek(): Promise<string> {
    if (this.#next === null) {
      try {
        const { value, done } = await this.#lines.next();
        if (done) throw new RestoreError(`${this.file}: the file ends in the middle`);
        this.#next = value;
      } catch (error) {
        if (error instanceof RestoreError) throw error;
        throw new RestoreError(`${this.file}: ${error instanceof Error ? error.message : error}`);
      }
    }
    return this.#next;
  }

  async take<S extends z.ZodType>(schema: S, expected: string): Promise<z.output<S>> {
    const line = await this.#peek();
    this.#next = null;
    const parsed = schema.safeParse(line.startsWith("{") ? JSON.parse(line) : line);
    if (!parsed.success) {
      throw new RestoreError(`${this.file}: expected ${expected}, found ${line.slice(0, 200)}`);
    }
    return parsed.data;
  }

  /** Null, and the line stays, when it is another. */
  async find<S extends z.ZodType>(schema: S): Promise<z.output<S> | null> {
    const line = await this.#peek();
    const parsed = schema.safeParse(line.startsWith("{") ? JSON.parse(line) : line);
    if (!parsed.success) return null;
    this.#next = null;
    return parsed.data;
  }

  async *rows(): AsyncGenerator<string> {
    for (let row = await this.takeRow(); row !== null; row = await this.takeRow()) yield row;
  }

  /** Null where the rows of a table end. */
  async takeRow(): Promise<string | null> {
    const line = await this.#peek();
    if (!line.startsWith('"')) return null;
    this.#next = null;
    return JSON.parse(line) as string;
  }

  close(): void {
    this.#source.destroy();
  }
}

/** Not `readline`: it would also end a line at U+2028, which a title may hold. */
async function* readLines(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== "") yield rest;
}
