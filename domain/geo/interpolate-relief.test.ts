import { describe, expect, it } from "vitest";
import { ReliefSurface, type SurveyedHeight, toReliefGrid } from "./interpolate-relief.ts";
import { heightAt, isSurveyed } from "./relief.ts";

/** A survey every 0.0004° (about 30 and 45 m) of a slope that falls to the east, with a rise of 3 m in its middle. */
const slope = (longitude: number, latitude: number) =>
  250 - 400 * (longitude - 7.66) + 100 * (latitude - 45.06);
const rise = (longitude: number, latitude: number) =>
  3 * Math.exp(-(((longitude - 7.664) / 0.002) ** 2) - ((latitude - 45.064) / 0.0015) ** 2);
const truth = (longitude: number, latitude: number) => slope(longitude, latitude) + rise(longitude, latitude);

function survey(spoil: (height: SurveyedHeight, index: number) => SurveyedHeight = (height) => height) {
  const heights: SurveyedHeight[] = [];
  for (let row = 0; row <= 20; row++) {
    for (let column = 0; column <= 20; column++) {
      const [longitude, latitude] = [7.66 + column * 0.0004, 45.06 + row * 0.0004];
      heights.push(spoil({ longitude, latitude, metres: truth(longitude, latitude) }, heights.length));
    }
  }
  return heights;
}

describe("a relief from surveyed heights", () => {
  it("follows them between the points to a decimetre or two", () => {
    const surface = new ReliefSurface(survey());
    expect(surface.outliers).toBe(0);
    for (const [longitude, latitude] of [
      [7.6641, 45.0643],
      [7.6617, 45.0629],
      [7.6672, 45.0661],
    ] as const) {
      expect(Math.abs(surface.at(longitude, latitude).metres - truth(longitude, latitude))).toBeLessThan(0.2);
    }
  });

  it("leaves courtyards and underpasses out", () => {
    const spoiled = survey((height, index) =>
      index % 40 === 7 ? { ...height, metres: height.metres + (index % 80 === 7 ? 6 : -5) } : height,
    );
    const surface = new ReliefSurface(spoiled);
    const wrong = spoiled.filter(({ metres, longitude, latitude }) => metres !== truth(longitude, latitude));
    expect(surface.outliers).toBe(wrong.length);
    for (const { longitude, latitude } of wrong) {
      expect(Math.abs(surface.at(longitude, latitude).metres - truth(longitude, latitude))).toBeLessThan(
        0.35,
      );
    }
  });

  it("goes over into the plane of the region, and says where", () => {
    const surface = new ReliefSurface(survey());
    const { relief, surveyedCount } = toReliefGrid(surface, [7.65, 45.05, 7.68, 45.08], 0.0005);
    expect(Math.abs(heightAt(relief, 7.651, 45.051) - slope(7.651, 45.051))).toBeLessThan(0.3);
    expect(isSurveyed(relief, 7.651, 45.051)).toBe(false);
    expect(isSurveyed(relief, 7.664, 45.064)).toBe(true);
    let bits = 0;
    for (const byte of relief.surveyed) for (let bit = 0; bit < 8; bit++) bits += (byte >> bit) & 1;
    expect(bits).toBe(surveyedCount);
  });

  it("covers the extent whole, to the centimetre", () => {
    const surface = new ReliefSurface(survey());
    const extent = [7.6501, 45.0502, 7.6799, 45.0801] as const;
    const { relief } = toReliefGrid(surface, extent, 0.0005);
    expect(relief.west).toBeLessThanOrEqual(extent[0]);
    expect(relief.south).toBeLessThanOrEqual(extent[1]);
    expect(relief.west + (relief.columns - 1) * relief.stepEast).toBeGreaterThanOrEqual(extent[2]);
    expect(relief.south + (relief.rows - 1) * relief.stepNorth).toBeGreaterThanOrEqual(extent[3]);
    expect(relief.quantumMetres).toBe(0.01);
    const [column, row] = [20, 30];
    const at = [relief.west + column * relief.stepEast, relief.south + row * relief.stepNorth] as const;
    expect(Math.abs(heightAt(relief, ...at) - surface.at(...at).metres)).toBeLessThan(0.0051);
  });

  it("has no cliff between what is surveyed and what is assumed", () => {
    const surface = new ReliefSurface(survey());
    let last = surface.at(7.668, 45.064).metres;
    for (let step = 1; step <= 400; step++) {
      const { metres } = surface.at(7.668 + step * 0.00002, 45.064);
      // 1.6 m: the slope alone makes 6 mm of it.
      expect(Math.abs(metres - last)).toBeLessThan(0.1);
      last = metres;
    }
  });

  it("refuses to make a surface of two points", () => {
    expect(() => new ReliefSurface(survey().slice(0, 2))).toThrow("at least 3");
  });
});
