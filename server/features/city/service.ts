import type { Database, Db } from "../../platform/db.ts";
import { type CityRow, type DatasetRow, findCity, isCityRegistered, listDatasets } from "./store.ts";

/** @throws when the city was never loaded */
export function getServedCity(database: Database, city: string): Promise<CityRow> {
  return database.transaction(city, (db) => readServedCity(db, city), { readOnly: true });
}

/** As `getServedCity`, within a transaction that is open. @throws when the city was never loaded */
export async function readServedCity(db: Db, city: string): Promise<CityRow> {
  const row = await findCity(db, city);
  if (row === null) throw new Error(`city ${city} is not in this database`);
  return row;
}

export function isCityLoaded(database: Database, city: string): Promise<boolean> {
  return database.transaction(null, (db) => isCityRegistered(db, city), { readOnly: true });
}

/** What each layer was made of, under which terms. */
export function listCityDatasets(db: Db): Promise<DatasetRow[]> {
  return listDatasets(db);
}
