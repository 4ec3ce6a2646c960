import { expect, test } from "vitest";
import { isWeekend } from "../clock/working-days.ts";
import { newDraft, type PhaseDraft } from "./draft.ts";
import { triage } from "./triage.ts";

const TODAY = "2026-11-22";
const blank = newDraft(
  "7d4bdc0c-0f4e-4c8f-9a55-2f0e8f0d9a11",
  "roadwork",
  TODAY,
  (date: string) => !isWeekend(date),
);
/** `metres` along a street of Turin, from west to east. */
const line = (metres: number): PhaseDraft["footprint"] => ({
  kind: "line",
  line: {
    type: "LineString",
    coordinates: [
      [7.68, 45.07],
      [7.68 + metres / 78_710, 45.07],
    ],
  },
  widthMetres: 2.5,
});
const oneDay = { endDate: blank.phases[0]!.startDate };
const drawn = (change: Partial<PhaseDraft>, metres = 40) => ({
  ...blank,
  phases: [{ ...blank.phases[0]!, footprint: line(metres), ...change }],
});

test("a day of parking wants no coordination; days, traffic and a hundred metres do", () => {
  expect(triage(drawn(oneDay), TODAY)).toEqual({ needed: false, reasons: [], noticeDays: 36 });
  expect(triage(drawn({}), TODAY)).toMatchObject({ needed: true, reasons: ["ground-for-days"] });
  expect(triage(drawn({ hindrance: "minor" }), TODAY).reasons).toEqual(["several-days"]);
  expect(triage(drawn({ ...oneDay, vehicleImpact: "all-lanes-closed" }), TODAY).reasons).toEqual(["traffic"]);
  expect(triage(drawn(oneDay, 140), TODAY).reasons).toEqual(["long-parking"]);
});

test("before there is ground nothing is said, and urgent works wait for nobody", () => {
  expect(triage({ ...blank, phases: [{ ...blank.phases[0]!, ...oneDay }] }, TODAY).needed).toBeNull();
  expect(triage({ ...drawn({}), urgent: true }, TODAY).needed).toBe(false);
});
