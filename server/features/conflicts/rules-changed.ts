import { RULES } from "../../../domain/conflicts/rules.ts";
import type { Database, Db } from "../../platform/db.ts";
import { announceAllFindings } from "../live/service.ts";
import { recomputeAll } from "./recompute.ts";
import { findSetting, writeSetting } from "./setting-store.ts";

export const RECOMPUTE_FINDINGS = "recompute-findings";

const SETTING = "rules";

const present = () => RULES.map((rule) => `${rule.id}@${rule.version}`).join(" ");

/** Whether the findings in force were made by other rules, or versions, than the present ones. */
export async function haveRulesChanged(database: Database, city: string): Promise<boolean> {
  const recorded = await database.transaction(city, (db) => findSetting(db, SETTING), { readOnly: true });
  return recorded !== present();
}

/**
 * Every live intervention examined again by the present rules, in small transactions: the job after a rule changed.
 * @param onPage how many interventions were taken so far; what it throws ends the work
 */
export async function recomputeAllFindings(
  database: Database,
  city: string,
  timeZone: string,
  now: () => number,
  onPage?: (done: number) => void,
): Promise<void> {
  await recomputeAll(database, city, timeZone, now, onPage);
  await database.transaction(city, async (db) => {
    await recordRules(db);
    await announceAllFindings(db, new Date(now()));
  });
}

/** Notes that the findings in force were made by the present rules. */
export function recordRules(db: Db): Promise<void> {
  return writeSetting(db, SETTING, present());
}
