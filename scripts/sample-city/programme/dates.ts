/** When things happen: city days and hours, and the state that fits them. */
import { addDays, daysBetween, fromLocal, type LocalDate } from "../../../domain/geo/calendar.ts";
import type { Interval } from "../../../domain/geo/interval.ts";
import type { InterventionState } from "../../../domain/interventions/intervention.ts";
import type { Random } from "../random.ts";

const TIME_ZONE = "Europe/Rome";
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** ISO 8601 with Turin's offset on that day; hour 24 is the next midnight. */
function instantText(date: LocalDate, hour: number): string {
  const day = hour >= 24 ? addDays(date, 1) : date;
  const clockMs = (hour % 24) * HOUR_MS;
  const instantMs = fromLocal(day, clockMs, TIME_ZONE);
  const offsetMinutes = (Date.parse(`${day}T00:00:00Z`) + clockMs - instantMs) / MINUTE_MS;
  const two = (value: number) => String(value).padStart(2, "0");
  const offset = `+${two(Math.floor(offsetMinutes / 60))}:${two(offsetMinutes % 60)}`;
  return `${day}T${two(hour % 24)}:00:00${offset}`;
}

/** From `fromHour` of the first day to `toHour` of the last; an end before the start falls on the day after. */
export function during(first: LocalDate, days: number, fromHour: number, toHour: number): Interval {
  const last = addDays(first, days - 1);
  const late = days === 1 && toHour <= fromHour ? addDays(last, 1) : last;
  return { startsAt: instantText(first, fromHour), endsAt: instantText(late, toHour) };
}

const weekdayOf = (date: LocalDate) => new Date(`${date}T00:00:00Z`).getUTCDay();

/** The day itself, or the Monday after a weekend. */
export function workingDay(date: LocalDate): LocalDate {
  const weekday = weekdayOf(date);
  return weekday === 6 ? addDays(date, 2) : weekday === 0 ? addDays(date, 1) : date;
}

/** The nth given weekday (0 Sunday) of every month from half a year before to half a year after. */
export function monthlyDays(today: LocalDate, week: number, weekday: number): LocalDate[] {
  const days: LocalDate[] = [];
  for (let offset = -181; offset <= 181; offset++) {
    const date = addDays(today, offset);
    if (weekdayOf(date) === weekday && Math.ceil(Number(date.slice(8)) / 7) === week) days.push(date);
  }
  return days;
}

/** The MM-DD of the year that falls nearest to today. */
export function nearestDay(today: LocalDate, monthDay: string): LocalDate {
  const year = Number(today.slice(0, 4));
  const candidates = [year - 1, year, year + 1].map((y) => `${y}-${monthDay}`);
  return candidates.reduce((a, b) =>
    Math.abs(daysBetween(today, b)) < Math.abs(daysBetween(today, a)) ? b : a,
  );
}

export const monthOf = (date: LocalDate) => Number(date.slice(5, 7));

/** Days from today on which something starts: half of them within six weeks, none beyond half a year. */
export function startOffset(random: Random): number {
  return random.chance(0.5) ? random.whole(-40, 40) : random.whole(-180, 172);
}

/** Rough plans only for what is more than three months off. */
export function stateFor(
  today: LocalDate,
  first: LocalDate,
  days: number,
  random: Random,
): InterventionState {
  const toStart = daysBetween(today, first);
  const toEnd = toStart + days;
  const draw = random.next();
  if (toEnd <= 0) return draw < 0.12 ? "takenBack" : "completed";
  if (toStart <= 0) return draw < 0.05 ? "suspended" : draw < 0.12 ? "handedOver" : "inProgress";
  if (toStart <= 30) return draw < 0.04 ? "cancelled" : draw < 0.22 ? "proposed" : "approved";
  if (toStart <= 90) return draw < 0.05 ? "cancelled" : draw < 0.5 ? "proposed" : "approved";
  return draw < 0.6 ? "forecast" : "proposed";
}
