import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatLength, scaleBarFor } from "./scale.ts";

describe("the scale bar", () => {
  it("takes the longest round length that fits", () => {
    expect(scaleBarFor(1, 120)).toEqual({ lengthMetres: 100, widthPixels: 100 });
    expect(scaleBarFor(0.5, 120)).toEqual({ lengthMetres: 50, widthPixels: 100 });
    expect(scaleBarFor(10, 120).lengthMetres).toBe(1000);
  });

  it("always fits and is never shorter than two fifths of its place", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 300, noNaN: true }), (metresPerPixel) => {
        const { widthPixels } = scaleBarFor(metresPerPixel, 120);
        return widthPixels <= 120.001 && widthPixels >= 47.9;
      }),
    );
  });

  it("speaks the language's numbers", () => {
    expect(formatLength(0.5, "it")).toBe("0,5 m");
    expect(formatLength(2000, "en")).toBe("2 km");
  });
});
