import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Embedded, FolderInUseError, joinEmbedded, startEmbedded } from "./start-embedded.ts";

// Whatever the configuration: starting a database on a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let home: string;
let folder: string;
let embedded: Embedded;
let pool: pg.Pool;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "decumano-embedded-"));
  folder = join(home, "database");
  // Never opened afresh because of errors: here it must stand them without.
  embedded = await startEmbedded({ folder, idleInTransactionSeconds: 2, recycleAfterErrors: 1_000_000 });
  pool = new pg.Pool({ ...embedded.connection, max: 10 });
});

afterAll(async () => {
  await pool?.end();
  await embedded?.stop();
  await rm(home, { recursive: true, force: true });
});

describe("what it is", () => {
  it("is PostGIS with the extensions the product uses", async () => {
    const { rows } = await pool.query("SELECT extname FROM pg_extension ORDER BY 1");
    expect(rows.map(({ extname }) => extname)).toEqual([
      "btree_gist",
      "pg_trgm",
      "pgcrypto",
      "plpgsql",
      "postgis",
      "unaccent",
    ]);
    const { rows: lengths } = await pool.query(
      "SELECT round(ST_Length(ST_Transform(ST_GeomFromText($1, 4326), 32632))) AS metres",
      ["LINESTRING(7.6824 45.0677, 7.6869 45.0703)"],
    );
    expect(Number(lengths[0].metres)).toBeGreaterThan(440);
    expect(Number(lengths[0].metres)).toBeLessThan(470);
  });

  it("tells a client what a server tells", async () => {
    const client = new pg.Client(embedded.connection);
    const told = new Map<string, string>();
    (client as unknown as { connection: NodeJS.EventEmitter }).connection.on(
      "parameterStatus",
      ({ parameterName, parameterValue }) => told.set(parameterName, parameterValue),
    );
    await client.connect();
    await client.end();
    expect(told.get("server_version")).toMatch(/^18\./);
    expect(told.get("TimeZone")).toBe("UTC");
    expect(told.get("standard_conforming_strings")).toBe("on");
  });

  it("does not trade safety for speed", async () => {
    const { rows } = await pool.query(
      "SELECT name, setting FROM pg_settings WHERE name IN ('synchronous_commit', 'full_page_writes') ORDER BY 1",
    );
    expect(rows.map(({ setting }) => setting)).toEqual(["on", "on"]);
  });
});

describe("who gets in", () => {
  it.each([
    ["a wrong password", { password: "wrong" }],
    ["no password", { password: "" }],
    ["another user", { user: "root" }],
    ["another database", { database: "template1" }],
  ])("refuses %s", async (_what, change) => {
    const client = new pg.Client({ ...embedded.connection, ...change });
    await expect(client.connect()).rejects.toThrow(/password/);
  });

  it("keeps the secret and the data for the folder's owner", async () => {
    expect((await stat(join(folder, "connection.json"))).mode & 0o077).toBe(0);
    expect((await stat(folder)).mode & 0o077).toBe(0);
    expect(await joinEmbedded(folder)).toEqual(embedded.connection);
    expect(await joinEmbedded(join(home, "nowhere"))).toBeNull();
  });

  it("refuses a second opener", async () => {
    const second = startEmbedded({ folder });
    await expect(second).rejects.toBeInstanceOf(FolderInUseError);
    await expect(second).rejects.toThrow(`is in use by process ${embedded.pid}`);
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  });
});

describe("stop", () => {
  it("lets the folder go, and a new start finds everything", async () => {
    const other = join(home, "other");
    const first = await startEmbedded({ folder: other });
    const before = new pg.Pool({ ...first.connection, max: 5 });
    const errors: Error[] = [];
    before.on("error", (error) => errors.push(error));
    await before.query("CREATE TABLE kept AS SELECT generate_series(1, 100) AS i");
    await Promise.all(Array.from({ length: 5 }, () => before.query("SELECT count(*) FROM kept")));
    await before.end();
    await first.stop();
    expect(errors).toEqual([]);
    expect(await joinEmbedded(other)).toBeNull();
    const second = await startEmbedded({ folder: other });
    const after = new pg.Client(second.connection);
    await after.connect();
    expect((await after.query("SELECT count(*)::int AS n FROM kept")).rows).toEqual([{ n: 100 }]);
    await after.end();
    await second.stop();
  });
});
