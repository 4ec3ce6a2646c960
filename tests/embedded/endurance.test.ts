import pg from "pg";
import { expect, it } from "vitest";
import { type Embedded, startEmbedded } from "../../server/platform/embedded/start-embedded.ts";
import { withEmbeddedFolder } from "./embedded-folder.ts";

const errors = 5_000;
const connections = 10;
const readers = 8;
const writers = 2;
const seconds = 30;
const accounts = 50;
const total = accounts * 1000;

it("outlives 5,000 SQL errors, and then 8 readers and 2 writers for 30 s", async () => {
  await withEmbeddedFolder(async (folder) => {
    const embedded = await startEmbedded({ folder });
    const pool = new pg.Pool({ ...embedded.connection, max: connections });
    try {
      await fail(pool, embedded);
      await readAndWrite(pool);
      expect(embedded.status()).toMatchObject({ reopenings: 0, restarts: 0 });
    } finally {
      await pool.end();
      await embedded.stop();
    }
  });
}, 300_000);

/** Errors of every sort: parsing, executing, deep in PL/pgSQL, in transactions, under a savepoint. */
async function fail(pool: pg.Pool, embedded: Embedded): Promise<void> {
  await pool.query("CREATE TABLE seen (i int PRIMARY KEY)");
  await pool.query(`CREATE FUNCTION sink(depth int) RETURNS int LANGUAGE plpgsql AS $$
    BEGIN
      IF depth = 0 THEN RAISE EXCEPTION 'the bottom' USING ERRCODE = 'DEEP0'; END IF;
      RETURN sink(depth - 1) + 1;
    END $$`);
  const expected: [string, string, unknown[]][] = [
    ["42703", "SELECT nonsense", []],
    ["42P01", "SELECT $1::int FROM nowhere", [1]],
    ["22012", "SELECT 1 / $1::int", [0]],
    ["DEEP0", "SELECT sink($1)", [40]],
    ["XX000", "SELECT ST_GeomFromText($1)", ["POLYGON((0 0, 1 1"]],
  ];
  let made = 0;
  const client = async (index: number): Promise<void> => {
    for (let turn = 0; made < errors; turn += 1) {
      made += 1;
      const [code, text, values] = expected[(index + turn) % expected.length]!;
      await expect(pool.query(text, values)).rejects.toMatchObject({ code });
      // Prepared long ago on this connection: must survive that the database is opened afresh.
      const { rows } = await pool.query({ name: "echo", text: "SELECT $1::int AS n", values: [turn] });
      expect(rows).toEqual([{ n: turn }]);
      if (turn % 25 === 0) await transact(pool, index * 100_000 + turn);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, index) => client(index)));
  // The status is told some 200 ms late.
  const recycles = Math.floor(errors / 1500);
  await expect.poll(() => embedded.status().recycles, { timeout: 10_000 }).toBe(recycles);
  const { rows } = await pool.query(
    "SELECT count(*)::int AS n, count(DISTINCT i)::int AS different FROM seen",
  );
  expect(rows[0].n).toBe(transactions);
  expect(rows[0].different).toBe(transactions);
}

let transactions = 0;

/** One row, with a failure under a savepoint before the commit. */
async function transact(pool: pg.Pool, i: number): Promise<void> {
  const client = await pool.connect();
  await client.query("BEGIN");
  await client.query("INSERT INTO seen VALUES ($1)", [i]);
  await client.query("SAVEPOINT before");
  await expect(client.query("INSERT INTO seen VALUES ($1)", [i])).rejects.toMatchObject({ code: "23505" });
  await client.query("ROLLBACK TO SAVEPOINT before");
  await client.query("COMMIT");
  client.release();
  transactions += 1;
}

/** Money is moved between accounts; no reader may ever see some of it missing, or another reader's answer. */
async function readAndWrite(pool: pg.Pool): Promise<void> {
  await pool.query("CREATE TABLE accounts (id int PRIMARY KEY, amount int NOT NULL)");
  await pool.query("INSERT INTO accounts SELECT i, 1000 FROM generate_series(1, $1::int) AS i", [accounts]);
  const end = performance.now() + seconds * 1000;
  const counts = { reads: 0, transfers: 0, refusals: 0 };
  const read = async (reader: number): Promise<void> => {
    while (performance.now() < end) {
      const mine = reader * 1_000_000 + counts.reads;
      const { rows } = await pool.query(
        "SELECT sum(amount)::int AS total, count(*)::int AS n, $1::int AS mine FROM accounts",
        [mine],
      );
      expect(rows).toEqual([{ total, n: accounts, mine }]);
      counts.reads += 1;
    }
  };
  const write = async (writer: number): Promise<void> => {
    for (let turn = 0; performance.now() < end; turn += 1) {
      const client = await pool.connect();
      const [from, to] = [1 + ((turn * 7 + writer) % accounts), 1 + ((turn * 11 + 5) % accounts)];
      await client.query("BEGIN");
      await client.query("UPDATE accounts SET amount = amount - 10 WHERE id = $1", [from]);
      // Every tenth transfer is refused by a check that fails, and must leave no trace.
      const refused = turn % 10 === 9;
      if (refused) {
        await expect(
          client.query("UPDATE accounts SET amount = NULL WHERE id = $1", [to]),
        ).rejects.toMatchObject({
          code: "23502",
        });
      } else {
        await client.query("UPDATE accounts SET amount = amount + 10 WHERE id = $1", [to]);
      }
      await client.query(refused ? "ROLLBACK" : "COMMIT");
      client.release();
      counts[refused ? "refusals" : "transfers"] += 1;
    }
  };
  await Promise.all([
    ...Array.from({ length: readers }, (_, reader) => read(reader)),
    ...Array.from({ length: writers }, (_, writer) => write(writer)),
  ]);
  expect(counts.transfers).toBeGreaterThan(10);
  expect(counts.refusals).toBeGreaterThan(1);
  expect(counts.reads).toBeGreaterThan(100);
}
