import { addDays, type LocalDate } from "../../../domain/geo/calendar.ts";
import {
  addWorkingDays,
  firstWorkingDay,
  isWeekend,
  type WorkingDayTest,
} from "../../../domain/geo/working-days.ts";

export { addWorkingDays, isWeekend, type WorkingDayTest };

/** Weekends, and the holidays that the clock's days name. */
export function workingDayTest(days: readonly { date: LocalDate; holiday: string | null }[]): WorkingDayTest {
  const holidays = new Set(days.filter((day) => day.holiday !== null).map((day) => day.date));
  return (date) => !isWeekend(date) && !holidays.has(date);
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
