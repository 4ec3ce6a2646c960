import { describe, expect, it } from "vitest";
import { findSelfIntersection } from "./polygon.ts";

const square = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
] as const;

describe("findSelfIntersection", () => {
  it("lets a square with a hole pass", () => {
    const hole = [
      [1, 1],
      [1, 2],
      [2, 2],
      [2, 1],
      [1, 1],
    ] as const;
    expect(findSelfIntersection([square, hole])).toBeNull();
  });

  it("finds a bow tie", () => {
    const bow = [
      [0, 0],
      [4, 4],
      [4, 0],
      [0, 4],
      [0, 0],
    ] as const;
    expect(findSelfIntersection([bow])).toEqual({ ring: 0, position: 0 });
  });

  it("finds a hole that leaves its outline", () => {
    const hole = [
      [3, 1],
      [5, 1],
      [5, 2],
      [3, 1],
    ] as const;
    expect(findSelfIntersection([square, hole])).not.toBeNull();
  });

  it("finds an edge that folds back over the one before, and a point given twice", () => {
    const spike = [
      [0, 0],
      [4, 0],
      [2, 0],
      [2, 3],
      [0, 0],
    ] as const;
    expect(findSelfIntersection([spike])).not.toBeNull();
    const twice = [
      [0, 0],
      [4, 0],
      [4, 0],
      [0, 4],
      [0, 0],
    ] as const;
    expect(findSelfIntersection([twice])).toMatchObject({ ring: 0, position: 1 });
  });

  it("finds an outline that touches itself in one point", () => {
    const pinched = [
      [0, 0],
      [4, 0],
      [2, 2],
      [4, 4],
      [0, 4],
      [2, 2],
      [0, 0],
    ] as const;
    expect(findSelfIntersection([pinched])).not.toBeNull();
  });
});
