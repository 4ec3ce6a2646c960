import { digestOf, type ParameterValues } from "../../../domain/conflicts/parameters/parameters.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import type { Database, Db } from "../../platform/db.ts";
import { announceAllFindings } from "../live/service.ts";
import { findParameterValues } from "../rules-catalogue/service.ts";
import { recomputeAll } from "./recompute.ts";
import { findSetting, writeSetting } from "./setting-store.ts";

export const RECOMPUTE_FINDINGS = "recompute-findings";

const SETTING = "rules";

/** Rules, their versions, and the values of this city that they read. */
function present(values: ParameterValues): string {
  return RULES.map(({ id, version, reads }) => {
    const digest = digestOf(reads, values);
    return digest === "" ? `${id}@${version}` : `${id}@${version}(${digest})`;
  }).join(" ");
}

/** Whether the findings in force were made by other rules, versions or values than the present ones. */
export async function haveRulesChanged(database: Database, city: string): Promise<boolean> {
  return database.transaction(
    city,
    async (db) => (await findSetting(db, SETTING)) !== present(await findParameterValues(db)),
    { readOnly: true },
  );
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
  // Read before the work: a value set while it goes on asks for work of its own.
  const values = await database.transaction(city, findParameterValues, { readOnly: true });
  await recomputeAll(database, city, timeZone, now, onPage);
  await database.transaction(city, async (db) => {
    await writeSetting(db, SETTING, present(values));
    await announceAllFindings(db, new Date(now()));
  });
}

/** Notes that the findings in force were made by the present rules. */
export async function recordRules(db: Db): Promise<void> {
  await writeSetting(db, SETTING, present(await findParameterValues(db)));
}
