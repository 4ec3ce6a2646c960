import { expect, it } from "vitest";
import { isWeekend } from "../geo/working-days.ts";
import { regularisationDueOn, regularisationState } from "./regularisation.ts";

const PATRON = "2026-06-24";
const works = (date: string) => !isWeekend(date) && date !== PATRON;

it.each([
  ["a Monday: the Monday after", "2026-11-16", "2026-11-23"],
  ["a Friday night: the Friday after", "2026-11-20", "2026-11-27"],
  ["a Sunday: Friday", "2026-11-22", "2026-11-27"],
  ["the week of the patron saint: a day more", "2026-06-22", "2026-06-30"],
])("is due five working days after %s", (_, start, due) => {
  expect(regularisationDueOn(start, works)).toBe(due);
});

it.each([
  ["2026-11-26", null, "open"],
  ["2026-11-27", null, "lastDay"],
  ["2026-11-28", null, "late"],
  ["2026-12-28", "2026-11-25T10:00:00Z", "done"],
] as const)("on %s, done %s, is %s", (today, doneAt, state) => {
  expect(regularisationState({ dueOn: "2026-11-27", doneAt }, today)).toBe(state);
});
