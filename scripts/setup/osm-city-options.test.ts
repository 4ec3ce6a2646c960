import { expect, test } from "vitest";
import { readOsmCity } from "./osm-city-options.ts";

const manifest = {
  id: "geneva",
  name: "Genève",
  timeZone: "Europe/Zurich",
  geoidUndulationMetres: 49.5,
  attribution: "©",
  synthetic: false,
};

test("the terminal counts before the manifest, and what neither says stays open", () => {
  expect(readOsmCity("geneva", undefined, {})).toEqual({ id: "geneva" });
  expect(readOsmCity("geneva", manifest, { name: "Ginevra", geoid: "-3.5" })).toEqual({
    id: "geneva",
    name: "Ginevra",
    timeZone: "Europe/Zurich",
    geoidUndulationMetres: -3.5,
  });
});

test("what is no time zone and no height is refused by its option", () => {
  expect(() => readOsmCity("geneva", undefined, { "time-zone": "Ginevra" })).toThrow("--time-zone: expected");
  for (const geoid of ["", "high", "5000", "NaN"]) {
    expect(() => readOsmCity("geneva", undefined, { geoid }), geoid).toThrow("--geoid: expected metres");
  }
});
