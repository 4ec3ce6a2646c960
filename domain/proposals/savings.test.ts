import { expect, test } from "vitest";
import { exampleCircumstances, exampleSpan, exampleTrench } from "../conflicts/example-parts.ts";
import { localDate } from "../geo/calendar.ts";
import { countStreetDays, listOptions } from "./savings.ts";

const days = (first: string, last: string) => exampleSpan(`${first}T07:00:00Z`, `${last}T16:00:00Z`);
const [may, march] = [days("2026-05-18", "2026-05-29"), exampleTrench.span];

function tell(other: typeof may, subject = exampleTrench) {
  return listOptions(subject, other, exampleCircumstances).map(({ mode, days: by, span }) => [
    mode,
    by,
    localDate(span.startMs, "Europe/Rome"),
    localDate(span.endMs, "Europe/Rome"),
  ]);
}

test("a street's days are counted once, whoever is in it", () => {
  expect(countStreetDays([days("2026-03-02", "2026-03-06")], "Europe/Rome")).toBe(5);
  expect(countStreetDays([march, may], "Europe/Rome")).toBe(5 + 12);
  expect(
    countStreetDays([days("2026-03-02", "2026-03-06"), days("2026-03-05", "2026-03-09")], "Europe/Rome"),
  ).toBe(8);
});

test("earlier works go right before the others, or begin with them", () => {
  expect(tell(may)).toEqual([
    ["follow", 70, "2026-05-11", "2026-05-15"],
    ["together", 77, "2026-05-18", "2026-05-22"],
  ]);
});

test("later works go right after the others, and none begins in the past", () => {
  const later = { ...exampleTrench, span: may };
  expect(tell(march, later)).toEqual([
    ["follow", -70, "2026-03-09", "2026-03-20"],
    ["together", -77, "2026-03-02", "2026-03-13"],
  ]);
  // On 15 January the others have begun already.
  expect(tell(days("2026-01-12", "2026-01-16"), later)).toEqual([
    ["follow", -119, "2026-01-19", "2026-01-30"],
  ]);
  expect(tell(may, { ...exampleTrench, span: days("2026-01-14", "2026-01-20") })).toEqual([]);
});
