import type { InterventionKind } from "../../../domain/interventions/intervention.ts";
import type { Database, Db } from "../../platform/db.ts";
import { listExaminations } from "./examination-store.ts";
import { lockGround } from "./lock-ground.ts";
import { recordFindings } from "./record.ts";

/**
 * Interventions a transaction: about 0.1 s on the embedded database, whose readers wait for it; natively about 0.6 s,
 * for which saves on the same ground wait, since a statement costs as much to plan for twenty as for a thousand.
 */
export const PAGE = { embedded: 20, postgres: 1_000 } as const;

/** What alone is examined again. */
export interface Touched {
  readonly ruleIds: readonly string[];
  readonly kinds: readonly InterventionKind[];
}

/**
 * Makes the findings in force those that hold now, for every live intervention: after a city is loaded, and when
 * a rule or a layer changed. Interventions are taken in the order of their ids, a page a call, so that the caller
 * decides how long one transaction may be.
 *
 * @param touched default: all rules about all kinds
 * @returns the last id done, or null when none was left
 */
export async function recomputePage(
  db: Db,
  timeZone: string,
  afterId: string | null,
  limit: number,
  nowMs: number,
  touched?: Touched,
): Promise<string | null> {
  const seen = await listExaminations(db, afterId, { limit }, touched?.kinds);
  const last = seen[seen.length - 1];
  if (last === undefined) return null;
  // A save beside us would otherwise record the same finding a second time.
  await lockGround(
    db,
    seen.flatMap(({ boxes }) => boxes),
  );
  // Looked at again under the lock: what was saved between the two looks may stand on other ground, or differ from
  // what we hold, and was examined by its own save.
  const held = new Map(seen.map(({ interventionId, boxes }) => [interventionId, String(boxes)]));
  const page = (await listExaminations(db, afterId, { lastId: last.interventionId }, touched?.kinds)).filter(
    ({ interventionId, boxes }) => held.get(interventionId) === String(boxes),
  );
  const phases = page.flatMap((saved) => saved.phases);
  await recordFindings(db, { phases, nowMs, timeZone, ruleIds: touched?.ruleIds }, [], new Date(nowMs));
  return last.interventionId;
}

/** All pages, each in its own transaction. @param onPage how many interventions were taken */
export async function recomputeAll(
  database: Database,
  city: string,
  timeZone: string,
  now: () => number,
  onPage: (done: number) => void = () => undefined,
): Promise<void> {
  let after: string | null = null;
  const page = PAGE[database.kind];
  let done = 0;
  do {
    const from: string | null = after;
    after = await database.transaction(city, (db) => recomputePage(db, timeZone, from, page, now()));
    done += page;
    onPage(done);
  } while (after !== null);
}
