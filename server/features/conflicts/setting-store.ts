import type { Db } from "../../platform/db.ts";

/** What the findings in force were made by (present-rules.ts). */
export const RULES_SETTING = "rules";

export async function findSetting(db: Db, name: string): Promise<string | null> {
  const { rows } = await db.query<{ value: string }>("SELECT value FROM setting WHERE name = $1", [name]);
  return rows[0]?.value ?? null;
}

export async function writeSetting(db: Db, name: string, value: string): Promise<void> {
  await db.query(
    "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [name, value],
  );
}
