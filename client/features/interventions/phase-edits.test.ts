import { expect, test } from "vitest";
import { isWeekend } from "../clock/working-days.ts";
import { lengthMetres } from "../places/local-plane.ts";
import { type Draft, newDraft } from "./draft.ts";
import { applyEdit } from "./edits.ts";
import { addPhase, copyPhase, shiftPhases, splitLine, splitPhase, workingDaysOf } from "./phase-edits.ts";

const ID = "7d4bdc0c-0f4e-4c8f-9a55-2f0e8f0d9a11";
/** Christmas and the days after are holidays here too. */
const works = (date: string) => !isWeekend(date) && date !== "2027-01-01" && date !== "2027-01-06";
const line = {
  type: "LineString" as const,
  coordinates: [
    [7.68, 45.07],
    [7.681, 45.07],
    [7.681, 45.0714],
  ] as [number, number][],
};
const blank = newDraft(ID, "roadwork", "2026-11-22", works);
const drawn: Draft = {
  ...blank,
  phases: [{ ...blank.phases[0]!, footprint: { kind: "line", line, widthMetres: 2.5 } }],
};
const days = (draft: Draft) => draft.phases.map(({ startDate, endDate }) => `${startDate} ${endDate}`);

test("the parts of a line are equal, in order, and meet in one point", () => {
  const parts = splitLine(line, 3);
  const lengths = parts.map(({ coordinates }) => lengthMetres(coordinates));
  for (const length of lengths) expect(length).toBeCloseTo(lengthMetres(line.coordinates) / 3, 2);
  expect(parts[0]!.coordinates[0]).toEqual(line.coordinates[0]);
  expect(parts[2]!.coordinates.at(-1)).toEqual(line.coordinates[2]);
  expect(parts[1]!.coordinates[0]).toEqual(parts[0]!.coordinates.at(-1));
  expect(parts.flatMap(({ coordinates }) => coordinates)).toContainEqual([7.681, 45.07]);
});

test("split, one part follows the other, by the days there are or by as many for each; days off are stepped over", () => {
  expect(days(drawn)).toEqual(["2026-12-28 2027-01-04"]);
  const shared = applyEdit(drawn, splitPhase(drawn, 0, 2, null, works)!).draft;
  expect(days(shared)).toEqual(["2026-12-28 2026-12-29", "2026-12-30 2027-01-04"]);
  expect(shared.phases[0]!.id).toBe(drawn.phases[0]!.id);
  expect(new Set(shared.phases.map(({ id }) => id)).size).toBe(2);
  const each = applyEdit(drawn, splitPhase(drawn, 0, 3, 3, works)!).draft;
  expect(days(each)).toEqual(["2026-12-28 2026-12-30", "2026-12-31 2027-01-05", "2027-01-07 2027-01-11"]);
  expect(each.phases.map((phase) => workingDaysOf(phase, works))).toEqual([3, 3, 3]);
  expect(splitPhase(blank, 0, 2, null, works)).toBeNull();
});

test("an added phase comes after the shown one and waits for its ground; a copy keeps it", () => {
  const added = applyEdit(drawn, addPhase(drawn, works)).draft;
  expect(days(added)).toEqual(["2026-12-28 2027-01-04", "2027-01-05 2027-01-12"]);
  expect(added.phases[1]!.footprint).toBeNull();
  const copied = applyEdit(drawn, copyPhase(drawn, 0, null, works)).draft;
  expect(days(copied)[1]).toBe("2027-01-05 2027-01-12");
  expect(copied.phases[1]!.footprint).toEqual(drawn.phases[0]!.footprint);
  const later = applyEdit(drawn, copyPhase(drawn, 0, 10, works)).draft;
  expect(days(later)[1]).toBe("2027-01-13 2027-01-19");
});

test("all phases shift as one step, the form staying where it was", () => {
  const two = applyEdit(drawn, addPhase(drawn, works)).draft;
  const { draft, inverse } = applyEdit(two, shiftPhases(two, [0, 1], 1, works));
  expect(days(draft)).toEqual(["2026-12-29 2027-01-05", "2027-01-07 2027-01-13"]);
  expect(draft.position).toBe(1);
  expect(applyEdit(draft, inverse).draft).toEqual(two);
});
