import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

import { type Embedded, startEmbedded } from "./start-embedded.ts";

// Whatever the configuration: starting a database on a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

let home: string;
let embedded: Embedded;
let client: pg.Client;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "decumano-embedded-"));
  embedded = await startEmbedded({ folder: join(home, "database"), housekeepingSeconds: 1 });
  client = new pg.Client(embedded.connection);
  await client.connect();
});

afterAll(async () => {
  await client?.end();
  await embedded?.stop();
  await rm(home, { recursive: true, force: true });
});

it("makes a checkpoint when 128 MB have been written", async () => {
  const redo = async (): Promise<number> => {
    const { rows } = await client.query("SELECT redo_lsn - '0/0' AS bytes FROM pg_control_checkpoint()");
    return Number(rows[0].bytes);
  };
  const before = await redo();
  await client.query("CREATE TABLE written (text text STORAGE PLAIN)");
  await client.query("INSERT INTO written SELECT repeat('x', 4000) FROM generate_series(1, 40000)");
  await expect.poll(redo, { timeout: 60_000, interval: 300 }).toBeGreaterThan(before + 100_000_000);
});

it("vacuums and analyzes what needs it while nobody asks", async () => {
  await client.query(`
    CREATE TABLE "Filled" AS SELECT i FROM generate_series(1, 5000) AS i;
    CREATE TABLE emptied AS SELECT i FROM generate_series(1, 20000) AS i;
    DELETE FROM emptied WHERE i % 2 = 0;
    CREATE TABLE quiet AS SELECT i FROM generate_series(1, 20) AS i`);
  const looked = async (): Promise<unknown[]> => {
    const { rows } = await client.query({
      text: `SELECT relname, n_dead_tup::int, vacuum_count > 0, analyze_count > 0 FROM pg_stat_user_tables
             WHERE relname IN ('emptied', 'Filled', 'quiet') ORDER BY relname COLLATE "C"`,
      rowMode: "array",
    });
    return rows;
  };
  // Asking more often than every 2 s would keep it from what it waits for.
  await expect.poll(looked, { timeout: 60_000, interval: 4_500 }).toEqual([
    ["Filled", 0, false, true],
    ["emptied", 0, true, true],
    ["quiet", 0, false, false],
  ]);
});
