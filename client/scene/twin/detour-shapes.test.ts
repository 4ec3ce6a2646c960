import { expect, it } from "vitest";
import { dashes } from "./detour-shapes.ts";

it("dashes a line round its corners: four metres of mark, three of gap, the rest at its end", () => {
  const marks = dashes([
    [0, 0],
    [2, 0],
    [2, 12],
  ]);
  expect(marks).toEqual([
    [
      [0, 0],
      [2, 0],
      [2, 2],
    ],
    [
      [2, 5],
      [2, 9],
    ],
  ]);
  expect(
    dashes([
      [0, 0],
      [0, 3],
    ]),
  ).toEqual([
    [
      [0, 0],
      [0, 3],
    ],
  ]);
});
