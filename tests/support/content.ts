import { hashFiles } from "../../scripts/setup/hash.mjs";
import { prepareCity } from "../../scripts/setup/prepare-city.ts";
import { REEXAMINE } from "../../server/features/conflicts/reexamine.ts";
import { PRUNE_NOTICES } from "../../server/features/notices/prune.ts";
import { IMPORT_ROWS } from "../../server/features/row-imports/row-import-job.ts";
import type { ConnectionOptions, Database } from "../../server/platform/db.ts";
import { openJobs } from "../../server/platform/jobs.ts";
import { openLog } from "../../server/platform/log.ts";
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
    "server/platform/jobs.ts",
    "server/features/city",
    "tests/support/small-city.ts",
  ],
  sample: [
    "server/migrations",
    "server/features",
    "server/platform/jobs.ts",
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

export async function fill(
  database: Database,
  connection: ConnectionOptions,
  content: Content,
): Promise<void> {
  if (content === "schema" || content === "small") {
    await migratePlatform(database);
    await migrateCity(database, TEST_CITY);
  }
  if (content === "small") await loadSmallCity(database);
  if (content === "sample") await prepareCity(database, TEST_CITY);
  if (content === "small" || content === "sample") await makeQueues(connection);
}

/** The job queue's tables, which the first server on a database makes: 1.4 s of processor on the embedded one. */
async function makeQueues(connection: ConnectionOptions): Promise<void> {
  const jobs = await openJobs(connection, openLog("silent"));
  for (const kind of [REEXAMINE, IMPORT_ROWS, PRUNE_NOTICES])
    await jobs.register(kind, async () => undefined);
  await jobs.close();
}
