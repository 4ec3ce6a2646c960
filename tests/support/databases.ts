/**
 * Real PostGIS for tests, embedded and native, each test file with a database of its own. Making the schema or
 * the sample city takes seconds, so it is made once a day and content, and copied.
 */

import type pg from "pg";
import { afterAll, describe } from "vitest";
import type { Database } from "../../server/platform/db.ts";
import type { Content } from "./content.ts";
import { openEmbeddedCopy } from "./embedded-copies.ts";
import { openNativeCopy } from "./native-copies.ts";
import { describeWith } from "./require.ts";

export interface TestDatabase {
  readonly database: Database;
  readonly connection: pg.PoolConfig;
  readonly kind: Database["kind"];
  /** Closes it and takes it away. */
  close(): Promise<void>;
}

export type OpenDatabase = (content?: Content) => Promise<TestDatabase>;

export function openTestDatabase(kind: Database["kind"], content: Content = "schema"): Promise<TestDatabase> {
  return kind === "embedded" ? openEmbeddedCopy(content) : openNativeCopy(content);
}

/**
 * The same tests on both databases. What `open` opened is closed when the tests of that database are done. To
 * be awaited at the top of a test file.
 */
export async function describeOnDatabases(name: string, body: (open: OpenDatabase) => void): Promise<void> {
  const suite = (kind: Database["kind"]) => () => {
    const opened: TestDatabase[] = [];
    afterAll(async () => {
      for (const database of opened) await database.close();
    });
    body(async (content) => {
      const database = await openTestDatabase(kind, content);
      opened.push(database);
      return database;
    });
  };
  describe(`${name} (embedded)`, suite("embedded"));
  await describeWith("native", `${name} (postgres)`, suite("postgres"));
}
