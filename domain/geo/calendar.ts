import type { Span } from "./interval.ts";

/**
 * Days of a city's own calendar. An instant is not a day: midnight in Turin is 23:00 or 22:00 UTC, and a day
 * there lasts 23 or 25 hours twice a year, so days are counted as dates and turned into instants by time zone.
 */

/** A date of the city's calendar, YYYY-MM-DD. */
export type LocalDate = string;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

interface LocalParts {
  readonly date: LocalDate;
  /** Milliseconds since local midnight by the wall clock. */
  readonly clockMs: number;
}

export function toLocal(instantMs: number, timeZone: string): LocalParts {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatterFor(timeZone).formatToParts(instantMs)) parts[type] = value;
  const seconds = Number(parts.hour) * 3600 + Number(parts.minute) * 60 + Number(parts.second);
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    clockMs: seconds * 1000 + (((instantMs % 1000) + 1000) % 1000),
  };
}

export function localDate(instantMs: number, timeZone: string): LocalDate {
  return toLocal(instantMs, timeZone).date;
}

/**
 * The instant at which the wall clock of `timeZone` reads `clockMs` after midnight of `date`. A time skipped in
 * spring is read as if the clock had not moved yet; a time that comes twice in autumn is its first coming.
 */
export function fromLocal(date: LocalDate, clockMs: number, timeZone: string): number {
  const asUtc = Date.parse(`${date}T00:00:00Z`) + clockMs;
  if (Number.isNaN(asUtc)) throw new Error(`expected a date YYYY-MM-DD, got "${date}"`);
  const offsetAt = (instant: number) => {
    const local = toLocal(instant, timeZone);
    return Date.parse(`${local.date}T00:00:00Z`) + local.clockMs - instant;
  };
  // The offset before and after any change that day; the earlier instant wins where both fit.
  const candidates = [asUtc - offsetAt(asUtc - 86_400_000), asUtc - offsetAt(asUtc + 86_400_000)];
  const fitting = candidates.filter((instant) => instant + offsetAt(instant) === asUtc);
  return fitting.length > 0 ? Math.min(...fitting) : candidates[0]!;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** Days from `a` to `b`, negative when `b` is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000);
}

/** Moves an instant by whole days of the city's calendar: 8:00 stays 8:00 across a change of clocks. */
export function shiftDays(instantMs: number, days: number, timeZone: string): number {
  const { date, clockMs } = toLocal(instantMs, timeZone);
  return fromLocal(addDays(date, days), clockMs, timeZone);
}

/** How many of the city's days a span has a part of: Monday 8:00 to Wednesday 18:00 is three. */
export function daysTouched({ startMs, endMs }: Span, timeZone: string): number {
  return daysBetween(localDate(startMs, timeZone), localDate(endMs - 1, timeZone)) + 1;
}

export function isWeekend(instantMs: number, timeZone: string): boolean {
  const day = new Date(`${localDate(instantMs, timeZone)}T00:00:00Z`).getUTCDay();
  return day === 0 || day === 6;
}
