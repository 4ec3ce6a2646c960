import { expect, it } from "vitest";
import { listStreets } from "../../../domain/places/contract.ts";
import { streetsInView } from "./streets-in-view.ts";

it("asks for the same cells while the view moves within them, and always for all of the view", () => {
  const here = streetsInView([7.6801, 45.0651, 7.6899, 45.0699]);
  expect(streetsInView([7.6803, 45.0653, 7.6901, 45.0701])).toEqual(here);
  const [west, south, east, north] = here.bbox.split(",").map(Number);
  expect(west).toBeLessThanOrEqual(7.6801);
  expect(south).toBeLessThanOrEqual(45.0651);
  expect(east).toBeGreaterThanOrEqual(7.6899);
  expect(north).toBeGreaterThanOrEqual(45.0699);
  expect(streetsInView([7.70001, 45.0651, 7.70981, 45.0699]).bbox).not.toEqual(here.bbox);
});

it("asks for fewer classes the more of the city is in view, in words the contract takes", () => {
  const least = [0.01, 0.04, 0.08, 0.15, 0.5].map((size) => {
    const asked = streetsInView([7.6, 45, 7.6 + size, 45 + size / 2]);
    expect(listStreets.query.safeParse(asked).error).toBeUndefined();
    return asked.least;
  });
  expect(least).toEqual(["lot", "residential", "local_collector", "area_collector", "main"]);
});
