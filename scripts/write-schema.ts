// server/migrations/schema.sql from a freshly migrated database. `--check` writes nothing and fails when the
// committed one is another.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../server/platform/db.ts";
import { startEmbedded } from "../server/platform/embedded/start-embedded.ts";
import { describeMigrations } from "./schema/migrated-schema.ts";

const file = new URL("../server/migrations/schema.sql", import.meta.url);

async function describeFresh(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "decumano-schema-"));
  try {
    const embedded = await startEmbedded({ folder });
    const database = openDatabase(embedded.connection, "embedded");
    try {
      return await describeMigrations(database);
    } finally {
      await database.close();
      await embedded.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const text = await describeFresh();
if (!process.argv.includes("--check")) {
  await writeFile(file, text);
} else if ((await readFile(file, "utf8")) !== text) {
  console.error(
    "server/migrations/schema.sql is not that of the migrations: run `npx tsx scripts/write-schema.ts`",
  );
  process.exitCode = 1;
}
