import type { Db } from "../../platform/db.ts";
import { listExaminations } from "./examination-store.ts";
import { lockGround, recordFindings } from "./service.ts";

/**
 * Makes the findings in force those that hold now, for every live intervention: after a city is loaded, and when
 * a rule changed. Interventions are taken in the order of their ids, a page a call, so that the caller decides
 * how long one transaction may be.
 *
 * @returns the last id done, or null when none was left
 */
export async function recomputePage(
  db: Db,
  timeZone: string,
  afterId: string | null,
  limit: number,
  nowMs: number,
): Promise<string | null> {
  const page = await listExaminations(db, afterId, limit);
  // A save beside us would otherwise record the same finding a second time.
  await lockGround(
    db,
    page.flatMap(({ boxes }) => boxes),
  );
  for (const { interventionId, phases } of page) {
    await recordFindings(db, { interventionId, phases, nowMs, timeZone }, [], new Date(nowMs));
  }
  return page[page.length - 1]?.interventionId ?? null;
}
