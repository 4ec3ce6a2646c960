import type { Database } from "../../server/platform/db.ts";
import { migrateCity, migratePlatform } from "../../server/platform/migrate.ts";
import { describeSchema } from "./describe-schema.ts";

const HEADER = `-- What the migrations add up to: the shared schema, and that of one city.
-- Written by scripts/write-schema.ts; a change of a migration without it fails the check.
`;

/** The text of schema.sql, from a database that holds nothing yet. */
export async function describeMigrations(database: Database): Promise<string> {
  await migratePlatform(database);
  await migrateCity(database, "city");
  const platform = await database.transaction(null, (db) => describeSchema(db, "platform"));
  const city = await database.transaction("city", (db) => describeSchema(db, "city"));
  return `${HEADER}\n${platform}\n${city}`;
}
