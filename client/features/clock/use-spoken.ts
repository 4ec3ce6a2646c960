import { useTranslation } from "react-i18next";
import type { ClockDay } from "../../../domain/clock/contract.ts";
import { toLocal } from "../../../domain/geo/calendar.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { type Moving, useMoving } from "../../ui/moving.ts";
import { totalOf } from "./clock-bars.ts";
import type { ClockZoom } from "./clock-window.ts";

export interface Said {
  readonly instant: Moving<number>;
  readonly days: readonly ClockDay[];
  readonly zoom: ClockZoom;
}

/** What stands at the handle, part by part: "martedì 24 marzo", "41 interventi", "2 bloccanti". */
export function useSpoken({ instant, days, zoom }: Said): { shortDay: string; parts: string[] } {
  const { t } = useTranslation();
  const format = useFormat();
  const instantMs = useMoving(instant);
  const { date } = toLocal(instantMs, format.timeZone);
  const day = days.find((one) => one.date === date) ?? null;
  const parts = [
    format.day(date),
    zoom === "hour" ? t("clock.atHour", { time: format.time(instantMs) }) : null,
    day?.holiday ?? null,
    day && t("clock.interventions", { count: totalOf(day) }),
    day && t("severity.blocking.count", { count: day.blocking }),
  ];
  return { shortDay: format.weekday(date), parts: parts.filter((part) => part !== null) };
}
