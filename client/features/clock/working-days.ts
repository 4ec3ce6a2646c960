import { addDays, type LocalDate } from "../../../domain/geo/calendar.ts";

/** Tells whether people work on a day: neither weekend nor holiday. */
export type WorkingDayTest = (date: LocalDate) => boolean;

export function isWeekend(date: LocalDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Weekends, and the holidays that the clock's days name. */
export function workingDayTest(days: readonly { date: LocalDate; holiday: string | null }[]): WorkingDayTest {
  const holidays = new Set(days.filter((day) => day.holiday !== null).map((day) => day.date));
  return (date) => !isWeekend(date) && !holidays.has(date);
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

function firstWorkingDay(from: LocalDate, step: number, isWorkingDay: WorkingDayTest): LocalDate {
  let day = from;
  for (let tried = 0; tried < MAX_SEARCH_DAYS; tried++) {
    if (isWorkingDay(day)) return day;
    day = addDays(day, step);
  }
  throw new Error(`expected a working day within ${MAX_SEARCH_DAYS} days of ${from}`);
}

/** The last day of a work of `count` working days that begins on `start`, working day or not. */
export function lastWorkingDay(start: LocalDate, count: number, isWorkingDay: WorkingDayTest): LocalDate {
  if (count <= 1) return start;
  return addWorkingDays(start, isWorkingDay(start) ? count - 1 : count, isWorkingDay);
}

/** Working days from `start` to `end`, both counted. */
export function countWorkingDays(start: LocalDate, end: LocalDate, isWorkingDay: WorkingDayTest): number {
  let count = 0;
  for (let day = start; day <= end; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
  return count;
}

/** The first Monday after `days` days from `today`; the next working day when that Monday is a holiday. */
export function firstMondayAfter(today: LocalDate, days: number, isWorkingDay: WorkingDayTest): LocalDate {
  const earliest = addDays(today, days);
  const weekday = new Date(`${earliest}T00:00:00Z`).getUTCDay();
  const monday = addDays(earliest, (8 - weekday) % 7 || 7);
  return firstWorkingDay(monday, 1, isWorkingDay);
}
