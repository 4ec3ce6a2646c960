import { addDays, toLocal } from "../geo/calendar.ts";
import { intersect } from "../geo/interval.ts";
import type { Activity } from "./facts.ts";

const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;

/** ISO 8601: 1 Monday to 7 Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** Whether two are ever at work at the same minute: on a weekday of both, within the hours of both. */
export function areActiveTogether(a: Activity, b: Activity, timeZone: string): boolean {
  const shared = intersect(a.span, b.span);
  if (shared === null) return false;
  const from = Math.max(a.dailyHours?.fromMinute ?? 0, b.dailyHours?.fromMinute ?? 0);
  const to = Math.min(a.dailyHours?.toMinute ?? DAY_MINUTES, b.dailyHours?.toMinute ?? DAY_MINUTES);
  if (from >= to) return false;
  const first = toLocal(shared.startMs, timeZone);
  const last = toLocal(shared.endMs - 1, timeZone);
  for (let date = first.date; date <= last.date; date = addDays(date, 1)) {
    const weekday = weekdayOf(date);
    if (!a.weekdays.includes(weekday) || !b.weekdays.includes(weekday)) continue;
    const begins = date === first.date ? first.clockMs / MINUTE_MS : 0;
    const ends = date === last.date ? (last.clockMs + 1) / MINUTE_MS : DAY_MINUTES;
    if (Math.max(from, begins) < Math.min(to, ends)) return true;
  }
  return false;
}
