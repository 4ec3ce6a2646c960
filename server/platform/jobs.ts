/** Background work on the same database (pg-boss): a job whose process ended is taken up by another. */
import { setTimeout as delay } from "node:timers/promises";
import PgBoss from "pg-boss";
import type { ConnectionOptions, Db } from "./db.ts";
import type { Log } from "./log.ts";

export interface Jobs {
  /** Names a kind of job and what it does. At most one of a kind waits while one runs. */
  register(kind: string, work: (data: object) => Promise<void>): Promise<void>;
  /** Within the transaction of `db` when one is given: on the embedded database another would wait for it for ever. */
  start(kind: string, data?: object, db?: Db): Promise<void>;
  close(): Promise<void>;
}

export interface JobTimes {
  /** A job whose process was killed is taken up again after so long; one that runs renews this. */
  readonly leaseSeconds: number;
  readonly pollSeconds: number;
}

const TIMES: JobTimes = { leaseSeconds: 30, pollSeconds: 2 };
const CLOSE_MS = 5_000;

export async function openJobs(
  connection: ConnectionOptions,
  log: Log,
  { leaseSeconds, pollSeconds }: JobTimes = TIMES,
): Promise<Jobs> {
  const boss = new PgBoss({
    ...connection,
    schema: "jobs",
    max: 2,
    // Nothing here runs by the calendar.
    schedule: false,
    maintenanceIntervalSeconds: Math.ceil(leaseSeconds / 2),
  } as PgBoss.ConstructorOptions);
  const tell = (error: unknown) =>
    log.error({ err: { message: error instanceof Error ? error.message : String(error) } }, "job queue");
  boss.on("error", tell);
  await boss.start();
  const closing = new AbortController();
  const loops: Promise<void>[] = [];

  /**
   * Our own loop, not pg-boss's `work`: version 10 does not wait for the query that ends a job, and when the
   * database is away just then its rejection is nobody's and ends the server.
   */
  async function runLoop(kind: string, work: (data: object) => Promise<void>): Promise<void> {
    while (!closing.signal.aborted) {
      const [job] = await boss.fetch<object>(kind);
      if (job !== undefined) await runJob(kind, job.id, () => work(job.data)).catch(tell);
      else await delay(pollSeconds * 1_000, undefined, { signal: closing.signal }).catch(whenAborted);
    }
  }

  /** @throws when the end of the job cannot be noted: its lease then ends, and it is done again. */
  async function runJob(kind: string, id: string, work: () => Promise<void>): Promise<void> {
    const renewal = setInterval(() => void renew(id).catch(tell), (leaseSeconds * 1_000) / 3);
    try {
      await work();
    } catch (error) {
      tell(error);
      await boss.fail(kind, id, { message: error instanceof Error ? error.message : String(error) });
      return;
    } finally {
      clearInterval(renewal);
    }
    await boss.complete(kind, id);
    log.info({ kind }, "job done");
  }

  const renew = (id: string) =>
    boss
      .getDb()
      .executeSql("UPDATE jobs.job SET started_on = now() WHERE id = $1 AND state = 'active'", [id]);

  return {
    async register(kind, work) {
      const options = {
        name: kind,
        policy: "stately",
        retryLimit: 3,
        retryBackoff: true,
        expireInSeconds: leaseSeconds,
      } as const;
      await boss.createQueue(kind, options);
      // An older program may have made it with another lease.
      await boss.updateQueue(kind, options);
      loops.push(runLoop(kind, work).catch(tell));
    },
    async start(kind, data = {}, db) {
      const executor = db && {
        executeSql: async (text: string, values: unknown[]) =>
          db.query<Record<string, unknown>>(text, values),
      };
      await boss.send(kind, data, executor === undefined ? {} : { db: executor });
    },
    async close() {
      closing.abort();
      await Promise.race([Promise.all(loops), delay(CLOSE_MS, undefined, { ref: false })]);
      await boss.stop({ graceful: false });
    },
  };
}

function whenAborted(error: Error): void {
  if (error.name !== "AbortError") throw error;
}

/** Jobs that wait, run, or gave up after their last attempt. */
export async function countJobs(db: Db): Promise<{ waiting: number; active: number; failed: number }> {
  const { rows } = await db.query<{ waiting: number; active: number; failed: number }>(
    `SELECT count(*) FILTER (WHERE state IN ('created', 'retry'))::integer AS waiting,
       count(*) FILTER (WHERE state = 'active')::integer AS active,
       count(*) FILTER (WHERE state = 'failed')::integer AS failed
     FROM jobs.job`,
  );
  return rows[0]!;
}
