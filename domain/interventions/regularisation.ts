import { z } from "zod";
import { daysBetween, type LocalDate } from "../geo/calendar.ts";
import { addWorkingDays, type WorkingDayTest } from "../geo/working-days.ts";
import { dateSchema, instantSchema } from "../scalars.ts";

/**
 * Urgent works start at once and are regularised after (COORDINATION.md §6). How long after was not found in a
 * text that we could read: a parameter, to be confirmed by the office, and shown as such.
 */
export const REGULARISATION_TERM = { workingDays: 5, confirmed: false } as const;

/** The last day on which an urgent dig may be regularised: the day it starts on is not counted. */
export function regularisationDueOn(startsOn: LocalDate, isWorkingDay: WorkingDayTest): LocalDate {
  return addWorkingDays(startsOn, REGULARISATION_TERM.workingDays, isWorkingDay);
}

export const regularisationSchema = z
  .object({
    startedAt: instantSchema,
    /** By the end of this day of the city's calendar. */
    dueOn: dateSchema,
    doneAt: instantSchema.nullable(),
    /** What it was regularised with: a protocol number, a permit. */
    reference: z.string(),
    /** The term it was reckoned by; not confirmed while no office has read it in an official text. */
    term: z.object({ workingDays: z.number().int().positive(), confirmed: z.boolean() }),
  })
  .meta({ id: "Regularisation" });
export type Regularisation = z.infer<typeof regularisationSchema>;

export type RegularisationState = "open" | "lastDay" | "late" | "done";

/** @param today by the city's calendar */
export function regularisationState(
  { dueOn, doneAt }: Pick<Regularisation, "dueOn" | "doneAt">,
  today: LocalDate,
): RegularisationState {
  if (doneAt !== null) return "done";
  const left = daysBetween(today, dueOn);
  return left > 0 ? "open" : left === 0 ? "lastDay" : "late";
}
