import { addDays, daysBetween, fromLocal, type LocalDate, localDate, toLocal } from "../geo/calendar.ts";
import { DAY_MS, type Span } from "../geo/interval.ts";
import { weekdayOf } from "./activity.ts";
import type { Change } from "./change.ts";
import { counterpartKey } from "./counterpart.ts";
import type { Circumstances, NearbyPhase, Subject } from "./facts.ts";
import { isAtTheSameTime, isHeavy, isRival } from "./pairs.ts";
import type { ZoneParameter } from "./parameters/pairs.ts";
import type { Match } from "./rule.ts";

export const MOST_SHIFT_DAYS = 180;
/** Up to here a shift keeps the number of working days; longer works meet a holiday more or less. */
const SHORT_DAYS = 14;

/** Whether moved days suit the subject as its own did. */
export function openCalendar(
  subject: Pick<Subject, "kind" | "span">,
  { timeZone, isHoliday }: Pick<Circumstances, "timeZone" | "isHoliday">,
) {
  const isOff = (date: LocalDate) => weekdayOf(date) > 5 || isHoliday(date);
  const first = localDate(subject.span.startMs, timeZone);
  const last = localDate(subject.span.endMs - 1, timeZone);
  const length = daysBetween(first, last) + 1;
  const working = (from: LocalDate) => {
    let days = 0;
    for (let day = 0; day < length; day++) if (!isOff(addDays(from, day))) days += 1;
    return days;
  };
  const offFirst = isOff(first);
  const offLast = isOff(last);
  const workingDays = length <= SHORT_DAYS ? working(first) : 0;
  const start = toLocal(subject.span.startMs, timeZone);
  const end = toLocal(subject.span.endMs, timeZone);
  return {
    /**
     * Works that begin and end on working days still do, and short ones keep as many of them; an event keeps its
     * weekday.
     */
    suits(days: number): boolean {
      if (subject.kind === "event") return days % 7 === 0;
      const from = addDays(first, days);
      if (!offFirst && isOff(from)) return false;
      if (!offLast && isOff(addDays(last, days))) return false;
      return length > SHORT_DAYS || working(from) >= workingDays;
    },
    spanAfter(days: number): Span {
      return {
        startMs: fromLocal(addDays(start.date, days), start.clockMs, timeZone),
        endMs: fromLocal(addDays(end.date, days), end.clockMs, timeZone),
      };
    },
  };
}

/** The nearest number of days, later (1) or earlier (-1), at which no rival is met; null beyond half a year. */
function findFreeShift(
  subject: Subject,
  rivals: readonly NearbyPhase[],
  direction: 1 | -1,
  circumstances: Circumstances<ZoneParameter>,
): { readonly days: number; readonly span: Span } | null {
  const { nowMs, timeZone } = circumstances;
  const calendar = openCalendar(subject, circumstances);
  let days = 1;
  while (days <= MOST_SHIFT_DAYS) {
    if (!calendar.suits(direction * days)) {
      days += 1;
      continue;
    }
    const span = calendar.spanAfter(direction * days);
    // A site cannot start in the past.
    if (direction === -1 && span.startMs < nowMs) return null;
    const met = rivals.find((rival) => isAtTheSameTime({ ...subject, span }, rival, timeZone));
    if (met === undefined) return { days: direction * days, span };
    // Straight to the far side of whom we met; a day less where a change of clocks could make that enough.
    const across =
      direction === 1 ? met.span.endMs - subject.span.startMs : subject.span.endMs - met.span.startMs;
    days = Math.max(days + 1, Math.floor(across / DAY_MS));
  }
  return null;
}

/** The first days from `date` on that suit, where a term or a season is over; nothing where it begins there already. */
export function proposeStartFrom(
  subject: Subject,
  date: LocalDate,
  circumstances: Pick<Circumstances, "timeZone" | "isHoliday">,
): Change[] {
  const calendar = openCalendar(subject, circumstances);
  const first = daysBetween(localDate(subject.span.startMs, circumstances.timeZone), date);
  for (let days = Math.max(1, first); days <= Math.max(1, first) + 14 && days <= MOST_SHIFT_DAYS; days++) {
    if (calendar.suits(days)) return [{ kind: "shift", days, span: calendar.spanAfter(days) }];
  }
  return [];
}

/**
 * Later and earlier: past everything the subject would meet; where there is no such time, past this counterpart and
 * all that would block.
 */
export function proposeShifts(
  match: Match,
  subject: Subject,
  nearbyPhases: readonly NearbyPhase[],
  circumstances: Circumstances<ZoneParameter>,
): Change[] {
  const rivals = nearbyPhases.filter((other) => isRival(subject, other, circumstances.parameters));
  const key = counterpartKey(match.counterpart);
  const worst = rivals.filter((other) => other.phaseId === key || isHeavy(subject, other));
  return ([1, -1] as const).flatMap((direction): Change[] => {
    const found =
      findFreeShift(subject, rivals, direction, circumstances) ??
      findFreeShift(subject, worst, direction, circumstances);
    return found === null ? [] : [{ kind: "shift", ...found }];
  });
}
