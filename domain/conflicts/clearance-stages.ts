/** Works done in stages: parts of the ground one after the other, each when nothing blocks it. */
import { addDays, fromLocal, type LocalDate, localDate, toLocal } from "../geo/calendar.ts";
import { DAY_MS, type Span } from "../geo/interval.ts";
import { addWorkingDays, firstWorkingDay, isWeekend, type WorkingDayTest } from "../geo/working-days.ts";
import { type BlockingTest, type KnownPhase, openDayTest } from "./clearance-search.ts";
import type { Circumstances, Subject } from "./facts.ts";
import { MOST_SHIFT_DAYS } from "./shift.ts";

/** The last day of so many working days from the first. */
function lastDay(first: LocalDate, count: number, isWorkingDay: WorkingDayTest): LocalDate {
  return count <= 1 ? first : addWorkingDays(first, count - 1, isWorkingDay);
}

function countWorkingDays(first: LocalDate, last: LocalDate, isWorkingDay: WorkingDayTest): number {
  let count = 0;
  for (let date = first; date <= last; date = addDays(date, 1)) if (isWorkingDay(date)) count += 1;
  return Math.max(1, count);
}

/**
 * When each part is worked on: the whole's working days shared out, at least one to each; from the whole's own start
 * on, each after the one before, as soon as nothing blocks it. Null when a part is blocked for half a year.
 */
export function scheduleStages(
  whole: Subject,
  parts: readonly KnownPhase[],
  blocksAt: BlockingTest,
  { timeZone, isHoliday }: Pick<Circumstances, "timeZone" | "isHoliday">,
): Span[] | null {
  const isWorkingDay: WorkingDayTest = (date) => !isWeekend(date) && !isHoliday(date);
  const start = toLocal(whole.span.startMs, timeZone);
  const end = toLocal(whole.span.endMs, timeZone);
  const atMidnight = end.clockMs === 0;
  const total = countWorkingDays(start.date, localDate(whole.span.endMs - 1, timeZone), isWorkingDay);
  const latest = whole.span.endMs + MOST_SHIFT_DAYS * DAY_MS;
  const spans: Span[] = [];
  let from = start.date;
  for (const [index, part] of parts.entries()) {
    const shared =
      Math.floor(((index + 1) * total) / parts.length) - Math.floor((index * total) / parts.length);
    const isFree = openDayTest(blocksAt, part, timeZone);
    let placed: Span | null = null;
    let first = index === 0 ? from : firstWorkingDay(from, 1, isWorkingDay);
    while (placed === null) {
      const last = lastDay(first, Math.max(1, shared), isWorkingDay);
      const span = {
        startMs: fromLocal(first, start.clockMs, timeZone),
        endMs: fromLocal(atMidnight ? addDays(last, 1) : last, end.clockMs, timeZone),
      };
      // Over midnight a part of one day would end before it begins.
      if (span.endMs <= span.startMs || span.endMs > latest) return null;
      if (isFree(span)) placed = span;
      else first = addWorkingDays(first, 1, isWorkingDay);
      from = addDays(last, 1);
    }
    spans.push(placed);
  }
  return spans;
}
