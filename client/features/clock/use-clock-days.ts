import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { getClock } from "../../../domain/clock/contract.ts";
import { addDays, daysBetween, type LocalDate } from "../../../domain/geo/calendar.ts";
import { call } from "../../api/call.ts";
import type { DayRange } from "./clock-window.ts";
import { type WorkingDayTest, workingDayTest } from "./working-days.ts";

/** Asked for in blocks, so that moving the window a little asks for nothing. */
const BLOCK_DAYS = 28;
const BLOCK_ORIGIN: LocalDate = "2000-01-03";

function blockStart(date: LocalDate, round: (n: number) => number): LocalDate {
  return addDays(BLOCK_ORIGIN, round(daysBetween(BLOCK_ORIGIN, date) / BLOCK_DAYS) * BLOCK_DAYS);
}

/** The days of the window and some on either side. */
export function useClockDays(window: DayRange) {
  const from = addDays(blockStart(window.from, Math.floor), -BLOCK_DAYS);
  const to = addDays(blockStart(window.to, Math.ceil), BLOCK_DAYS);
  return useQuery({
    queryKey: ["clock", from, to],
    queryFn: ({ signal }) => call(getClock, { query: { from, to }, signal }),
    placeholderData: keepPreviousData,
  });
}

const CALENDAR_BACK_DAYS = 60;
const CALENDAR_AHEAD_DAYS = 500;

export interface WorkingCalendar {
  readonly isWorkingDay: WorkingDayTest;
  /** False while, or where, holidays are not known and only weekends count. */
  readonly knowsHolidays: boolean;
  readonly pending: boolean;
}

/** Weekends and holidays around today, as the city's clock knows them. */
export function useWorkingCalendar(today: LocalDate): WorkingCalendar {
  const month = `${today.slice(0, 7)}-01`;
  const calendar = useQuery({
    queryKey: ["calendar", month],
    queryFn: ({ signal }) =>
      call(getClock, {
        query: { from: addDays(month, -CALENDAR_BACK_DAYS), to: addDays(month, CALENDAR_AHEAD_DAYS) },
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const days = calendar.data?.days;
  return useMemo(
    () => ({
      isWorkingDay: workingDayTest(days ?? []),
      knowsHolidays: days !== undefined,
      pending: calendar.isPending,
    }),
    [days, calendar.isPending],
  );
}
