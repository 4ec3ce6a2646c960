import { describe, expect, it } from "vitest";
import { dashesWithin, dotsWithin, pointWithin } from "./pattern.ts";

type Point = [number, number];

function rectangle(width: number, height: number, x = 0, y = 0): Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ];
}

const inside = ([x, y]: readonly [number, number], width: number, height: number) =>
  x >= -1e-6 && x <= width + 1e-6 && y >= -1e-6 && y <= height + 1e-6;

describe("dots", () => {
  it("lie inside, about one every four square metres", () => {
    const dots = dotsWithin([rectangle(30, 20)]);
    expect(dots.every((dot) => inside(dot, 30, 20))).toBe(true);
    expect(dots.length).toBeGreaterThan(120);
    expect(dots.length).toBeLessThan(180);
  });

  it("leave a hole empty", () => {
    const dots = dotsWithin([rectangle(30, 20), rectangle(20, 10, 5, 5)]);
    expect(dots.length).toBeGreaterThan(50);
    expect(dots.some(([x, y]) => x > 5 && x < 25 && y > 5 && y < 15)).toBe(false);
  });

  it("widen in a park rather than grow without end", () => {
    const dots = dotsWithin([rectangle(800, 600)]);
    expect(dots.length).toBeGreaterThan(200);
    expect(dots.length).toBeLessThan(400);
  });

  it("are not lost in a trench narrower than the grid", () => {
    expect(dotsWithin([rectangle(40, 0.5)]).length).toBeGreaterThan(5);
  });
});

describe("dashes", () => {
  it("lie inside, and none is longer than a dash", () => {
    const dashes = dashesWithin([rectangle(30, 20)]);
    expect(dashes.length).toBeGreaterThan(50);
    for (const [a, b] of dashes) {
      expect(inside(a, 30, 20) && inside(b, 30, 20)).toBe(true);
      expect(Math.hypot(b[0] - a[0], b[1] - a[1])).toBeLessThanOrEqual(2.4 + 1e-9);
    }
  });
});

describe("a point within", () => {
  it("lies inside what bends and beside a hole", () => {
    const bent: Point[] = [
      [0, 0],
      [40, 0],
      [40, 40],
      [30, 40],
      [30, 10],
      [0, 10],
      [0, 0],
    ];
    const [x, y] = pointWithin([bent]);
    expect(x).toBeCloseTo(35);
    expect(y).toBeCloseTo(20, 1);
    expect(pointWithin([rectangle(30, 20), rectangle(10, 10, 2, 5)])[0]).toBeCloseTo(21);
  });
});
