import type { Database } from "../../platform/db.ts";
import type { Jobs } from "../../platform/jobs.ts";
import * as store from "./store.ts";

const DAY_MS = 86_400_000;

/**
 * How long notices are kept. Read ones for a quarter, in which an office looks again at what it was told of works
 * now ended; unread ones for a year, since nobody may have been there to read them in the season of the works. What
 * happened is kept by the intervention's history, which is never pruned. [K] The office's own rule on records.
 */
export const NOTICES_KEPT_DAYS = { read: 90, unread: 365 } as const;

export const PRUNE_NOTICES = "prune-notices";
/** In one transaction, so that nobody who is told something waits long. */
const PAGE = 5_000;

/** Takes away notices that are older than is kept. @returns how many */
export async function pruneNotices(
  database: Database,
  city: string,
  nowMs: number,
  page = PAGE,
): Promise<number> {
  const before = (days: number) => new Date(nowMs - days * DAY_MS);
  const { read, unread } = NOTICES_KEPT_DAYS;
  let taken = 0;
  for (;;) {
    const more = await database.transaction(city, (db) =>
      store.deleteNotices(db, before(read), before(unread), page),
    );
    taken += more;
    if (more < page) return taken;
  }
}

/** As a job, at the start and then once a day. @returns how to stop asking for it */
export async function keepNoticesPruned(
  database: Database,
  city: string,
  jobs: Jobs,
  now: () => number,
  whenFailed: (error: unknown) => void,
): Promise<() => void> {
  await jobs.register(PRUNE_NOTICES, async () => void (await pruneNotices(database, city, now())));
  await jobs.start(PRUNE_NOTICES);
  const daily = setInterval(() => void jobs.start(PRUNE_NOTICES).catch(whenFailed), DAY_MS).unref();
  return () => clearInterval(daily);
}
