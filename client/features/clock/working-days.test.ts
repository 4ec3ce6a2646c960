import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysBetween } from "../../../domain/geo/calendar.ts";
import {
  addWorkingDays,
  countWorkingDays,
  firstMondayAfter,
  isWeekend,
  lastWorkingDay,
  workingDayTest,
} from "./working-days.ts";

/** Christmas 2026 falls on a Friday, San Giovanni 2026 on a Wednesday. */
const italian = workingDayTest([
  { date: "2026-06-24", holiday: "San Giovanni" },
  { date: "2026-12-08", holiday: "Immacolata Concezione" },
  { date: "2026-12-25", holiday: "Natale" },
  { date: "2026-12-26", holiday: "Santo Stefano" },
  { date: "2027-01-01", holiday: "Capodanno" },
  { date: "2027-01-06", holiday: "Epifania" },
  { date: "2026-12-24", holiday: null },
]);

test("a week of work skips the weekend and the holiday in it", () => {
  expect(lastWorkingDay("2026-06-22", 5, italian)).toBe("2026-06-29");
  expect(lastWorkingDay("2026-11-23", 5, italian)).toBe("2026-11-27");
  expect(lastWorkingDay("2026-12-28", 5, italian)).toBe("2027-01-04");
  expect(lastWorkingDay("2026-12-28", 1, italian)).toBe("2026-12-28");
});

test("a start on a day off is kept and does not count", () => {
  expect(lastWorkingDay("2026-11-21", 2, italian)).toBe("2026-11-24");
  expect(countWorkingDays("2026-11-21", "2026-11-24", italian)).toBe(2);
});

test("stepping over Christmas goes to the next day of work, and back", () => {
  expect(addWorkingDays("2026-12-24", 1, italian)).toBe("2026-12-28");
  expect(addWorkingDays("2026-12-28", -1, italian)).toBe("2026-12-24");
  expect(addWorkingDays("2026-12-25", 0, italian)).toBe("2026-12-25");
});

test("the proposed start is the first Monday after thirty days, not a holiday", () => {
  expect(firstMondayAfter("2026-11-22", 30, italian)).toBe("2026-12-28");
  // 2026-11-08 + 30 days is Tuesday the 8th; a Monday itself is not after itself.
  expect(firstMondayAfter("2026-11-07", 30, italian)).toBe("2026-12-14");
  expect(firstMondayAfter("2026-11-06", 30, italian)).toBe("2026-12-07");
  const mondayOff = workingDayTest([{ date: "2026-12-28", holiday: "ponte" }]);
  expect(firstMondayAfter("2026-11-22", 30, mondayOff)).toBe("2026-12-29");
});

const day = fc.integer({ min: 0, max: 800 }).map((n) => addDays("2026-01-01", n));

test("going n working days and back gives the same working day", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (start, n) => {
      fc.pre(italian(start));
      const there = addWorkingDays(start, n, italian);
      expect(italian(there)).toBe(true);
      expect(addWorkingDays(there, -n, italian)).toBe(start);
      expect(countWorkingDays(start, there, italian)).toBe(n + 1);
    }),
  );
});

test("the last day of n working days holds exactly n of them", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (start, n) => {
      fc.pre(italian(start) || n > 1);
      const end = lastWorkingDay(start, n, italian);
      expect(countWorkingDays(start, end, italian)).toBe(n);
    }),
  );
});

test("a proposed start is a Monday within a week after the thirty days, when Mondays are worked", () => {
  fc.assert(
    fc.property(day, (today) => {
      const start = firstMondayAfter(today, 30, (date) => !isWeekend(date));
      expect(new Date(`${start}T00:00:00Z`).getUTCDay()).toBe(1);
      expect(daysBetween(today, start)).toBeGreaterThan(30);
      expect(daysBetween(today, start)).toBeLessThanOrEqual(37);
    }),
  );
});

test("a calendar without any day of work is refused", () => {
  expect(() => addWorkingDays("2026-01-01", 1, () => false)).toThrow("working day");
});
