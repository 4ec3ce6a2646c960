import { hashFiles } from "../../scripts/setup/hash.mjs";
import { prepareCity } from "../../scripts/setup/prepare-city.ts";
import type { Database } from "../../server/platform/db.ts";
import { migrateCity, migratePlatform } from "../../server/platform/migrate.ts";
import { loadSmallCity } from "./small-city.ts";
import { TEST_CITY } from "./test-city.ts";

/**
 * What a new database holds: nothing at all, the empty tables of the test city, a square kilometre with people
 * and nothing else (`small-city.ts`), or the sample city whole.
 */
export type Content = "nothing" | "schema" | "small" | "sample";

const MADE_OF = {
  nothing: [],
  schema: ["server/migrations", "server/platform/migrate.ts"],
  small: [
    "server/migrations",
    "server/platform/migrate.ts",
    "server/features/city",
    "tests/support/small-city.ts",
  ],
  sample: [
    "server/migrations",
    "server/features",
    "scripts/sample-city",
    "scripts/setup",
    "domain",
    "data/sample",
  ],
} as const satisfies Record<Content, readonly string[]>;

/** Changes when the content would: a copy made earlier with the same name can be used again. */
export function nameContent(content: Content): string {
  // The sample programme lies around today.
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "");
  return `${content}_${day}_${hashFiles(MADE_OF[content]).slice(0, 12)}`;
}

export async function fill(database: Database, content: Content): Promise<void> {
  if (content === "schema" || content === "small") {
    await migratePlatform(database);
    await migrateCity(database, TEST_CITY);
  }
  if (content === "small") await loadSmallCity(database);
  if (content === "sample") await prepareCity(database, TEST_CITY);
}
