import { randomBytes } from "node:crypto";
import pg from "pg";
import type { CityData } from "../../../domain/city/city-data.ts";
import { loadCity } from "../../../server/features/city/load-city.ts";
import { type Database, openDatabase } from "../../../server/platform/db.ts";
import { migrateCity, migratePlatform } from "../../../server/platform/migrate.ts";
import { findNativeServer } from "../../support/native-server.ts";

export interface TilesDatabase {
  readonly database: Database;
  drop(): Promise<void>;
}

/** A database of its own on the machine's PostGIS, with the city loaded. */
export async function createTilesDatabase(city: CityData): Promise<TilesDatabase> {
  const server = await findNativeServer();
  if (server === null) throw new Error("no PostgreSQL with PostGIS answers");
  const name = `decumano_tiles_${process.pid}_${randomBytes(4).toString("hex")}`;
  await ask(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openDatabase({ connectionString: url.href }, "postgres");
  const drop = async () => {
    await database.close();
    await ask(server, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  try {
    await migratePlatform(database);
    await migrateCity(database, city.id);
    await database.transaction(city.id, (db) => loadCity(db, city, []));
  } catch (error) {
    await drop();
    throw error;
  }
  return { database, drop };
}

async function ask(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
