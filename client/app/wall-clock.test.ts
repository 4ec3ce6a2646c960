import fc from "fast-check";
import { expect, test } from "vitest";
import { readWallClock, writeWallClock } from "./wall-clock.ts";

const ROME = "Europe/Rome";
const MINUTE = 60_000;

test("an instant comes back to the minute, save for the hour that comes twice", () => {
  const minute = fc
    .date({ min: new Date("2024-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
    .map((date) => Math.floor(date.getTime() / MINUTE) * MINUTE);
  fc.assert(
    fc.property(minute, (instant) => {
      const text = writeWallClock(instant, ROME);
      const back = readWallClock(text, ROME);
      expect(writeWallClock(back, ROME)).toBe(text);
      expect([0, -60 * MINUTE]).toContain(back - instant + 0);
    }),
  );
});

test("it is the city's clock", () => {
  expect(writeWallClock(Date.parse("2026-11-22T09:05:40Z"), ROME)).toBe("2026-11-22T10:05");
  expect(readWallClock("2026-07-01T08:00", ROME)).toBe(Date.parse("2026-07-01T06:00:00Z"));
});
