import type { Database } from "../../platform/db.ts";
import { type CityRow, findCity, isCityRegistered } from "./store.ts";

/** @throws when the city was never loaded */
export function getServedCity(database: Database, city: string): Promise<CityRow> {
  return database.transaction(
    city,
    async (db) => {
      const row = await findCity(db, city);
      if (row === null) throw new Error(`city ${city} is not in this database`);
      return row;
    },
    { readOnly: true },
  );
}

export function isCityLoaded(database: Database, city: string): Promise<boolean> {
  return database.transaction(null, (db) => isCityRegistered(db, city), { readOnly: true });
}
