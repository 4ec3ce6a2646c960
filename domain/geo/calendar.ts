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

/** No zone has changed its clocks but at a quarter of an hour since 1972. */
const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** Milliseconds ahead of UTC, by zone and quarter: asking the browser takes 10 µs, a clock's step asks fifty times. */
const offsets = new Map<string, Map<number, number>>();
const MOST_KNOWN = 50_000;

function offsetAt(instantMs: number, timeZone: string): number {
  let known = offsets.get(timeZone);
  if (known === undefined || known.size >= MOST_KNOWN) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  const quarter = Math.floor(instantMs / QUARTER_MS);
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = askOffset(quarter * QUARTER_MS, timeZone);
    known.set(quarter, offset);
  }
  return offset;
}

function askOffset(instantMs: number, timeZone: string): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatterFor(timeZone).formatToParts(instantMs)) parts[type] = value;
  const { year, month, day, hour, minute, second } = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - instantMs;
}

export function toLocal(instantMs: number, timeZone: string): LocalParts {
  const localMs = instantMs + offsetAt(instantMs, timeZone);
  const midnight = Math.floor(localMs / DAY_MS) * DAY_MS;
  return { date: new Date(midnight).toISOString().slice(0, 10), clockMs: localMs - midnight };
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
  // The offset before and after any change that day; the earlier instant wins where both fit.
  const candidates = [-DAY_MS, DAY_MS].map((around) => asUtc - offsetAt(asUtc + around, timeZone));
  const fitting = candidates.filter((instant) => instant + offsetAt(instant, timeZone) === asUtc);
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
