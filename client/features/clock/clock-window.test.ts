import fc from "fast-check";
import { expect, test } from "vitest";
import type { ClockDay } from "../../../domain/clock/contract.ts";
import { addDays, fromLocal, toLocal } from "../../../domain/geo/calendar.ts";
import { layOutBars } from "./clock-bars.ts";
import {
  CLOCK_ZOOMS,
  daysOf,
  findNextChange,
  positionOf,
  rangeBetween,
  rangeHolding,
  rangeLength,
  snapToInstant,
  stepInstant,
  toSpanOf,
  weekOf,
  windowAround,
  windowHolding,
} from "./clock-window.ts";

const ROME = "Europe/Rome";
const HOUR = 3_600_000;
const date = fc.integer({ min: 0, max: 2_000 }).map((n) => addDays("2025-01-01", n));
const zoom = fc.constantFrom(...CLOCK_ZOOMS);

test("by day the window runs from a week before this week to eight after its Monday", () => {
  const window = windowAround("day", "2026-11-22");
  expect(window).toEqual({ from: "2026-11-09", to: "2027-01-11" });
  expect(weekOf("2026-11-22")).toEqual({ from: "2026-11-16", to: "2026-11-23" });
  expect(weekOf("2026-11-23")).toEqual({ from: "2026-11-23", to: "2026-11-30" });
});

test("a window stays while it holds the day and comes along when it does not", () => {
  fc.assert(
    fc.property(date, date, zoom, (anchor, day, z) => {
      const window = windowAround(z, anchor);
      const held = windowHolding(window, z, day);
      expect(held.from <= day && day < held.to).toBe(true);
      if (window.from <= day && day < window.to) expect(held).toBe(window);
    }),
  );
});

test("an interval moves by its own length until it holds the instant's day", () => {
  expect(rangeHolding({ from: "2026-11-16", to: "2026-11-23" }, "2026-12-01")).toEqual({
    from: "2026-11-30",
    to: "2026-12-07",
  });
  fc.assert(
    fc.property(date, fc.integer({ min: 1, max: 60 }), date, (from, length, day) => {
      const moved = rangeHolding({ from, to: addDays(from, length) }, day);
      expect(moved.from <= day && day < moved.to).toBe(true);
      expect(rangeLength(moved)).toBe(length);
    }),
  );
});

test("days of 23 and 25 hours are as wide as the others", () => {
  const window = { from: "2026-03-28", to: "2026-03-31" };
  expect(positionOf(fromLocal("2026-03-29", 12 * HOUR, ROME), window, ROME)).toBe(1.5);
  const autumn = { from: "2026-10-24", to: "2026-10-27" };
  expect(positionOf(fromLocal("2026-10-26", 0, ROME), autumn, ROME)).toBe(2);
  const { startMs, endMs } = toSpanOf({ from: "2026-10-25", to: "2026-10-26" }, ROME);
  expect((endMs - startMs) / HOUR).toBe(25);
});

test("a handle snaps to an hour by hour, to noon by day and week, and stays where it was put", () => {
  fc.assert(
    fc.property(date, zoom, fc.double({ min: 0, max: 0.999, noNaN: true }), (anchor, z, share) => {
      const window = windowAround(z, anchor);
      const position = share * rangeLength(window);
      const snapped = positionOf(snapToInstant(position, window, z, ROME), window, ROME);
      if (z === "hour") expect(Math.abs(snapped - position)).toBeLessThanOrEqual(1.5 / 24);
      else expect(snapped).toBe(Math.floor(position) + 0.5);
    }),
  );
  const window = windowAround("hour", "2026-11-22");
  expect(toLocal(snapToInstant(1 + 9.4 / 24, window, "hour", ROME), ROME)).toEqual({
    date: "2026-11-22",
    clockMs: 9 * HOUR,
  });
});

test("a step by day keeps the wall clock over a change of clocks", () => {
  const before = fromLocal("2026-10-24", 8 * HOUR, ROME);
  expect(toLocal(stepInstant(before, "day", 1, ROME), ROME)).toEqual({
    date: "2026-10-25",
    clockMs: 8 * HOUR,
  });
  expect(stepInstant(before, "hour", 3, ROME) - before).toBe(3 * HOUR);
  expect(toLocal(stepInstant(before, "week", -1, ROME), ROME).date).toBe("2026-10-17");
});

test("a drag over bars means the days it touched, whichever way it went", () => {
  const window = { from: "2026-11-09", to: "2027-01-11" };
  const expected = { from: "2026-11-11", to: "2026-11-15" };
  expect(rangeBetween(2.9, 5.1, window)).toEqual(expected);
  expect(rangeBetween(5.1, 2.9, window)).toEqual(expected);
  expect(rangeBetween(-4, 0.2, window)).toEqual({ from: "2026-11-09", to: "2026-11-10" });
  expect(rangeBetween(62.5, 900, window)).toEqual({ from: "2027-01-10", to: "2027-01-11" });
});

test("a work that ends at midnight does not touch the next day", () => {
  const span = { startMs: fromLocal("2026-11-23", 8 * HOUR, ROME), endMs: fromLocal("2026-11-25", 0, ROME) };
  expect(daysOf(span, ROME)).toEqual({ from: "2026-11-23", to: "2026-11-25" });
});

function clockDay(day: string, roadwork: number, event: number, blocking = 0): ClockDay {
  return { date: day, roadwork, greenwork: 0, event, occupation: 0, blocking, holiday: null, weekend: false };
}

test("the next change is the next day whose counts differ from the day before it", () => {
  const days = [
    clockDay("2026-11-21", 3, 0),
    clockDay("2026-11-22", 3, 0),
    clockDay("2026-11-23", 3, 0),
    clockDay("2026-11-24", 2, 1),
    clockDay("2026-11-25", 2, 1, 1),
  ];
  expect(findNextChange(days, "2026-11-21")).toBe("2026-11-24");
  expect(findNextChange(days, "2026-11-24")).toBe("2026-11-25");
  expect(findNextChange(days, "2026-11-25")).toBeNull();
});

test("bars are shares of the fullest day, and a week shows its fullest day", () => {
  const window = { from: "2026-11-16", to: "2026-11-30" };
  const days = [
    clockDay("2026-11-15", 99, 0),
    clockDay("2026-11-16", 4, 0),
    clockDay("2026-11-17", 6, 2, 1),
    clockDay("2026-11-23", 2, 2),
  ];
  const byDay = layOutBars(days, window, "day");
  expect(byDay.map((bar) => [bar.startDay, bar.total, bar.blocking])).toEqual([
    [0, 4, 0],
    [1, 8, 1],
    [7, 4, 0],
  ]);
  expect(byDay[1]!.segments).toEqual([
    { kind: "roadwork", from: 0, to: 0.75 },
    { kind: "event", from: 0.75, to: 1 },
  ]);
  const byWeek = layOutBars(days, window, "week");
  expect(byWeek.map((bar) => [bar.startDay, bar.days, bar.total, bar.blocking])).toEqual([
    [0, 7, 8, 1],
    [7, 7, 4, 0],
  ]);
  expect(layOutBars([], window, "day")).toEqual([]);
});
