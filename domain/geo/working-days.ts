import { addDays, type LocalDate } from "./calendar.ts";

/** Tells whether people work on a day: neither weekend nor holiday. */
export type WorkingDayTest = (date: LocalDate) => boolean;

export function isWeekend(date: LocalDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** No calendar has a year without a working day; past this the test given is wrong. */
const MAX_SEARCH_DAYS = 366;

/** The `count`-th working day after `date`, or before it when negative; zero gives `date` back. */
export function addWorkingDays(date: LocalDate, count: number, isWorkingDay: WorkingDayTest): LocalDate {
  const step = Math.sign(count);
  let day = date;
  for (let left = Math.abs(count); left > 0; left--) {
    day = firstWorkingDay(addDays(day, step), step, isWorkingDay);
  }
  return day;
}

export function firstWorkingDay(from: LocalDate, step: number, isWorkingDay: WorkingDayTest): LocalDate {
  let day = from;
  for (let tried = 0; tried < MAX_SEARCH_DAYS; tried++) {
    if (isWorkingDay(day)) return day;
    day = addDays(day, step);
  }
  throw new Error(`expected a working day within ${MAX_SEARCH_DAYS} days of ${from}`);
}
