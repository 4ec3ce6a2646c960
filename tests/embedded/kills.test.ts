import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { expect, it } from "vitest";
import { identify, isAlive } from "../../server/platform/embedded/process-identity.ts";
import {
  type EmbeddedConnection,
  FolderInUseError,
  joinEmbedded,
  startEmbedded,
} from "../../server/platform/embedded/start-embedded.ts";
import { withEmbeddedFolder } from "./embedded-folder.ts";

interface Saving {
  parent: ChildProcess;
  childPid: number;
  /** The last number acknowledged. */
  last: () => number;
  busy: () => boolean;
}

async function startSaving(folder: string, mode = "saving"): Promise<Saving> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const script = join(import.meta.dirname, "saving-process.ts");
  const parent = spawn(process.execPath, ["--import", loader, script, folder, mode], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let last = 0;
  let busy = false;
  const lines = createInterface(parent.stdout!);
  const childPid = await new Promise<number>((resolve, reject) => {
    lines.on("line", (line) => {
      if (line.startsWith("child ")) resolve(Number(line.slice(6)));
      else if (line === "busy") busy = true;
      else last = Number(line);
    });
    parent.once("exit", () => reject(new Error("the saving process ended")));
  });
  return { parent, childPid, last: () => last, busy: () => busy };
}

/** Every acknowledged row is there, whole, and at most one more that was about to be acknowledged. */
async function expectSaved(connection: EmbeddedConnection, acknowledged: number): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query(
    `SELECT count(*)::int AS n, max(i)::int AS last,
            count(*) FILTER (WHERE half <> repeat('a', 500) OR other_half <> repeat('b', 500))::int AS torn
     FROM saved`,
  );
  await client.end();
  expect(rows[0].torn).toBe(0);
  expect(rows[0].n).toBe(rows[0].last);
  expect(rows[0].n).toBeGreaterThanOrEqual(acknowledged);
  expect(rows[0].n).toBeLessThanOrEqual(acknowledged + 1);
}

it("a killed parent leaves no orphan, no lock and no loss, also in the middle of a long query", async () => {
  await withEmbeddedFolder(async (folder) => {
    const saving = await startSaving(folder);
    const child = identify(saving.childPid);
    await expect.poll(saving.last, { timeout: 60_000 }).toBeGreaterThan(100);

    // Command-line tools in other processes: refused, or joining.
    await expect(startEmbedded({ folder })).rejects.toBeInstanceOf(FolderInUseError);
    const joined = new pg.Client((await joinEmbedded(folder))!);
    await joined.connect();
    expect((await joined.query("SELECT count(*) > 100 AS many FROM saved")).rows).toEqual([{ many: true }]);
    await joined.end();

    expect(isAlive(child)).toBe(true);
    saving.parent.kill("SIGKILL");
    await once(saving.parent.stdout!, "close");
    const acknowledged = saving.last();
    await expect.poll(() => isAlive(child), { timeout: 10_000 }).toBe(false);
    expect(await joinEmbedded(folder)).toBeNull();

    const busy = await startSaving(folder, "busy");
    await expect.poll(busy.busy, { timeout: 10_000 }).toBe(true);
    const busyChild = identify(busy.childPid);
    busy.parent.kill("SIGKILL");
    // At once: the next opener waits for the orphan to end.
    const next = await startEmbedded({ folder });
    expect(isAlive(busyChild)).toBe(false);
    await expectSaved(next.connection, acknowledged);
    await next.stop();
  });
}, 300_000);

it("a killed child is started again at the same address, with every acknowledged row", async () => {
  await withEmbeddedFolder(async (folder) => {
    const embedded = await startEmbedded({ folder });
    const address = { ...embedded.connection };
    const pool = new pg.Pool({ ...embedded.connection, max: 5 });
    // The clients that were connected to the child that was killed.
    pool.on("error", () => undefined);
    pool.on("connect", (client) => client.on("error", () => undefined));
    await pool.query("CREATE TABLE saved (i int PRIMARY KEY, half text NOT NULL, other_half text NOT NULL)");
    let acknowledged = 0;
    for (let crash = 1; crash <= 2; crash += 1) {
      const goal = acknowledged + 100;
      const { pid } = embedded;
      const failure = await saveUntilFailure(pool, acknowledged, (last) => {
        acknowledged = last;
        if (last === goal) process.kill(pid, "SIGKILL");
      });
      expect(failure).toBeInstanceOf(Error);
      await expect.poll(() => embedded.status().restarts, { timeout: 10_000 }).toBe(crash);
      // Refused while the new child starts, waiting once it listens.
      await expect
        .poll(
          () =>
            pool.query("SELECT 1").then(
              () => "answers",
              () => "refused",
            ),
          { timeout: 60_000 },
        )
        .toBe("answers");
      expect(embedded.pid).not.toBe(pid);
      expect(embedded.connection).toEqual(address);
      await expectSaved(embedded.connection, acknowledged);
      const { rows } = await pool.query("SELECT max(i)::int AS last FROM saved");
      acknowledged = rows[0].last;
    }
    await pool.end();
    await embedded.stop();
  });
}, 300_000);

/** Saves rows numbered on from `last`, each in a transaction; resolves with what stopped it. */
async function saveUntilFailure(pool: pg.Pool, last: number, onSaved: (i: number) => void): Promise<unknown> {
  for (let i = last + 1; ; i += 1) {
    let client: pg.PoolClient | undefined;
    try {
      client = await pool.connect();
      await client.query("BEGIN");
      await client.query("INSERT INTO saved VALUES ($1, repeat('a', 500), '')", [i]);
      await client.query("UPDATE saved SET other_half = repeat('b', 500) WHERE i = $1", [i]);
      await client.query("COMMIT");
      client.release();
      onSaved(i);
    } catch (error) {
      client?.release(true);
      return error;
    }
  }
}
