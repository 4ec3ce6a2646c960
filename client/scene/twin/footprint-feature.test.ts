import { describe, expect, it } from "vitest";
import { findFootprint, shapeKey } from "./footprint-feature.ts";

const line = (...coordinates: number[][]) =>
  ({
    type: "Feature",
    geometry: { type: "LineString", coordinates },
    properties: { mode: "linestring" },
  }) as never;
const area = (...ring: number[][]) =>
  ({
    type: "Feature",
    geometry: { type: "Polygon", coordinates: [ring] },
    properties: { mode: "polygon" },
  }) as never;

describe("a line", () => {
  it("covers no ground before its second corner", () => {
    expect(findFootprint(line([7.68, 45.07], [7.68, 45.07]), 2.5)).toBeNull();
  });

  it("keeps the width it is given and loses corners set twice", () => {
    expect(findFootprint(line([7.68, 45.07], [7.69, 45.07], [7.69, 45.07]), 4)).toEqual({
      kind: "line",
      line: {
        type: "LineString",
        coordinates: [
          [7.68, 45.07],
          [7.69, 45.07],
        ],
      },
      widthMetres: 4,
    });
  });
});

describe("an area", () => {
  it("covers no ground before its third corner, nor while it crosses itself", () => {
    expect(findFootprint(area([0, 0], [1, 0], [0, 0]), 2.5)).toBeNull();
    expect(findFootprint(area([0, 0], [1, 1], [1, 0], [0, 1], [0, 0]), 2.5)).toBeNull();
  });
});

it("knows a shape whatever its width", () => {
  const [narrow, wide] = [2.5, 5].map((width) => findFootprint(line([7.68, 45.07], [7.69, 45.07]), width)!);
  expect(shapeKey(narrow!)).toBe(shapeKey(wide!));
});
