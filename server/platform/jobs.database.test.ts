import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { describeOnDatabases, type TestDatabase } from "../../tests/support/databases.ts";
import { countJobs, type Jobs, openJobs } from "./jobs.ts";
import { openLog } from "./log.ts";

const TIMES = { leaseSeconds: 2, pollSeconds: 0.5 };
const log = openLog("silent");

await describeOnDatabases("jobs", (open) => {
  let opened: TestDatabase;
  const running: Jobs[] = [];
  const openQueue = async () => {
    const jobs = await openJobs(opened.connection, log, TIMES);
    running.push(jobs);
    return jobs;
  };
  const count = () => opened.database.transaction(null, countJobs);

  beforeAll(async () => {
    opened = await open("nothing");
    await opened.database.transaction(null, (db) => db.query("CREATE SCHEMA IF NOT EXISTS platform"));
  });
  afterEach(async () => {
    for (const jobs of running.splice(0)) await jobs.close();
  });

  it("are done, one of a kind waiting at most", async () => {
    const jobs = await openQueue();
    const work = vi.fn(async () => undefined);
    await jobs.register("done", work);
    await jobs.start("done");
    await jobs.start("done");
    await vi.waitFor(async () => {
      expect(work).toHaveBeenCalled();
      expect(await count()).toEqual({ waiting: 0, active: 0, failed: 0 });
    }, 30_000);
    expect(work.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it("that fail are tried again", async () => {
    const jobs = await openQueue();
    const work = vi.fn(async () => undefined).mockRejectedValueOnce(new Error("the first time"));
    await jobs.register("again", work);
    await jobs.start("again");
    await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(2), 30_000);
    await vi.waitFor(async () => expect(await count()).toMatchObject({ waiting: 0, active: 0 }), 30_000);
  });

  it("are kept while they run longer than their lease", async () => {
    const jobs = await openQueue();
    let finish = () => {};
    const work = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    await jobs.register("long", work);
    await jobs.start("long");
    await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(1), 30_000);
    const startedOn = async () => {
      const { rows } = await opened.database.transaction(null, (db) =>
        db.query<{ started: Date; first: Date }>(
          "SELECT started_on AS started, created_on AS first FROM jobs.job WHERE name = 'long'",
        ),
      );
      return rows[0]!.started.getTime() - rows[0]!.first.getTime();
    };
    await vi.waitFor(
      async () => expect(await startedOn()).toBeGreaterThan(TIMES.leaseSeconds * 2_000),
      60_000,
    );
    expect(work).toHaveBeenCalledTimes(1);
    finish();
    await vi.waitFor(async () => expect(await count()).toMatchObject({ active: 0 }), 30_000);
  });

  it("of a process that was killed are taken up by another", async () => {
    const dead = await openQueue();
    await dead.register("orphan", async () => undefined);
    await dead.close();
    running.splice(0);
    // As a killed process leaves it: active, and nobody renews it.
    await opened.database.transaction(null, (db) =>
      db.query(
        "INSERT INTO jobs.job (name, state, started_on, expire_in, retry_limit) VALUES ('orphan', 'active', now(), '2 s', 3)",
      ),
    );
    const work = vi.fn(async () => undefined);
    await (await openQueue()).register("orphan", work);
    await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(1), 30_000);
  });

  it("outlive the loss of every connection", async () => {
    const jobs = await openQueue();
    const work = vi.fn(async () => {
      if (work.mock.calls.length > 1) return;
      await loseConnections(opened);
      throw new Error("the connection is gone");
    });
    await jobs.register("cut", work);
    await jobs.start("cut");
    await vi.waitFor(() => expect(work.mock.calls.length).toBeGreaterThan(1), 60_000);
    await vi.waitFor(async () => expect(await count()).toMatchObject({ waiting: 0, active: 0 }), 60_000);
  });
});

/** Kills the embedded database, or cuts every connection to the native one. */
async function loseConnections(opened: TestDatabase): Promise<void> {
  if ("embedded" in opened) process.kill((opened.embedded as { pid: number }).pid, "SIGKILL");
  else {
    await opened.database.transaction(null, (db) =>
      db.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
      ),
    );
  }
}
