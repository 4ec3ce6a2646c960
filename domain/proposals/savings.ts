/** What two works on one ground save when one of them goes next to the other, or into it. */

import type { Circumstances, Subject } from "../conflicts/facts.ts";
import { openCalendar } from "../conflicts/shift.ts";
import { addDays, daysBetween, localDate } from "../geo/calendar.ts";
import { overlaps, type Span } from "../geo/interval.ts";

/** Days of the city's calendar on which one of the works at least stands in the street, nights and weekends too. */
export function countStreetDays(spans: readonly Span[], timeZone: string): number {
  const days = new Set<string>();
  for (const { startMs, endMs } of spans) {
    const last = localDate(endMs - 1, timeZone);
    for (let date = localDate(startMs, timeZone); date <= last; date = addDays(date, 1)) days.add(date);
  }
  return days.size;
}

export const PROPOSAL_MODES = ["follow", "together"] as const;
export type ProposalMode = (typeof PROPOSAL_MODES)[number];

export interface Option {
  readonly mode: ProposalMode;
  /** Later, or earlier when negative. */
  readonly days: number;
  readonly span: Span;
}

const MOST_TRIED_DAYS = 21;

/**
 * Dates for `moving` beside `other`: `follow`, the nearest on its own side that do not meet the other's; `together`,
 * begun with it, in one site that the two agree on. On days that suit as its own did, and none in the past;
 * none for works that have begun.
 */
export function listOptions(
  moving: Pick<Subject, "kind" | "span">,
  other: Span,
  circumstances: Pick<Circumstances, "nowMs" | "timeZone" | "isHoliday">,
): Option[] {
  const { nowMs, timeZone } = circumstances;
  // What has begun is moved no more.
  if (moving.span.startMs < nowMs) return [];
  const calendar = openCalendar(moving, circumstances);
  const first = localDate(moving.span.startMs, timeZone);
  const last = localDate(moving.span.endMs - 1, timeZone);
  const later = other.startMs > moving.span.startMs;
  /** From a first try on, away from the other works. */
  const nearest = (mode: ProposalMode, from: number, step: 1 | -1): Option[] => {
    for (let tried = 0; tried <= MOST_TRIED_DAYS; tried++) {
      const days = from + step * tried;
      if (days === 0 || !calendar.suits(days)) continue;
      const span = calendar.spanAfter(days);
      if (span.startMs < nowMs) return [];
      if (mode === "follow" && overlaps(span, other)) continue;
      if (mode === "together" && !overlaps(span, other)) return [];
      return [{ mode, days, span }];
    }
    return [];
  };
  return [
    ...(later
      ? nearest("follow", daysBetween(last, localDate(other.startMs, timeZone)), -1)
      : nearest("follow", daysBetween(first, localDate(other.endMs - 1, timeZone)), 1)),
    ...nearest("together", daysBetween(first, localDate(other.startMs, timeZone)), 1),
  ];
}
