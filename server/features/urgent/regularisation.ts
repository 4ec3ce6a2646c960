import { localDate } from "../../../domain/geo/calendar.ts";
import { isWeekend } from "../../../domain/geo/working-days.ts";
import {
  REGULARISATION_TERM,
  type Regularisation,
  regularisationDueOn,
} from "../../../domain/interventions/regularisation.ts";
import type { Db } from "../../platform/db.ts";
import { openHolidays } from "../clock/holidays.ts";
import * as store from "./regularisation-store.ts";

// The sample city is Turin's centre, so Turin's patron is kept in both.
const findHoliday = openHolidays("torino");
const isWorkingDay = (date: string) => !isWeekend(date) && findHoliday(date) === null;

/** Starts the clock of urgent works, in the transaction that starts them; one that runs already runs on. */
export async function startRegularisation(
  db: Db,
  interventionId: string,
  startedAt: Date,
  timeZone: string,
): Promise<void> {
  const dueOn = regularisationDueOn(localDate(startedAt.getTime(), timeZone), isWorkingDay);
  await store.startRegularisation(db, interventionId, startedAt, dueOn);
}

/** The clock of urgent works, or null where none was started. */
export async function findRegularisation(db: Db, interventionId: string): Promise<Regularisation | null> {
  const row = await store.findRegularisation(db, interventionId);
  if (row === null) return null;
  return {
    startedAt: row.startedAt.toISOString(),
    dueOn: row.dueOn,
    doneAt: row.doneAt?.toISOString() ?? null,
    reference: row.reference,
    term: { ...REGULARISATION_TERM },
  };
}
