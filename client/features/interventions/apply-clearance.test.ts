import { expect, test } from "vitest";
import type { Clearance } from "../../../domain/conflicts/finding.ts";
import { changeOf } from "./apply-clearance.ts";

const offered = { label: { it: "", en: "" }, leaves: { blocking: 0, warning: 0 } };
const when = { startsAt: "2026-03-09T07:00:00Z", endsAt: "2026-03-13T17:00:00Z" };
const dates = {
  startDate: "2026-03-09",
  startClockMs: 8 * 3_600_000,
  endDate: "2026-03-13",
  endClockMs: 18 * 3_600_000,
};

test.each<[Clearance, object]>([
  [{ kind: "shift", days: 7, ...when, ...offered }, dates],
  [{ kind: "coordinate", days: 7, interventionId: "a", ...when, ...offered }, dates],
  [{ kind: "narrow", widthMetres: 1.2, ...offered }, { widthMetres: 1.2 }],
  [{ kind: "limit-depth", depthMetres: 0.6, ...offered }, { depthMetres: 0.6 }],
  [{ kind: "free-footway", widthMetres: 1, ...offered }, { footwayWidthMetres: 1 }],
  [{ kind: "free-carriageway", widthMetres: 3.5, ...offered }, { carriagewayWidthMetres: 3.5 }],
  [
    { kind: "regulate-traffic", vehicleImpact: "alternating-one-way", ...offered },
    { vehicleImpact: "alternating-one-way" },
  ],
  [{ kind: "limit-people", expectedPeople: 500, ...offered }, { expectedPeople: 500 }],
  [
    { kind: "restrict-hours", dailyHours: { fromMinute: 480, toMinute: 1080 }, ...offered },
    { dailyHours: { fromMinute: 480, toMinute: 1080 } },
  ],
])("$kind changes that and nothing else", (clearance, change) => {
  expect(changeOf(clearance, "Europe/Rome")).toEqual(change);
});
