/** An archive of rows that has arrived whole in the test city and waits to be worked off. */
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { archiveFile } from "../../server/features/row-imports/row-import-job.ts";
import { insertRowImport, setReceived } from "../../server/features/row-imports/run-store.ts";
import type { Database } from "../../server/platform/db.ts";
import { TEST_CITY } from "./test-city.ts";

/** @returns its id */
export async function leaveRowArchive(
  database: Database,
  homeFolder: string,
  text: string,
  startedAt = new Date(),
): Promise<string> {
  const id = randomUUID();
  const file = archiveFile(homeFolder, TEST_CITY, id);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  const run = {
    id,
    name: "prova.csv",
    format: "csv",
    bytes: text.length,
    officeId: "roads",
    startedBy: "planner",
    settings: { mapping: null, defaultKind: "roadwork" },
  } as const;
  await database.transaction(TEST_CITY, async (db) => {
    await insertRowImport(db, run, startedAt);
    await setReceived(db, id, text.length);
  });
  return id;
}
