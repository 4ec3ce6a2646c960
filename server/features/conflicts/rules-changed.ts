import type { Database, Db } from "../../platform/db.ts";
import { announceAllFindings } from "../live/service.ts";
import { findPresentRules } from "./present-rules.ts";
import { recomputeAll } from "./recompute.ts";
import { changeState, findOpen, lockReexaminations } from "./reexamination-store.ts";
import { findSetting, RULES_SETTING, writeSetting } from "./setting-store.ts";

/** Whether the findings in force were made by other rules, versions or values than the present ones. */
export async function haveRulesChanged(database: Database, city: string): Promise<boolean> {
  return database.transaction(
    city,
    async (db) => (await findSetting(db, RULES_SETTING)) !== (await findPresentRules(db)),
    { readOnly: true },
  );
}

/**
 * Every live intervention examined again by all rules, in small transactions: after layers changed, or many works were
 * brought in. An examination that was open is done with it, unless a value was set meanwhile: its own one follows.
 * @param onPage how many interventions were taken so far; what it throws ends the work
 */
export async function recomputeAllFindings(
  database: Database,
  city: string,
  timeZone: string,
  now: () => number,
  onPage?: (done: number) => void,
): Promise<void> {
  const target = await database.transaction(city, findPresentRules, { readOnly: true });
  await recomputeAll(database, city, timeZone, now, onPage);
  await database.transaction(city, async (db) => {
    const at = new Date(now());
    await lockReexaminations(db);
    if ((await findPresentRules(db)) === target) {
      await writeSetting(db, RULES_SETTING, target);
      const open = await findOpen(db);
      if (open !== null) await changeState(db, open.id, [open.state], "superseded", at);
    }
    await announceAllFindings(db, at);
  });
}

/** Notes that the findings in force were made by the present rules. */
export async function recordRules(db: Db): Promise<void> {
  await writeSetting(db, RULES_SETTING, await findPresentRules(db));
}
