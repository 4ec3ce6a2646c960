import { expect, test } from "vitest";
import { buildingHeights, buildingUse, yearBuilt } from "./building-heights.ts";

test("a height tag counts before levels, and the levels are kept", () => {
  const { heights, remarks } = buildingHeights({ height: "18 m", "building:levels": "5" });
  expect(heights).toEqual({ heightMetres: 18, heightSource: "tagged", clearHeightMetres: 0, floors: 5 });
  expect(remarks).toEqual([]);
});

test("levels with those in the roof make a height that says where it is from", () => {
  const { heights } = buildingHeights({ "building:levels": "4", "roof:levels": "1" });
  expect(heights.heightMetres).toBeCloseTo(15.5, 9);
  expect([heights.heightSource, heights.floors]).toEqual(["levels", 4]);
});

test("nothing told, nothing known", () => {
  expect(buildingHeights({ building: "yes" }).heights).toEqual({
    heightMetres: null,
    heightSource: "unknown",
    clearHeightMetres: 0,
    floors: null,
  });
});

test("a height that is none is remarked upon and the levels stand in", () => {
  const { heights, remarks } = buildingHeights({ height: "tall", "building:levels": "2" });
  expect([heights.heightMetres, heights.heightSource]).toEqual([6.2, "levels"]);
  expect(remarks).toEqual([
    { code: "invalid-value", field: "height", detail: 'expected a figure, got "tall"' },
  ]);
});

test("walls start where the tags say, unless that leaves none", () => {
  expect(buildingHeights({ height: "20", min_height: "6" }).heights.clearHeightMetres).toBe(6);
  expect(buildingHeights({ height: "20", "building:min_level": "2" }).heights.clearHeightMetres).toBeCloseTo(
    6.2,
  );
  const none = buildingHeights({ height: "5", min_height: "6" });
  expect(none.heights.clearHeightMetres).toBe(0);
  expect(none.remarks).toHaveLength(1);
});

test("uses and years", () => {
  expect(["apartments", "garage", "yes", "cathedral"].map((building) => buildingUse({ building }))).toEqual([
    "residential",
    "annex",
    "unknown",
    "church",
  ]);
  expect(["1909", "1909-05-01", "C18", undefined].map((start_date) => yearBuilt({ start_date }))).toEqual([
    1909,
    1909,
    null,
    null,
  ]);
});
