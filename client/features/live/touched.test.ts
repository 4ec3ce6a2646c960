import { expect, it } from "vitest";
import type { LiveEvent } from "../../../domain/live/contract.ts";
import { isNear, isTouched } from "./touched.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";
const saved: LiveEvent = {
  kind: "intervention",
  change: "updated",
  interventionId: ID,
  version: 2,
  extent: [7.68, 45.07, 7.681, 45.071],
};

it.each([
  ["phases around it", ["phases", "7.67,45.06,7.69,45.08", 1, 2], true],
  ["phases elsewhere", ["phases", "7.60,45.00,7.61,45.01", 1, 2], false],
  ["itself", ["intervention", ID], true],
  ["another", ["intervention", OTHER], false],
  ["the clock of its regularisation", ["regularisation", ID], true],
  ["the clock", ["clock", "2026-11-01", "2026-12-01"], true],
  ["the streets", ["streets", {}], false],
  ["who changed it, each reading of which is recorded", ["history", ID], false],
  ["notices", ["notices"], false],
])("makes %s be asked again or not", (_, key, touched) => {
  expect(isTouched(key, saved)).toBe(touched);
});

it("anywhere touches everything of its kind, and notices touch notices alone", () => {
  const anywhere = { ...saved, interventionId: null, extent: null };
  expect(isTouched(["phases", "7.60,45.00,7.61,45.01", 1, 2], anywhere)).toBe(true);
  expect(isTouched(["intervention", OTHER], anywhere)).toBe(true);
  const notices: LiveEvent = { ...anywhere, kind: "notices", change: null, version: null };
  expect(isTouched(["notices"], notices)).toBe(true);
  expect(isTouched(["intervention", ID], notices)).toBe(false);
});

it("is near a draft that a rule would set against it", () => {
  expect(isNear(saved, [7.6812, 45.0705, 7.6815, 45.0706])).toBe(true);
  expect(isNear(saved, [7.69, 45.0705, 7.6905, 45.0706])).toBe(false);
});
