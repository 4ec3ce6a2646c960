import { expect, it } from "vitest";
import { arrowsAlong } from "./arrows.ts";

it("stand at equal distances, lead the way of their edge, and are one on a short line", () => {
  const corner = [
    [0, 0],
    [0, 100],
    [100, 100],
  ] as const;
  const arrows = arrowsAlong(corner, 50);
  expect(arrows.map(({ at }) => at)).toEqual([
    [0, 25],
    [0, 75],
    [25, 100],
    [75, 100],
  ]);
  expect(arrows.map(({ bearingRadians }) => bearingRadians)).toEqual([0, 0, Math.PI / 2, Math.PI / 2]);
  expect(arrowsAlong(corner.slice(0, 2), 1_000)).toMatchObject([{ at: [0, 50] }]);
  expect(arrowsAlong([corner[0], corner[0]], 50)).toEqual([]);
});
