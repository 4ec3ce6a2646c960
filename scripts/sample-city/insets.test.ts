import { describe, expect, it } from "vitest";
import { bandOf, type Inset, insetRing, ringOf } from "./insets.ts";
import { type Point, signedArea } from "./plane.ts";

const square: Point[] = [
  [0, 0],
  [100, 0],
  [100, 60],
  [0, 60],
];
const outline = (ring: readonly Point[]): Inset => ({
  starts: ring,
  ends: ring.map((_, i) => ring[(i + 1) % ring.length]!),
  swallowed: ring.map(() => false),
});

describe("offsetting a ring", () => {
  it("moves each side by its own distance", () => {
    expect(insetRing(square, [5, 10, 0, 20])!.starts).toEqual([
      [20, 5],
      [90, 5],
      [90, 60],
      [20, 60],
    ]);
  });

  it("swallows a side its neighbours close over", () => {
    const cut: Point[] = [
      [0, 0],
      [100, 0],
      [100, 55],
      [95, 60],
      [0, 60],
    ];
    const inset = insetRing(
      cut,
      [20, 20, 20, 20, 20].map((d, i) => (i === 2 ? 2 : d)),
    )!;
    expect(inset.swallowed).toEqual([false, false, true, false, false]);
    expect(signedArea(ringOf(inset))).toBeCloseTo(60 * 20, 6);
  });

  it("finds nothing inside a ring narrower than its offsets", () => {
    expect(insetRing(square, [31, 31, 31, 31])).toBeNull();
  });

  it("leaves bands that add up to the ground between", () => {
    const offsets = [5, 10, 3, 20];
    const inset = insetRing(square, offsets)!;
    const bands = square.map((_, i) => signedArea(bandOf(outline(square), inset, i)));
    const between = signedArea(square) - signedArea(ringOf(inset));
    expect(bands.reduce((sum, area) => sum + area, 0)).toBeCloseTo(between, 6);
  });

  it("steps where a straight street changes width", () => {
    const kinked: Point[] = [
      [0, 0],
      [50, 0],
      [100, 0],
      [100, 60],
      [0, 60],
    ];
    const ring = ringOf(insetRing(kinked, [5, 8, 0, 0, 0])!);
    expect(ring).toContainEqual([50, 5]);
    expect(ring).toContainEqual([50, 8]);
  });
});
