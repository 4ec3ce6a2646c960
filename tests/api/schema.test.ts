import { readFile } from "node:fs/promises";
import { beforeAll, expect, it } from "vitest";
import { describeSchema } from "../../scripts/schema/describe-schema.ts";
import { describeMigrations } from "../../scripts/schema/migrated-schema.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";

const committed = await readFile(new URL("../../server/migrations/schema.sql", import.meta.url), "utf8");

function describeBoth(database: Database): Promise<string> {
  return database.transaction(
    "city",
    async (db) => `${await describeSchema(db, "platform")}\n${await describeSchema(db, "city")}`,
  );
}

/** As the schema would be after a change, which is then taken back. */
async function describeAfter(database: Database, change: string): Promise<string> {
  let text = "";
  const takenBack = new Error("taken back");
  await database
    .transaction("city", async (db) => {
      await db.query(change);
      text = await describeSchema(db, "city");
      throw takenBack;
    })
    .catch((error: unknown) => {
      if (error !== takenBack) throw error;
    });
  return text;
}

await describeOnDatabases("schema.sql", (open) => {
  let migrated: Database;
  beforeAll(async () => {
    migrated = (await open("nothing")).database;
  });

  it("is what the migrations add up to", async () => {
    expect(await describeMigrations(migrated)).toBe(committed);
  });

  it("makes that schema by itself", async () => {
    const { database } = await open("nothing");
    await database.transaction(null, async (db) => {
      await db.query(
        "CREATE EXTENSION IF NOT EXISTS postgis; CREATE EXTENSION IF NOT EXISTS btree_gist; CREATE EXTENSION IF NOT EXISTS pg_trgm",
      );
      await db.query(committed);
    });
    expect(await describeBoth(database)).toBe(await describeBoth(migrated));
  });

  it.each([
    "ALTER TABLE tree ADD COLUMN note text",
    "CREATE INDEX tree_species ON tree (species)",
    "ALTER TABLE tree ADD CHECK (height_metres < 60)",
    "CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
  ])("notices what was changed by hand: %s", async (change) => {
    const before = await describeBoth(migrated);
    expect(before).not.toContain(await describeAfter(migrated, change));
    expect(await describeBoth(migrated)).toBe(before);
  });

  it("does not pass over what it cannot write", async () => {
    await expect(describeAfter(migrated, "CREATE VIEW tall AS SELECT id FROM tree")).rejects.toThrow(
      "city.tall",
    );
  });
});
