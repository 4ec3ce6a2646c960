import { expect, test } from "vitest";
import { daysOf, isTold } from "./foreign-event-days.ts";

const at = (text: string) => Date.parse(text);

test("the days of a span are the city's, and midnight at its end is the day before", () => {
  const span = { startMs: at("2025-05-04T22:00:00Z"), endMs: at("2025-05-05T22:00:00Z") };
  expect(daysOf(span, "Europe/Rome")).toEqual(["2025-05-05", "2025-05-05"]);
  expect(daysOf(span, "UTC")).toEqual(["2025-05-04", "2025-05-05"]);
  expect(daysOf({ startMs: span.startMs, endMs: span.startMs }, "Europe/Rome")).toEqual([
    "2025-05-05",
    "2025-05-05",
  ]);
});

test("an event is told of its days, both included, and without an end until it was told last", () => {
  const dated = { startsOn: "2025-05-05", endsOn: "2025-05-11", toldOn: "2025-05-05" };
  const open = { ...dated, endsOn: "" } as const;
  const on = (event: Parameters<typeof isTold>[0], day: string) => isTold(event, [day, day]);
  expect(["05-04", "05-05", "05-11", "05-12"].map((day) => on(dated, `2025-${day}`))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(["05-05", "05-06"].map((day) => on(open, `2025-${day}`))).toEqual([true, false]);
  expect(on({ ...open, toldOn: "2025-05-08" }, "2025-05-07")).toBe(true);
  // Told beforehand.
  expect(on({ ...open, toldOn: "2025-05-01" }, "2025-05-05")).toBe(true);
  expect(isTold(dated, ["2025-05-01", "2025-06-01"])).toBe(true);
});
