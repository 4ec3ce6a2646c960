import type { OfficeRecord } from "../../../domain/city/city-data.ts";
import type { Extent } from "../../../domain/geo/geometry.ts";
import type { PersonSeed } from "../../../domain/people/seed.ts";
import type { Db } from "../../platform/db.ts";
import { type ImportedCity, insertOffices, insertPeople, upsertCity } from "./store.ts";

export interface CityPeople {
  readonly offices: readonly OfficeRecord[];
  readonly people: readonly PersonSeed[];
}

/**
 * Makes a city known, or what is known of it new: its extent is that of its zones, or the one given where it has
 * none. Offices and people who are there stay as they are.
 */
export async function registerCity(
  db: Db,
  city: ImportedCity,
  extent: Extent,
  { offices, people }: CityPeople,
  loadedAt: Date,
): Promise<void> {
  await insertOffices(db, offices);
  await insertPeople(db, people);
  await upsertCity(db, city, extent, loadedAt);
}
