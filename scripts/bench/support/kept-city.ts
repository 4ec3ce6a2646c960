/** A bench's city that is kept for the next run: to make one takes longer than to measure it. */
import { isCityLoaded } from "../../../server/features/city/service.ts";
import { findSetting, writeSetting } from "../../../server/features/conflicts/setting-store.ts";
import type { Database } from "../../../server/platform/db.ts";
import { migrateCity } from "../../../server/platform/migrate.ts";

/** In the city's own settings: of what it was made. */
const KEPT = "bench";

/** Whether a run before made this city in just this way; its schema is brought up to date. */
export async function isCityKept(database: Database, city: string, made: string): Promise<boolean> {
  if (!(await isCityLoaded(database, city))) return false;
  await migrateCity(database, city);
  return (await database.transaction(city, (db) => findSetting(db, KEPT), { readOnly: true })) === made;
}

export async function keepCity(database: Database, city: string, made: string): Promise<void> {
  await database.transaction(city, (db) => writeSetting(db, KEPT, made));
}
