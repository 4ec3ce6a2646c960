import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findBand } from "./band.ts";

function areaOf(ring: readonly (readonly [number, number])[]): number {
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    twice += ring[i]![0] * ring[i + 1]![1] - ring[i + 1]![0] * ring[i]![1];
  }
  return Math.abs(twice / 2);
}

describe("the band of a line", () => {
  it("is a rectangle along a straight line, flat at its ends", () => {
    const ring = findBand(
      [
        [0, 0],
        [10, 0],
      ],
      2.5,
    )!;
    expect(ring[0]).toEqual(ring.at(-1));
    expect(new Set(ring.map(String))).toEqual(new Set(["0,1.25", "10,1.25", "10,-1.25", "0,-1.25"]));
  });

  it("keeps its width round a right angle", () => {
    const ring = findBand(
      [
        [0, 0],
        [10, 0],
        [10, 10],
      ],
      2,
    )!;
    const corners = ring.map((point) => point.map((value) => Math.round(value * 1e9) / 1e9).join());
    expect(corners).toContain("9,1");
    expect(corners).toContain("11,-1");
    expect(areaOf(ring)).toBeCloseTo(40, 9);
  });

  it("cuts a hairpin's point instead of running off with it", () => {
    const ring = findBand(
      [
        [0, 0],
        [10, 0],
        [0, 0.5],
      ],
      2,
    )!;
    for (const [x] of ring) expect(x).toBeLessThanOrEqual(10 + 2.001);
  });

  it("is nothing without length, and does not mind a point given twice", () => {
    expect(findBand([[3, 3]], 2)).toBeNull();
    expect(
      findBand(
        [
          [3, 3],
          [3, 3],
        ],
        2,
      ),
    ).toBeNull();
    expect(
      findBand(
        [
          [0, 0],
          [0, 0],
          [10, 0],
        ],
        2,
      ),
    ).toEqual(
      findBand(
        [
          [0, 0],
          [10, 0],
        ],
        2,
      ),
    );
  });

  it("covers length × width on any straight line", () => {
    const coordinate = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(
        coordinate,
        coordinate,
        coordinate,
        coordinate,
        fc.integer({ min: 1, max: 60 }),
        (a, b, c, d, width) => {
          const ring = findBand(
            [
              [a, b],
              [c, d],
            ],
            width,
          );
          const length = Math.hypot(c - a, d - b);
          if (ring === null) return length === 0;
          return Math.abs(areaOf(ring) - length * width) < 1e-6 * (1 + length * width);
        },
      ),
    );
  });
});
