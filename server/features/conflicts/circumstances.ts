import type { Circumstances } from "../../../domain/conflicts/facts.ts";
import type { Db } from "../../platform/db.ts";
import { openHolidays } from "../clock/holidays.ts";
import { findParameterValues } from "../rules-catalogue/service.ts";

// The sample city is Turin's centre, so Turin's patron is kept in both.
const findHoliday = openHolidays("torino");
const isHoliday: Circumstances["isHoliday"] = (date) => findHoliday(date) !== null;

/** When and by which values the rules are asked. */
export async function findCircumstances(
  db: Db,
  { nowMs, timeZone }: Pick<Circumstances, "nowMs" | "timeZone">,
): Promise<Circumstances> {
  return { nowMs, timeZone, isHoliday, parameters: await findParameterValues(db) };
}
