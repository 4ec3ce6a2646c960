/**
 * What the embedded database costs over the wire, each figure beside PGlite asked in this very process, in the same
 * run on the same data; and how long it takes to start, on a new machine, from the template and again.
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { ensurePostgisBundle, extensionsWith } from "../../server/platform/embedded/extensions.ts";
import { type Embedded, startEmbedded } from "../../server/platform/embedded/start-embedded.ts";

const CONNECTIONS = 10;
const SECONDS = 4;
const ERRORS_BEFORE_RECYCLE = 200;

const SETUP = `
  CREATE TABLE points AS
    SELECT i AS id, ST_SetSRID(ST_Point(395000 + (i % 200) * 20, 4990000 + (i / 200) * 20), 32632) AS at
    FROM generate_series(0, 19999) AS i;
  CREATE INDEX ON points USING gist (at);
  CREATE TABLE saved (i int, text text);
  ANALYZE;`;
const READ =
  "SELECT id, ST_X(at) AS x, ST_Y(at) AS y FROM points WHERE at && ST_MakeEnvelope($1, $2, $3, $4, 32632)";
const INSERT = "INSERT INTO saved VALUES ($1, repeat('x', 200))";
const LARGE = "SELECT i, repeat(md5(i::text), 32) AS text FROM generate_series(1, 20000) AS i";

/** About nine points, at a place that differs from call to call. */
const envelope = (call: number): number[] => {
  const [x, y] = [395000 + (call % 190) * 20, 4990000 + (call % 90) * 20];
  return [x, y, x + 45, y + 45];
};

interface Rate {
  perSecond: number;
  p95Milliseconds: number;
}

/** `lanes` callers, each calling again as soon as it has its answer. */
async function measure(lanes: number, call: (turn: number) => Promise<unknown>): Promise<Rate> {
  const times: number[] = [];
  const started = performance.now();
  const end = started + SECONDS * 1000;
  let turn = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      turn += 1;
      const before = performance.now();
      await call(turn);
      times.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const perSecond = times.length / ((performance.now() - started) / 1000);
  times.sort((a, b) => a - b);
  return {
    perSecond: Math.round(perSecond),
    p95Milliseconds: round(times[Math.floor(times.length * 0.95)] ?? 0),
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

async function timed<Result>(work: () => Promise<Result>): Promise<{ milliseconds: number; result: Result }> {
  const started = performance.now();
  const result = await work();
  return { milliseconds: Math.round(performance.now() - started), result };
}

interface Figures {
  reads: Rate;
  transactions: Rate;
  largeMilliseconds: number;
}

async function measureOverTheWire(embedded: Embedded): Promise<Figures> {
  const pool = new pg.Pool({ ...embedded.connection, max: CONNECTIONS });
  try {
    const read = (turn: number): Promise<unknown> =>
      pool.query({ name: "read", text: READ, values: envelope(turn) });
    const save = async (turn: number): Promise<void> => {
      const client = await pool.connect();
      await client.query("BEGIN");
      await client.query({ name: "insert", text: INSERT, values: [turn] });
      await client.query("COMMIT");
      client.release();
    };
    // Once unmeasured: the code of both sides is compiled while it runs.
    await measure(CONNECTIONS, read);
    const reads = await measure(CONNECTIONS, read);
    const transactions = await measure(CONNECTIONS, save);
    await pool.query(LARGE);
    const large = await timed(() => pool.query(LARGE));
    return { reads, transactions, largeMilliseconds: large.milliseconds };
  } finally {
    await pool.end();
  }
}

async function measureInProcess(dataFolder: string, cacheFolder: string): Promise<Figures> {
  const extensions = extensionsWith(await ensurePostgisBundle(cacheFolder));
  const database = await PGlite.create(`file://${dataFolder}`, { extensions });
  try {
    const read = (turn: number): Promise<unknown> => database.query(READ, envelope(turn));
    const save = (turn: number): Promise<unknown> =>
      database.transaction((transaction) => transaction.query(INSERT, [turn]));
    await measure(1, read);
    const reads = await measure(1, read);
    const transactions = await measure(1, save);
    await database.query(LARGE);
    const large = await timed(() => database.query(LARGE));
    return { reads, transactions, largeMilliseconds: large.milliseconds };
  } finally {
    await database.close();
  }
}

async function measureRecycling(folder: string): Promise<number> {
  const embedded = await startEmbedded({ folder, recycleAfterErrors: ERRORS_BEFORE_RECYCLE });
  const client = new pg.Client(embedded.connection);
  await client.connect();
  try {
    for (let error = 0; error < ERRORS_BEFORE_RECYCLE; error += 1) {
      await client.query("SELECT nonsense").catch(() => undefined);
    }
    return (await timed(() => client.query("SELECT 1"))).milliseconds;
  } finally {
    await client.end();
    await embedded.stop();
  }
}

export async function bench(print: (figure: object) => void): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "decumano-bench-"));
  const [folder, cacheFolder] = [join(home, "database"), join(home, "cache")];
  try {
    const cold = await timed(() => startEmbedded({ folder: join(home, "first"), cacheFolder }));
    await cold.result.stop();
    const copied = await timed(() => startEmbedded({ folder, cacheFolder }));
    const client = new pg.Client(copied.result.connection);
    await client.connect();
    await client.query(SETUP);
    await client.end();
    await copied.result.stop();
    await cp(join(folder, "data"), join(home, "same"), { recursive: true });

    const again = await timed(() => startEmbedded({ folder, cacheFolder }));
    const wire = await measureOverTheWire(again.result);
    const residentMegabytes = Math.round(again.result.status().residentBytes / 1e6);
    await again.result.stop();
    const local = await measureInProcess(join(home, "same"), cacheFolder);
    const recycleMilliseconds = await measureRecycling(folder);

    const common = { bench: "embedded" };
    print({
      ...common,
      what: "start",
      onNewMachineMilliseconds: cold.milliseconds,
      fromTemplateMilliseconds: copied.milliseconds,
      againMilliseconds: again.milliseconds,
      recycleMilliseconds,
      residentMegabytes,
    });
    print({
      ...common,
      what: "reads of nine points, 10 connections",
      ...wire.reads,
      inProcessPerSecond: local.reads.perSecond,
      timesInProcess: round(wire.reads.perSecond / local.reads.perSecond),
    });
    print({
      ...common,
      what: "transactions of one insert, 10 connections",
      ...wire.transactions,
      inProcessPerSecond: local.transactions.perSecond,
      timesInProcess: round(wire.transactions.perSecond / local.transactions.perSecond),
    });
    print({
      ...common,
      what: "result of 20 MB",
      milliseconds: wire.largeMilliseconds,
      inProcessMilliseconds: local.largeMilliseconds,
      timesInProcess: round(wire.largeMilliseconds / local.largeMilliseconds),
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
