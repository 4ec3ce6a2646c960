import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  daysBetween,
  daysTouched,
  fromLocal,
  isWeekend,
  localDate,
  shiftDays,
  toLocal,
} from "./calendar.ts";

const ROME = "Europe/Rome";
const HOUR = 3_600_000;
const instants = fc.integer({
  min: Date.parse("1990-01-01T00:00:00Z"),
  max: Date.parse("2100-01-01T00:00:00Z"),
});

describe("the city's calendar", () => {
  it("knows that midnight in Turin is 23:00 or 22:00 UTC", () => {
    expect(localDate(Date.parse("2026-01-10T23:00:00Z"), ROME)).toBe("2026-01-11");
    expect(localDate(Date.parse("2026-07-10T21:59:59Z"), ROME)).toBe("2026-07-10");
  });

  it("keeps 8:00 at 8:00 across both changes of clocks", () => {
    const friday = Date.parse("2026-03-27T07:00:00Z");
    expect(new Date(shiftDays(friday, 3, ROME)).toISOString()).toBe("2026-03-30T06:00:00.000Z");
    const october = Date.parse("2026-10-23T06:00:00Z");
    expect(new Date(shiftDays(october, 3, ROME)).toISOString()).toBe("2026-10-26T07:00:00.000Z");
  });

  it("reads a time that comes twice as its first coming, and a skipped one as an hour on", () => {
    expect(new Date(fromLocal("2026-10-25", 2.5 * HOUR, ROME)).toISOString()).toBe(
      "2026-10-25T00:30:00.000Z",
    );
    expect(new Date(fromLocal("2026-03-29", 2.5 * HOUR, ROME)).toISOString()).toBe(
      "2026-03-29T01:30:00.000Z",
    );
  });

  it("comes back from local to the same instant, except in the hour that comes twice", () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const { date, clockMs } = toLocal(instant, ROME);
        const back = fromLocal(date, clockMs, ROME);
        expect([0, HOUR]).toContain(instant - back);
      }),
    );
  });

  it("adds and counts days as inverses, leap days included", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    fc.assert(
      fc.property(instants, fc.integer({ min: -4000, max: 4000 }), (instant, days) => {
        const date = localDate(instant, ROME);
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it("counts every day a span has a part of, and not the day it ends on at midnight", () => {
    const span = (from: string, to: string) => ({ startMs: Date.parse(from), endMs: Date.parse(to) });
    expect(daysTouched(span("2026-03-02T07:00:00Z", "2026-03-04T17:00:00Z"), ROME)).toBe(3);
    expect(daysTouched(span("2026-03-02T07:00:00Z", "2026-03-02T23:00:00Z"), ROME)).toBe(1);
  });

  it("knows a weekend by the city's day", () => {
    expect(isWeekend(Date.parse("2026-11-20T23:30:00Z"), ROME)).toBe(true);
    expect(isWeekend(Date.parse("2026-11-20T22:30:00Z"), ROME)).toBe(false);
  });
});
