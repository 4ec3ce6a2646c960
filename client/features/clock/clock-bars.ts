import type { ClockDay } from "../../../domain/clock/contract.ts";
import { daysBetween, type LocalDate } from "../../../domain/geo/calendar.ts";
import type { InterventionKind } from "../../../domain/interventions/intervention.ts";
import type { ClockZoom, DayRange } from "./clock-window.ts";

/** From the bottom up; the kind there is most of stands on the ground, where heights compare best. */
export const STACK_ORDER: readonly InterventionKind[] = ["roadwork", "occupation", "greenwork", "event"];

export interface ClockBar {
  /** The first of its days; a week's bar shows that week's fullest day. */
  readonly date: LocalDate;
  readonly startDay: number;
  readonly days: number;
  readonly total: number;
  readonly blocking: number;
  /** Shares of the fullest bar of the window, 0–1, from the bottom up. */
  readonly segments: readonly {
    readonly kind: InterventionKind;
    readonly from: number;
    readonly to: number;
  }[];
}

export function totalOf(day: ClockDay): number {
  return STACK_ORDER.reduce((sum, kind) => sum + day[kind], 0);
}

/** Bars for the days of `days` in `window`; positions are days from its left end. */
export function layOutBars(days: readonly ClockDay[], window: DayRange, zoom: ClockZoom): ClockBar[] {
  const inWindow = days.filter((day) => window.from <= day.date && day.date < window.to);
  const groups = zoom === "week" ? inWeeks(inWindow, window.from) : inWindow.map((day) => [day]);
  const fullest = Math.max(1, ...inWindow.map(totalOf));
  return groups.map((group) => {
    const shown = group.reduce((most, day) => (totalOf(day) > totalOf(most) ? day : most));
    let height = 0;
    const segments = STACK_ORDER.filter((kind) => shown[kind] > 0).map((kind) => {
      const from = height / fullest;
      height += shown[kind];
      return { kind, from, to: height / fullest };
    });
    return {
      date: group[0]!.date,
      startDay: daysBetween(window.from, group[0]!.date),
      days: zoom === "week" ? 7 : 1,
      total: totalOf(shown),
      blocking: Math.max(...group.map((day) => day.blocking)),
      segments,
    };
  });
}

function inWeeks(days: readonly ClockDay[], from: LocalDate): ClockDay[][] {
  const weeks = new Map<number, ClockDay[]>();
  for (const day of days) {
    const week = Math.floor(daysBetween(from, day.date) / 7);
    const known = weeks.get(week);
    if (known) known.push(day);
    else weeks.set(week, [day]);
  }
  return [...weeks.values()];
}
