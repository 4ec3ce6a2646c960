import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heightAt, isSurveyed, type Relief } from "./relief.ts";

const relief: Relief = {
  west: 7,
  south: 45,
  stepEast: 0.5,
  stepNorth: 0.25,
  columns: 3,
  rows: 3,
  lowestMetres: 200,
  quantumMetres: 0.1,
  heights: Uint16Array.of(0, 100, 50, 10, 60, 20, 0, 0, 300),
  surveyed: Uint8Array.of(0b00010001, 0),
};

describe("the relief", () => {
  it("passes through its grid points", () => {
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 3; column++) {
        expect(heightAt(relief, 7 + column * 0.5, 45 + row * 0.25)).toBeCloseTo(
          200 + relief.heights[row * 3 + column]! * 0.1,
          9,
        );
      }
    }
  });

  it("is flat on each triangle of a cell", () => {
    const inUnit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(inUnit, inUnit, (u, v) => {
        const corners = u >= v ? [0, 100, 60] : [0, 10, 60];
        const expected =
          u >= v
            ? corners[0]! * (1 - u) + corners[1]! * (u - v) + corners[2]! * v
            : corners[0]! * (1 - v) + corners[1]! * (v - u) + corners[2]! * u;
        expect(heightAt(relief, 7 + u * 0.5, 45 + v * 0.25)).toBeCloseTo(200 + expected * 0.1, 6);
      }),
    );
  });

  it("keeps the height of its edge beyond it", () => {
    expect(heightAt(relief, 0, 0)).toBe(200);
    expect(heightAt(relief, 20, 60)).toBeCloseTo(230, 9);
  });

  it("tells surveyed from assumed by the nearest grid point", () => {
    expect(isSurveyed(relief, 7.1, 45.05)).toBe(true);
    expect(isSurveyed(relief, 7.45, 45.01)).toBe(false);
    expect(isSurveyed(relief, 7.5, 45.25)).toBe(true);
  });
});
