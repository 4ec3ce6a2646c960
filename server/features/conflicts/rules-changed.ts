import { RULES } from "../../../domain/conflicts/rules.ts";
import type { Database, Db } from "../../platform/db.ts";
import { announceAllFindings } from "../live/service.ts";
import { recomputePage } from "./recompute.ts";
import { findSetting, writeSetting } from "./setting-store.ts";

export const RECOMPUTE_FINDINGS = "recompute-findings";

/** Interventions a transaction: about 0.1 s on the embedded database, whose readers wait for it. */
const PAGE = 20;
const SETTING = "rules";

const present = () => RULES.map((rule) => `${rule.id}@${rule.version}`).join(" ");

/** Whether the findings in force were made by other rules, or versions, than the present ones. */
export async function haveRulesChanged(database: Database, city: string): Promise<boolean> {
  const recorded = await database.transaction(city, (db) => findSetting(db, SETTING), { readOnly: true });
  return recorded !== present();
}

/** The job: every live intervention examined again by the present rules, in small transactions. */
export async function recomputeAllFindings(
  database: Database,
  city: string,
  timeZone: string,
  now: () => number,
): Promise<void> {
  let after: string | null = null;
  do {
    const from: string | null = after;
    after = await database.transaction(city, (db) => recomputePage(db, timeZone, from, PAGE, now()));
  } while (after !== null);
  await database.transaction(city, async (db) => {
    await recordRules(db);
    await announceAllFindings(db, new Date(now()));
  });
}

/** Notes that the findings in force were made by the present rules. */
export function recordRules(db: Db): Promise<void> {
  return writeSetting(db, SETTING, present());
}
