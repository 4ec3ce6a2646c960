import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { restoreBackup } from "../../server/platform/backup/read-backup.ts";
import { digestTable, listTables, settleTextForm } from "../../server/platform/backup/tables.ts";
import { writeBackup } from "../../server/platform/backup/write-backup.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases, openTestDatabase, type TestDatabase } from "../support/databases.ts";
import { TEST_CITY } from "../support/test-city.ts";

const MADE_AT = new Date("2026-01-02T03:04:05Z");
/** What breaks a careless dump: ends of line of every sort, quotes, backslashes, what is not a letter. */
const AWKWARD = 'a\nb\r\nc\u2028d "quoted" \\ back\\slash, (comma) {brace} ✂ NULL';

async function digestEverything(database: Database): Promise<Record<string, unknown>> {
  return database.transaction(null, async (db) => {
    await settleTextForm(db);
    const digests: Record<string, unknown> = {};
    for (const schema of ["platform", TEST_CITY]) {
      for (const table of await listTables(db, schema)) {
        digests[`${schema}.${table.name}`] = await digestTable(db, table);
      }
    }
    return digests;
  });
}

/** A change like those of a working day: an audit entry, whose number the database gives. */
async function recordAudit(database: Database, before: string | null): Promise<number> {
  return database.transaction(TEST_CITY, async (db) => {
    const { rows } = await db.query<{ id: number }>(
      `INSERT INTO audit_entry (at, actor_id, action, entity, entity_id, before, request_id)
       VALUES (now(), 'somebody', 'create', 'intervention', '', to_jsonb($1::text), 'drill') RETURNING id`,
      [before],
    );
    return rows[0]!.id;
  });
}

async function registerCity(database: Database): Promise<void> {
  await database.transaction(null, (db) =>
    db.query(
      `INSERT INTO city (id, name, time_zone, synthetic, attribution, geoid_undulation_metres, extent, centre, loaded_at)
       VALUES ($1, 'Sample', 'Europe/Rome', true, '', 50, ST_MakeEnvelope(0, 0, 1, 1, 32632),
               ST_SetSRID(ST_MakePoint(0.1, 0.2), 32632), now())`,
      [TEST_CITY],
    ),
  );
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "decumano-drill-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

await describeOnDatabases("a backup of the sample city", (open) => {
  let source: TestDatabase;
  let file: string;
  let expected: Record<string, unknown>;

  beforeAll(async () => {
    source = await open("sample");
    file = join(folder, `${source.kind}.backup`);
    await recordAudit(source.database, AWKWARD);
    await recordAudit(source.database, null);
    expected = await digestEverything(source.database);
    await writeBackup(source.database, file, MADE_AT, join(folder, "none"));
  });

  it("holds every table's rows", async () => {
    const lines = gunzipSync(await readFile(file))
      .toString()
      .split("\n");
    const told = lines.filter((line) => /^\{"rows":/.test(line)).map((line) => JSON.parse(line));
    expect(told).toEqual(Object.values(expected));
    expect(told.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(20_000);
  });

  it("restores into an empty database, every count and hash as it was", async () => {
    const target = await open("nothing");
    const summary = await restoreBackup(target.database, file, join(folder, "none"));
    expect(await digestEverything(target.database)).toEqual(expected);
    expect(summary.tables).toBe(Object.keys(expected).length);
    // The numbers that the database gives go on where they were.
    const next = await recordAudit(source.database, null);
    expect(await recordAudit(target.database, null)).toBe(next);
  });

  it("is refused where a city is already", async () => {
    await expect(restoreBackup(source.database, file, join(folder, "none"))).rejects.toThrow(
      /already holds sample/,
    );
  });
});

/** One of a line, and one of several lines of the backup. */
const CONTENTS = [Buffer.from("un allegato di prova"), Buffer.alloc(2_000_000, "abc")];
const hashOf = (content: Buffer) => createHash("sha256").update(content).digest("hex");

const DAMAGES = [
  { name: "cut off", refusal: /unexpected end of file|ends in the middle/, damage: null },
  {
    name: "with one value changed",
    refusal: /audit_entry: expected 1 rows with hash/,
    damage: (text: string) => text.replace("once", "twice"),
  },
  {
    name: "of other migrations",
    refusal: /made with the migrations 000000_unknown/,
    damage: (text: string) => text.replace(/("migrations":\[)/, '$1"000000_unknown",'),
  },
  {
    name: "with one file changed",
    refusal: /the file [0-9a-f]{64} has another content than its name says/,
    damage: (text: string) => text.replace(CONTENTS[0]!.toString("base64"), btoa("un allegato di altri")),
  },
  {
    name: "without one of its files",
    refusal: /tells of 2 files, it holds 1/,
    damage: (text: string) =>
      text.replace(new RegExp(`\\{"file":\\{"sha256":"${hashOf(CONTENTS[0]!)}"\\}\\}\\n"[^"]*"\\n`), ""),
  },
  { name: "that is something else", refusal: /expected a header/, damage: () => '{"format":"other"}\n' },
];

describe("a backup", () => {
  let whole: string;
  let target: TestDatabase;

  beforeAll(async () => {
    const source = await openTestDatabase("embedded", "schema");
    await registerCity(source.database);
    await recordAudit(source.database, "once");
    whole = join(folder, "whole.backup");
    for (const content of CONTENTS) {
      const sha256 = hashOf(content);
      await mkdir(join(folder, "kept", sha256.slice(0, 2)), { recursive: true });
      await writeFile(join(folder, "kept", sha256.slice(0, 2), sha256), content);
    }
    // What is still arriving is nobody's yet.
    await mkdir(join(folder, "kept", "arriving"));
    await writeFile(join(folder, "kept", "arriving", "half.partial"), "half");
    await writeBackup(source.database, whole, MADE_AT, join(folder, "kept"));
    await source.close();
    target = await openTestDatabase("embedded", "nothing");
  });
  afterAll(() => target.close());

  it.each(DAMAGES)("$name is refused, and nothing of it stays", async ({ name, refusal, damage }) => {
    const file = join(folder, `${name}.backup`);
    const bytes = await readFile(whole);
    await writeFile(
      file,
      damage === null ? bytes.subarray(0, 300) : gzipSync(damage(gunzipSync(bytes).toString())),
    );
    const kept = join(folder, "refused");
    await expect(restoreBackup(target.database, file, kept)).rejects.toThrow(refusal);
    const counts = Object.values(await digestEverything(target.database)) as { rows: number }[];
    expect(counts.every(({ rows }) => rows === 0)).toBe(true);
  });

  it("that is whole is restored after all of these, its files too", async () => {
    const kept = join(folder, "restored");
    expect(await restoreBackup(target.database, whole, kept)).toMatchObject({ rows: 2, files: 2 });
    const entries = await readdir(kept, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
    expect(files.sort()).toEqual(CONTENTS.map(hashOf).sort());
    for (const content of CONTENTS) {
      const sha256 = hashOf(content);
      expect((await readFile(join(kept, sha256.slice(0, 2), sha256))).equals(content)).toBe(true);
    }
  });
});
