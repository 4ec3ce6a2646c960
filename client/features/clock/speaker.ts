import type { TFunction } from "i18next";
import type { ClockDay } from "../../../domain/clock/contract.ts";
import { toLocal } from "../../../domain/geo/calendar.ts";
import type { Format } from "../../i18n/format.ts";
import { totalOf } from "./clock-bars.ts";
import type { ClockZoom } from "./clock-window.ts";

export interface Spoken {
  /** gio 24 mar */
  readonly shortDay: string;
  /** What stands at the handle, part by part: "martedì 24 marzo", "41 interventi", "2 bloccanti". */
  readonly parts: readonly string[];
}

export type Speaker = (instantMs: number) => Spoken;

/** Says what stands at an instant; several ask at each step of the clock, and what was said last is kept. */
export function createSpeaker(
  days: readonly ClockDay[],
  zoom: ClockZoom,
  t: TFunction,
  format: Format,
): Speaker {
  const byDate = new Map(days.map((day) => [day.date, day]));
  let lastMs: number | null = null;
  let last: Spoken = { shortDay: "", parts: [] };
  return (instantMs) => {
    if (instantMs === lastMs) return last;
    const { date } = toLocal(instantMs, format.timeZone);
    const day = byDate.get(date);
    const parts = [format.day(date)];
    if (zoom === "hour") parts.push(t("clock.atHour", { time: format.time(instantMs) }));
    if (day?.holiday) parts.push(day.holiday);
    if (day) {
      parts.push(t("clock.interventions", { count: totalOf(day) }));
      parts.push(t("severity.blocking.count", { count: day.blocking }));
    }
    lastMs = instantMs;
    last = { shortDay: format.weekday(date), parts };
    return last;
  };
}
