import { createHash } from "node:crypto";
import pg from "pg";

/** What a store function takes first: one open transaction, or a client that a script holds. */
export interface Db {
  query<Row extends pg.QueryResultRow>(
    text: string | KeptStatement,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

/** A statement that each connection parses and plans once. */
export interface KeptStatement {
  readonly name: string;
  readonly text: string;
}

/** For a statement that is asked many times a second, and whose text is one of a few. */
export function keep(text: string): KeptStatement {
  // A name is at most 63 bytes, and the same text has to have the same.
  return { name: `kept_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`, text };
}

/** How a database is reached. */
export type ConnectionOptions = pg.PoolConfig;

export interface TransactionOptions {
  /** READ ONLY transactions let the embedded database answer without touching its log. */
  readonly readOnly?: boolean;
}

export interface Database {
  /**
   * Runs `work` in one transaction whose search_path is the city's schema, `platform` and `public`
   * (`SET LOCAL`: connection options are ignored by the embedded database and a plain SET leaks there).
   * Commits when it returns, rolls back when it throws.
   *
   * `work` must use the `db` it is given: on the embedded database a second connection asked for inside an
   * open transaction waits for that transaction for ever.
   */
  transaction<T>(city: string | null, work: (db: Db) => Promise<T>, options?: TransactionOptions): Promise<T>;
  readonly kind: "embedded" | "postgres";
  close(): Promise<void>;
}

const SCHEMA_NAME = /^[a-z][a-z0-9_]{1,40}$/;

/** @throws when `name` could not be a city's schema; it is put into SQL, so nothing else may pass. */
export function quoteSchema(name: string): string {
  if (!SCHEMA_NAME.test(name)) throw new Error(`not a schema name: expected ${SCHEMA_NAME}, got "${name}"`);
  return `"${name}"`;
}

/**
 * How long an idle connection is kept. What it has planned goes with it, and the first check of a draft on a new one
 * takes ten times a later one's (55 ms of the database's processor, then five of 15, then 5): the pool's own ten seconds
 * are shorter than a planner thinks.
 */
const KEPT_MS = 600_000;

export function openDatabase(config: ConnectionOptions, kind: Database["kind"]): Database {
  // bigint columns are identifiers and counts here, all below 2^53.
  const types = { getTypeParser: (oid: number, format?: string) => parserFor(oid, format) };
  const idleTimeoutMillis = kind === "postgres" ? KEPT_MS : undefined;
  const pool = new pg.Pool({ max: 10, idleTimeoutMillis, ...config, types: types as pg.CustomTypesConfig });
  // An idle connection that the server closed (restart, recycling) is replaced at the next use.
  pool.on("error", () => undefined);
  return {
    kind,
    transaction: (city, work, options) => runTransaction(pool, city, work, options ?? {}),
    close: () => pool.end(),
  };
}

function parserFor(oid: number, format?: string) {
  if (oid === 20) return Number;
  return pg.types.getTypeParser(oid, format as "text");
}

async function runTransaction<T>(
  pool: pg.Pool,
  city: string | null,
  work: (db: Db) => Promise<T>,
  { readOnly = false }: TransactionOptions,
): Promise<T> {
  const searchPath = city === null ? "platform, public" : `${quoteSchema(city)}, platform, public`;
  const client = await pool.connect();
  // A connection lost between two queries: the pool listens to idle ones only, and an error that nobody listens
  // to ends the process. The next query says what happened.
  const hear = () => undefined;
  client.on("error", hear);
  let broken: Error | undefined;
  try {
    await client.query(
      // Overlays, and pages whose worst case looks dear, would be compiled first, which takes several times what
      // they do (16 cells of ground: 9.6 s with, 3.3 s without; a page of the table: 1.1 s to compile, 2 ms to read).
      `BEGIN${readOnly ? " READ ONLY" : ""}; SET LOCAL search_path TO ${searchPath}; SET LOCAL jit TO off`,
    );
    const result = await work(client as unknown as Db);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    try {
      await client.query("ROLLBACK");
    } catch (rollbackError) {
      broken = rollbackError as Error;
    }
    throw error;
  } finally {
    client.off("error", hear);
    client.release(broken);
  }
}
