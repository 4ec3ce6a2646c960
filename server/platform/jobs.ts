/** Background work on the same database (pg-boss): a job whose process ended is taken up by another. */
import type pg from "pg";
import PgBoss from "pg-boss";
import type { Db } from "./db.ts";
import type { Log } from "./log.ts";

export interface Jobs {
  /** Names a kind of job and what it does. At most one of a kind waits while one runs. */
  register(kind: string, work: () => Promise<void>): Promise<void>;
  start(kind: string): Promise<void>;
  close(): Promise<void>;
}

const EXPIRE_SECONDS = 600;

export async function openJobs(connection: pg.PoolConfig, log: Log): Promise<Jobs> {
  const boss = new PgBoss({ ...connection, schema: "jobs", max: 2 } as PgBoss.ConstructorOptions);
  boss.on("error", (error) => log.error({ err: { message: error.message } }, "job queue"));
  await boss.start();
  return {
    async register(kind, work) {
      await boss.createQueue(kind, {
        name: kind,
        policy: "stately",
        retryLimit: 3,
        retryBackoff: true,
        expireInSeconds: EXPIRE_SECONDS,
      });
      await boss.work(kind, { pollingIntervalSeconds: 2 }, async () => {
        await work();
        log.info({ kind }, "job done");
      });
    },
    async start(kind) {
      await boss.send(kind, {});
    },
    close: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
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
