import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Database, type Db, quoteSchema } from "./db.ts";

const MIGRATIONS = join(dirname(fileURLToPath(import.meta.url)), "..", "migrations");
// Any constant: two processes that migrate at once wait for each other.
const MIGRATION_LOCK = 7_308_312;

async function listMigrations(scope: "platform" | "city"): Promise<{ name: string; sql: string }[]> {
  const folder = join(MIGRATIONS, scope);
  const names = (await readdir(folder)).filter((name) => /^\d{6}_[a-z_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => ({ name: name.slice(0, -4), sql: await readFile(join(folder, name), "utf8") })),
  );
}

async function applyMissing(db: Db, scope: "platform" | "city"): Promise<string[]> {
  await db.query(
    "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL)",
  );
  const { rows } = await db.query<{ name: string }>("SELECT name FROM migration");
  const applied = new Set(rows.map((row) => row.name));
  const known = await listMigrations(scope);
  const unknown = [...applied].filter((name) => !known.some((migration) => migration.name === name));
  if (unknown.length > 0) {
    throw new Error(`the database is newer than this program: it has ${unknown.sort().join(", ")}`);
  }
  const added: string[] = [];
  for (const { name, sql } of known) {
    if (applied.has(name)) continue;
    await db.query(sql);
    await db.query("INSERT INTO migration (name, applied_at) VALUES ($1, now())", [name]);
    added.push(name);
  }
  return added;
}

/** Brings the shared schema up to date, whole or not at all. @returns names of what was applied. */
export function migratePlatform(database: Database): Promise<string[]> {
  return database.transaction(null, async (db) => {
    await db.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await db.query("CREATE SCHEMA IF NOT EXISTS platform");
    return applyMissing(db, "platform");
  });
}

/** Creates a city's schema or brings it up to date, whole or not at all. */
export function migrateCity(database: Database, city: string): Promise<string[]> {
  return database.transaction(city, async (db) => {
    await db.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await db.query(`CREATE SCHEMA IF NOT EXISTS ${quoteSchema(city)}`);
    return applyMissing(db, "city");
  });
}

/** The newest migration of the city whose transaction this is. */
export async function findNewestMigration(db: Db): Promise<string | null> {
  const { rows } = await db.query<{ name: string | null }>("SELECT max(name) AS name FROM migration");
  return rows[0]?.name ?? null;
}
