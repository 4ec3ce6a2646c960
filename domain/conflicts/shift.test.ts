import { expect, test } from "vitest";
import { localDate } from "../geo/calendar.ts";
import { areActiveTogether } from "./activity.ts";
import { exampleCircumstances, exampleSpan, exampleTrench, exampleWaterMain } from "./example-parts.ts";
import type { Activity } from "./facts.ts";
import { toCounterpart } from "./pairs.ts";
import type { Match } from "./rule.ts";
import { proposeShifts } from "./shift.ts";

const match: Match = {
  counterpart: toCounterpart(exampleWaterMain),
  span: exampleTrench.span,
  severity: "blocking",
  weight: "heavy",
  explanation: () => ({ it: "", en: "" }),
  zones: { subjectMetres: 0, counterpartMetres: 0 },
  reachMetres: 10,
  lineDistanceMetres: 0,
};

function shiftsPast(startsAt: string, endsAt: string, subject = exampleTrench) {
  const rival = { ...exampleWaterMain, span: exampleSpan(startsAt, endsAt) };
  return proposeShifts(match, subject, [rival], exampleCircumstances).map((change) => {
    if (change.kind !== "shift") throw new Error(change.kind);
    return localDate(change.span.startMs, "Europe/Rome");
  });
}

test("works of a week go to the next free Monday, and to one before that is not yet past", () => {
  expect(shiftsPast("2026-03-04T07:00:00Z", "2026-03-20T17:00:00Z")).toEqual(["2026-03-23", "2026-02-23"]);
});

test("no shift lands on a holiday, nor costs a working day", () => {
  // 30 March to 3 April is free, 6 April is Easter Monday, and the week of 13 April is whole.
  expect(shiftsPast("2026-03-04T07:00:00Z", "2026-04-03T17:00:00Z")[0]).toBe("2026-04-13");
});

test("a place that is taken for half a year has no later day", () => {
  expect(shiftsPast("2026-03-04T07:00:00Z", "2026-12-20T17:00:00Z")).toEqual(["2026-02-23"]);
});

test("an event keeps its weekday, and none begins in the past", () => {
  const sunday = {
    ...exampleTrench,
    kind: "event" as const,
    span: exampleSpan("2026-01-18T07:00:00Z", "2026-01-18T20:00:00Z"),
  };
  expect(shiftsPast("2026-01-17T07:00:00Z", "2026-01-30T17:00:00Z", sunday)).toEqual(["2026-02-01"]);
});

test("hours and weekdays meet or do not, also on the first and the last day", () => {
  const work: Activity = {
    ...exampleTrench,
    dailyHours: { fromMinute: 480, toMinute: 1080 },
    weekdays: [1, 2, 3, 4, 5],
  };
  const evening: Activity = { ...work, dailyHours: { fromMinute: 1080, toMinute: 1440 } };
  const weekend: Activity = { ...work, weekdays: [6, 7] };
  const always: Activity = { ...work, dailyHours: null, weekdays: [1, 2, 3, 4, 5, 6, 7] };
  const meet = (a: Activity, b: Activity) => areActiveTogether(a, b, "Europe/Rome");
  expect([meet(work, evening), meet(work, weekend), meet(work, work), meet(work, always)]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  // From Friday at 18:30 nobody is at work until the span ends.
  const late: Activity = { ...work, span: exampleSpan("2026-03-06T17:30:00Z", "2026-03-09T06:00:00Z") };
  expect(meet(late, { ...always, span: late.span })).toBe(false);
});
