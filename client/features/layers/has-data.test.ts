import { expect, test } from "vitest";
import type { City } from "../city/use-city.ts";
import { hasData } from "./has-data.ts";

const dataset = (layer: string, featureCount: number) =>
  ({ layer, featureCount }) as City["datasets"][number];

test("a layer has data when one of its datasets has features, or when it is live", () => {
  const city = { datasets: [dataset("building", 0), dataset("building", 3), dataset("tree", 0)] };
  expect(["building", "tree", "utility", null].map((layer) => hasData(city, layer))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});
