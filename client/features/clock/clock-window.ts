/**
 * The clock as geometry: days of the city's calendar laid along a line. Positions are counted in days from the
 * left end by the wall clock, so that a day of 23 or 25 hours is as wide as any other.
 */

import type { ClockDay } from "../../../domain/clock/contract.ts";
import {
  addDays,
  daysBetween,
  fromLocal,
  type LocalDate,
  shiftDays,
  toLocal,
} from "../../../domain/geo/calendar.ts";
import { DAY_MS, type Span } from "../../../domain/geo/interval.ts";
import { INTERVENTION_KINDS } from "../../../domain/interventions/intervention.ts";

export const CLOCK_ZOOMS = ["hour", "day", "week"] as const;
export type ClockZoom = (typeof CLOCK_ZOOMS)[number];

/** Days of the calendar, half-open. */
export interface DayRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Days shown before the week (or day) of the anchor, and in all: SCREENS.md, −1…+8 weeks by day. */
const EXTENTS: Record<ClockZoom, { readonly before: number; readonly days: number }> = {
  hour: { before: 1, days: 7 },
  day: { before: 7, days: 63 },
  week: { before: 56, days: 364 },
};

const HOUR_MS = 3_600_000;

export function startOfWeek(date: LocalDate): LocalDate {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}

export function weekOf(date: LocalDate): DayRange {
  const from = startOfWeek(date);
  return { from, to: addDays(from, 7) };
}

export function rangeLength({ from, to }: DayRange): number {
  return daysBetween(from, to);
}

export function holds({ from, to }: DayRange, date: LocalDate): boolean {
  return from <= date && date < to;
}

export function windowAround(zoom: ClockZoom, date: LocalDate): DayRange {
  const { before, days } = EXTENTS[zoom];
  const from = addDays(zoom === "hour" ? date : startOfWeek(date), -before);
  return { from, to: addDays(from, days) };
}

/** The same window while the day is inside it, else the window around that day. */
export function windowHolding(window: DayRange, zoom: ClockZoom, date: LocalDate): DayRange {
  return rangeLength(window) === EXTENTS[zoom].days && holds(window, date)
    ? window
    : windowAround(zoom, date);
}

export function moveRange({ from, to }: DayRange, days: number): DayRange {
  return { from: addDays(from, days), to: addDays(to, days) };
}

/** An interval that no longer holds the day moves by whole lengths of itself until it does. */
export function rangeHolding(range: DayRange, date: LocalDate): DayRange {
  const length = rangeLength(range);
  const lengths = Math.floor(daysBetween(range.from, date) / length);
  return lengths === 0 ? range : moveRange(range, lengths * length);
}

export function toSpanOf({ from, to }: DayRange, timeZone: string): Span {
  return { startMs: fromLocal(from, 0, timeZone), endMs: fromLocal(to, 0, timeZone) };
}

/** The whole days that a span of time touches. */
export function daysOf({ startMs, endMs }: Span, timeZone: string): DayRange {
  return {
    from: toLocal(startMs, timeZone).date,
    to: addDays(toLocal(endMs - 1, timeZone).date, 1),
  };
}

/** Days from the left end of the window, with a fraction; outside 0…length when it is not in the window. */
export function positionOf(instantMs: number, window: DayRange, timeZone: string): number {
  const { date, clockMs } = toLocal(instantMs, timeZone);
  return daysBetween(window.from, date) + clockMs / DAY_MS;
}

/** The day under a position, never outside the window. */
export function dayAt(position: number, window: DayRange): LocalDate {
  const last = rangeLength(window) - 1;
  return addDays(window.from, Math.min(last, Math.max(0, Math.floor(position))));
}

/**
 * The instant a handle let go at `position` means: an hour when hours are seen, else noon of the day, when what
 * works that day is at work.
 */
export function snapToInstant(position: number, window: DayRange, zoom: ClockZoom, timeZone: string): number {
  const date = dayAt(position, window);
  if (zoom !== "hour") return fromLocal(date, 12 * HOUR_MS, timeZone);
  const hours = Math.round((Math.min(position, rangeLength(window)) - daysBetween(window.from, date)) * 24);
  return fromLocal(date, Math.min(24, Math.max(0, hours)) * HOUR_MS, timeZone);
}

export function stepInstant(instantMs: number, zoom: ClockZoom, steps: number, timeZone: string): number {
  if (zoom === "hour") return instantMs + steps * HOUR_MS;
  return shiftDays(instantMs, zoom === "week" ? steps * 7 : steps, timeZone);
}

/** The days between two positions of a drag, whichever way it went, both counted. */
export function rangeBetween(a: number, b: number, window: DayRange): DayRange {
  const first = dayAt(Math.min(a, b), window);
  const last = dayAt(Math.max(a, b), window);
  return { from: first, to: addDays(last, 1) };
}

const COUNTED = [...INTERVENTION_KINDS, "blocking"] as const;

/** The next day on which something begins, ends, or starts to clash; null when none is known. */
export function findNextChange(days: readonly ClockDay[], after: LocalDate): LocalDate | null {
  for (let i = 1; i < days.length; i++) {
    const day = days[i]!;
    if (day.date <= after) continue;
    if (COUNTED.some((count) => day[count] !== days[i - 1]![count])) return day.date;
  }
  return null;
}
