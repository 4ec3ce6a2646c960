import { expect, test } from "vitest";
import { firstView } from "./use-camera.ts";

const around = (side: number) => ({
  centre: [7.68, 45.07] as [number, number],
  extent: [7.68 - side / 2, 45.07 - side / 2, 7.68 + side / 2, 45.07 + side / 2] as [
    number,
    number,
    number,
    number,
  ],
});

test("the first view is over the centre, as far off as the city is large, within reason", () => {
  const distances = [0.002, 0.02, 0.04, 1].map((side) => firstView(around(side)).distanceMetres);
  expect(distances[0]).toBe(350);
  expect(distances[1]).toBeGreaterThan(500);
  expect(distances[2]).toBeCloseTo(2 * distances[1]!, -1);
  expect(distances[3]).toBe(1_800);
  expect(firstView(around(0.04))).toMatchObject({ longitude: 7.68, latitude: 45.07, headingDegrees: 0 });
});
