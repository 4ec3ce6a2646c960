import { expect, test } from "vitest";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { fileName, phasesAsGeoJson } from "./export-phases.ts";
import { groupInView } from "./in-view.ts";
import { gridExtent } from "./use-phases.ts";

function phase(
  id: string,
  kind: PhaseFeature["properties"]["kind"],
  day: number,
  counts: { blockingCount?: number; warningCount?: number } = {},
  [x, y]: [number, number] = [7.68, 45.07],
): PhaseFeature {
  return {
    type: "Feature",
    id,
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [x, y],
          [x + 0.001, y],
          [x + 0.001, y + 0.001],
          [x, y],
        ],
      ],
    },
    properties: {
      interventionId: id,
      kind,
      state: "approved",
      title: id,
      place: "",
      officeName: "",
      startsAt: `2026-11-${day}T08:00:00+01:00`,
      endsAt: `2026-12-${day}T08:00:00+01:00`,
      vehicleImpact: "unknown",
      hindrance: "none",
      synthetic: true,
      blockingCount: 0,
      warningCount: 0,
      ...counts,
    },
  };
}

const TURIN = [7.5778, 45.0068, 7.7734, 45.1402] as const;

const phases = [
  phase("late", "roadwork", 20),
  phase("early", "roadwork", 10),
  phase("warned", "roadwork", 25, { warningCount: 1 }),
  phase("blocked", "roadwork", 28, { blockingCount: 1, warningCount: 3 }),
  phase("fair", "event", 12),
  phase("far", "event", 12, {}, [8.5, 45.07]),
];

test("by kind; what is blocked first, then what begins first", () => {
  const groups = groupInView(phases, [7.67, 45.06, 7.7, 45.08]);
  expect(groups.map(({ kind, phases }) => [kind, phases.map(({ id }) => id)])).toEqual([
    ["roadwork", ["blocked", "warned", "early", "late"]],
    ["event", ["fair"]],
  ]);
  expect(groupInView(phases, null).at(-1)?.phases).toHaveLength(2);
  expect(groupInView(phases, [1, 1, 2, 2])).toEqual([]);
});

test("small moves of the camera ask for the same ground, which holds what is seen", () => {
  const grid = gridExtent([7.6781, 45.0603, 7.6919, 45.0701], TURIN);
  expect(grid).toEqual([7.678, 45.06, 7.692, 45.072]);
  expect(gridExtent([7.6783, 45.0605, 7.6917, 45.0706], TURIN)).toEqual(grid);
});

test("a wider view asks by a coarser grid, and the widest for the city and no more", () => {
  const wide = gridExtent([7.6011, 45.0203, 7.7019, 45.0701], TURIN);
  expect(wide).toEqual(gridExtent([7.6052, 45.0221, 7.7061, 45.0715], TURIN));
  expect(wide[0]).toBeLessThanOrEqual(7.6011);
  expect(wide[2]).toBeGreaterThanOrEqual(7.7019);
  const widest = gridExtent([7.3, 44.8, 8.1, 45.3], TURIN);
  expect(widest).toEqual(gridExtent([7.33, 44.83, 8.13, 45.33], TURIN));
  expect(widest[0]).toBeLessThan(TURIN[0]);
  expect(widest[0]).toBeGreaterThan(7.4);
  expect(widest.join()).toMatch(/^(\d+\.?\d{0,3},?){4}$/);
});

test("beside the city the question stays a proper one", () => {
  const [west, south, east, north] = gridExtent([9, 45, 9.01, 45.01], TURIN);
  expect(west).toBeLessThan(east);
  expect(south).toBeLessThan(north);
});

test("the file is the phases as GeoJSON", () => {
  const file = JSON.parse(phasesAsGeoJson(phases));
  expect(file.type).toBe("FeatureCollection");
  expect(file.features).toEqual(phases);
});

test("a file's name is plain", () => {
  expect(fileName("decumano Torino (esempio)")).toBe("decumano-torino-esempio");
  expect(fileName("Forlì – città")).toBe("forli-citta");
});
