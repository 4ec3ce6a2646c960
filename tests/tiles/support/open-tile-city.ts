import type { CityData } from "../../../domain/city/city-data.ts";
import { loadCity } from "../../../server/features/city/load-city.ts";
import type { Database } from "../../../server/platform/db.ts";
import type { TestDatabase } from "../../support/databases.ts";

/** The given database, which has the empty tables, with the city in it. */
export async function fillWith(opening: Promise<TestDatabase>, city: CityData): Promise<Database> {
  const { database } = await opening;
  await database.transaction(city.id, (db) => loadCity(db, city, []));
  return database;
}
