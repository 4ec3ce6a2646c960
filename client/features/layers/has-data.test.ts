import { expect, test } from "vitest";
import type { City } from "../city/use-city.ts";
import { hasData, listSources } from "./has-data.ts";

const dataset = (layer: string, featureCount: number) =>
  ({ layer, featureCount }) as City["datasets"][number];

test("a layer has data when one of its datasets has features, or when it is live", () => {
  const city = { datasets: [dataset("building", 0), dataset("building", 3), dataset("tree", 0)] };
  expect(["building", "tree", "utility", null].map((table) => hasData(city, { dataset: table }))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test("what is drawn with a layer counts and is told after its own", () => {
  const city = { datasets: [dataset("transit_stop", 7), dataset("transit_line", 0)] };
  const transit = { dataset: "transit_line", furtherDatasets: ["transit_stop"] };
  expect(hasData(city, transit)).toBe(true);
  expect(listSources(city, transit).map(({ layer }) => layer)).toEqual(["transit_line", "transit_stop"]);
});
