import { expect, test } from "vitest";
import { unfoldRecurrence } from "../../../domain/interventions/recurrence.ts";
import { findUntil, RECURRENCE_PRESETS, ruleFrom, ruleOf, withUntil } from "./recurrence-rules.ts";

const on = (day: string) => ({ startsAt: `${day}T07:00:00.000Z`, endsAt: `${day}T16:00:00.000Z` });

test("every preset unfolds from whatever day it begins on", () => {
  for (const preset of RECURRENCE_PRESETS) {
    for (const day of ["2027-01-30", "2027-03-29", "2027-07-14", "2027-12-01"]) {
      const rule = ruleOf(preset, day, "2028-12-31");
      const unfolded = unfoldRecurrence(on(day), rule, "Europe/Rome");
      expect(
        "phases" in unfolded && unfolded.phases.length,
        `${preset} from ${day}: ${rule}`,
      ).toBeGreaterThan(4);
    }
  }
});

test("mowing rests in winter", () => {
  const unfolded = unfoldRecurrence(
    on("2027-04-07"),
    ruleOf("mowing", "2027-04-07", "2028-04-30"),
    "Europe/Rome",
  );
  const months =
    "phases" in unfolded ? unfolded.phases.map(({ startsAt }) => Number(startsAt.slice(5, 7))) : [];
  expect([...new Set(months)].sort((a, b) => a - b)).toEqual([4, 5, 6, 7, 8, 9, 10]);
});

test("a preset goes with the first day; a rule written by hand and one that counts stay as they are", () => {
  const rule = ruleOf("weekly", "2027-03-29", "2027-12-31");
  expect(ruleFrom(rule, "2027-03-29", "2027-03-30")).toBe("FREQ=WEEKLY;BYDAY=TU;UNTIL=20271231");
  for (const own of ["FREQ=WEEKLY;BYDAY=MO,TH;COUNT=9", "FREQ=DAILY;UNTIL=20271231"]) {
    expect(ruleFrom(own, "2027-03-29", "2027-03-30")).toBe(own);
  }
  expect(findUntil(withUntil(rule, "2027-06-30"))).toBe("2027-06-30");
  expect(withUntil("FREQ=DAILY;COUNT=3", "2027-06-30")).toBe("FREQ=DAILY;COUNT=3");
});
