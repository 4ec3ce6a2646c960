/** A stretch of the calendar that comes back every year, or comes once. */
import { addDays, fromLocal, type LocalDate, localDate } from "../geo/calendar.ts";
import type { Span } from "../geo/interval.ts";

export type Season =
  | {
      readonly kind: "yearly";
      /** MM-DD, both within; the first after the last goes over New Year. */
      readonly fromDay: string;
      readonly toDay: string;
    }
  | { readonly kind: "once"; readonly from: LocalDate; readonly to: LocalDate };

/** [first day, last day] */
export type Days = readonly [LocalDate, LocalDate];

const isLeap = (year: number) => new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
/** The 29th of February of a year without one is its 28th. */
const dayIn = (year: number, day: string): LocalDate =>
  `${year}-${day === "02-29" && !isLeap(year) ? "02-28" : day}`;

/** Each time it comes that touches these days, the earliest first. */
export function occurrencesOf(season: Season, [first, last]: Days): Days[] {
  if (season.kind === "once")
    return season.from <= last && first <= season.to ? [[season.from, season.to]] : [];
  const { fromDay, toDay } = season;
  const over = fromDay <= toDay ? 0 : 1;
  const found: Days[] = [];
  for (let year = Number(first.slice(0, 4)) - over; year <= Number(last.slice(0, 4)); year++) {
    const days: Days = [dayIn(year, fromDay), dayIn(year + over, toDay)];
    if (days[0] <= last && first <= days[1]) found.push(days);
  }
  return found;
}

/** The days that a span touches. */
export function daysTouchedBy({ startMs, endMs }: Span, timeZone: string): Days {
  return [localDate(startMs, timeZone), localDate(endMs - 1, timeZone)];
}

/** From the first midnight to the one after the last day. */
export function spanOfDays([first, last]: Days, timeZone: string): Span {
  return { startMs: fromLocal(first, 0, timeZone), endMs: fromLocal(addDays(last, 1), 0, timeZone) };
}
