import { createHash } from "node:crypto";
import { type Db, quoteSchema } from "../db.ts";

export interface TableShape {
  readonly schema: string;
  readonly name: string;
  /** In their order in the table: rows are kept by position. */
  readonly columns: readonly string[];
  readonly key: readonly string[];
  /** Columns that the database numbers itself. */
  readonly identities: readonly string[];
}

export interface TableDigest {
  readonly rows: number;
  readonly sha256: string;
}

const FETCH_ROWS = 1_000;

/** `"schema"."table"`, safe to put into SQL. */
export function quoteTable({ schema, name }: Pick<TableShape, "schema" | "name">): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`not a table name: "${name}"`);
  return `${quoteSchema(schema)}."${name}"`;
}

/**
 * The tables of a schema, each after those it refers to. Without `migration`, whose rows the migrations write,
 * without `event`, whose rows count in the transactions of this database alone, and without what an import under
 * way has staged, which is nobody's yet.
 * @throws when tables refer to each other in a circle, or compute a column: then rows cannot be put back as read
 */
export async function listTables(db: Db, schema: string): Promise<TableShape[]> {
  const { rows } = await db.query<TableShape & { refersTo: string[]; generated: number }>(
    `SELECT n.nspname AS schema, c.relname AS name,
            (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
            (SELECT coalesce(array_agg(a.attname::text ORDER BY a.attnum), '{}') FROM pg_attribute a
              JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p' AND a.attnum = ANY (k.conkey)
              WHERE a.attrelid = c.oid) AS key,
            (SELECT coalesce(array_agg(a.attname::text), '{}') FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attidentity <> '') AS identities,
            (SELECT count(*)::int FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attgenerated <> '') AS generated,
            (SELECT coalesce(array_agg(DISTINCT f.relname::text), '{}') FROM pg_constraint k
              JOIN pg_class f ON f.oid = k.confrelid
              WHERE k.conrelid = c.oid AND k.contype = 'f') AS "refersTo"
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind = 'r' AND c.relname NOT IN ('migration', 'event')
        AND c.relname !~ '_staging(_key|_taken)?$'
      ORDER BY c.relname COLLATE "C"`,
    [schema],
  );
  const computed = rows.find(({ generated }) => generated > 0);
  if (computed) throw new Error(`backup: ${schema}.${computed.name} computes a column, which is not handled`);
  const placed: TableShape[] = [];
  const waiting = [...rows];
  while (waiting.length > 0) {
    const next = waiting.findIndex(
      ({ refersTo }) => !refersTo.some((name) => waiting.some((w) => w.name === name)),
    );
    if (next < 0) {
      throw new Error(`backup: in a circle: ${waiting.map(({ name }) => `${schema}.${name}`).join(", ")}`);
    }
    const [{ refersTo: _, generated: __, ...shape }] = waiting.splice(next, 1) as [(typeof rows)[number]];
    placed.push(shape);
  }
  return placed;
}

/** What rows look like as text must not depend on the settings of the connection. */
export async function settleTextForm(db: Db): Promise<void> {
  await db.query(
    "SET LOCAL TimeZone TO 'UTC'; SET LOCAL DateStyle TO 'ISO'; SET LOCAL IntervalStyle TO 'postgres'; SET LOCAL extra_float_digits TO 1; SET LOCAL bytea_output TO 'hex'",
  );
}

/** Every row in PostgreSQL's own text form of a row, in the order of the key. */
export async function* readRows(db: Db, table: TableShape): AsyncGenerator<string[]> {
  const order = table.key.length > 0 ? table.key.map((column) => `"${column}"`).join(", ") : "1";
  await db.query(
    `DECLARE backup_rows NO SCROLL CURSOR FOR SELECT backup_row::text AS "row" FROM ${quoteTable(table)} backup_row ORDER BY ${order}`,
  );
  try {
    for (;;) {
      const { rows } = await db.query<{ row: string }>(`FETCH ${FETCH_ROWS} FROM backup_rows`);
      if (rows.length > 0) yield rows.map(({ row }) => row);
      if (rows.length < FETCH_ROWS) break;
    }
  } finally {
    await db.query("CLOSE backup_rows");
  }
}

/** Puts rows back, identities as they were. */
export async function insertRows(db: Db, table: TableShape, rows: readonly string[]): Promise<void> {
  const name = quoteTable(table);
  await db.query(
    // OFFSET 0: each text is read as a row once, not once for each column.
    `INSERT INTO ${name} OVERRIDING SYSTEM VALUE
     SELECT (made.r).* FROM (SELECT x::${name} AS r FROM unnest($1::text[]) AS x OFFSET 0) made`,
    [rows],
  );
}

/** The next number that the database gives is above all that were put back. */
export async function advanceIdentities(db: Db, table: TableShape): Promise<void> {
  for (const column of table.identities) {
    await db.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), coalesce(max("${column}"), 1), max("${column}") IS NOT NULL)
         FROM ${quoteTable(table)}`,
      [quoteTable(table), column],
    );
  }
}

/** Counts and hashes rows as they pass. */
export class Digest {
  readonly #hash = createHash("sha256");
  #rows = 0;

  add(rows: readonly string[]): void {
    this.#rows += rows.length;
    for (const row of rows) this.#hash.update(row).update("\n");
  }

  end(): TableDigest {
    return { rows: this.#rows, sha256: this.#hash.digest("hex") };
  }
}

export async function digestTable(db: Db, table: TableShape): Promise<TableDigest> {
  const digest = new Digest();
  for await (const rows of readRows(db, table)) digest.add(rows);
  return digest.end();
}
