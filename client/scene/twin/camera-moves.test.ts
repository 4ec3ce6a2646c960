import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Camera } from "../city-view.ts";
import { planeAt } from "../plane.ts";
import { between, clearPitchDegrees, limit, pan, turn, zoom } from "./camera-moves.ts";

const camera: Camera = {
  longitude: 7.68,
  latitude: 45.07,
  distanceMetres: 800,
  headingDegrees: 0,
  pitchDegrees: -40,
};
const CITY = [7.65, 45.04, 7.71, 45.09] as const;
const plane = planeAt([camera.longitude, camera.latitude]);
const placeOf = ({ longitude, latitude }: Camera) =>
  plane.toMetres([longitude, latitude]).map((value) => Math.round(value));

describe("panning follows the screen, not the compass", () => {
  it.each([
    [0, [0, 100]],
    [90, [100, 0]],
    [180, [0, -100]],
    [270, [-100, 0]],
  ])("forward at heading %d°", (headingDegrees, expected) => {
    expect(placeOf(pan({ ...camera, headingDegrees }, 0, 100)).map((v) => v + 0)).toEqual(expected);
  });

  it("right at heading 90° is south", () => {
    expect(placeOf(pan({ ...camera, headingDegrees: 90 }, 100, 0)).map((v) => v + 0)).toEqual([0, -100]);
  });
});

describe("zooming", () => {
  it("leaves the point it is about where it is, seen from the camera", () => {
    const about = plane.toDegrees([200, 100]) as [number, number];
    const nearer = zoom(camera, 0.5, about);
    expect(nearer.distanceMetres).toBe(400);
    expect(placeOf(nearer)).toEqual([100, 50]);
  });

  it("does not slide sideways once it can come no nearer", () => {
    const nearest = zoom(camera, 0, plane.toDegrees([200, 0]) as [number, number]);
    const again = zoom(nearest, 0.5, plane.toDegrees([200, 0]) as [number, number]);
    expect(again).toEqual(nearest);
  });
});

describe("the limits", () => {
  const anyCamera = fc.record({
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    latitude: fc.double({ min: -89, max: 89, noNaN: true }),
    distanceMetres: fc.double({ min: 0, max: 1e9, noNaN: true }),
    headingDegrees: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
    pitchDegrees: fc.double({ min: -360, max: 360, noNaN: true }),
  });

  it("keep every camera over the city, above ground and looking down", () => {
    fc.assert(
      fc.property(anyCamera, (wild) => {
        const tame = limit(wild, CITY);
        expect(tame.longitude).toBeGreaterThan(7.62);
        expect(tame.longitude).toBeLessThan(7.74);
        expect(tame.latitude).toBeGreaterThan(45.02);
        expect(tame.latitude).toBeLessThan(45.11);
        expect(tame.distanceMetres).toBeLessThanOrEqual(12_000);
        expect(tame.distanceMetres * Math.sin((-tame.pitchDegrees * Math.PI) / 180)).toBeGreaterThan(8);
        expect(tame.headingDegrees).toBeGreaterThanOrEqual(0);
        expect(tame.headingDegrees).toBeLessThan(360);
      }),
    );
  });

  it("leave a camera within them as it is", () => {
    expect(limit(camera, CITY)).toEqual(camera);
  });

  it("stop a tilt at straight down and short of the horizon", () => {
    expect(limit(turn(camera, 0, -90), CITY).pitchDegrees).toBe(-90);
    expect(limit(turn(camera, 0, 90), CITY).pitchDegrees).toBe(-12);
  });
});

describe("a flight", () => {
  const there = { ...camera, longitude: 7.7, headingDegrees: 350, distanceMetres: 500 };

  it("begins and ends exactly where it should", () => {
    expect(between(camera, there, 0).distanceMetres).toBeCloseTo(camera.distanceMetres, 9);
    expect(between(camera, there, 0).longitude).toBe(camera.longitude);
    const end = between(camera, there, 1);
    expect(end.longitude).toBeCloseTo(there.longitude, 12);
    expect(end.distanceMetres).toBeCloseTo(there.distanceMetres, 9);
    expect(end.headingDegrees).toBeCloseTo(there.headingDegrees, 9);
  });

  it("turns the short way round and rises over a long way", () => {
    const middle = between(camera, there, 0.5);
    expect(middle.headingDegrees).toBeCloseTo(355, 9);
    expect(middle.distanceMetres).toBeGreaterThan(camera.distanceMetres);
  });
});

describe("over hills", () => {
  // A hill of 300 m, a kilometre south of the middle of the screen, where the eye of a level view would be.
  const heightAt = (place: readonly number[]) => {
    const [x, y] = plane.toMetres(place);
    return 240 + 300 * Math.exp(-(x ** 2 + (y + 1_000) ** 2) / 300 ** 2);
  };
  const eyeAbove = (camera: Camera, pitchDegrees: number) => {
    const slope = (pitchDegrees * Math.PI) / 180;
    const eye = pan(camera, 0, -camera.distanceMetres * Math.cos(slope));
    const target = heightAt([camera.longitude, camera.latitude]);
    return target - camera.distanceMetres * Math.sin(slope) - heightAt([eye.longitude, eye.latitude]);
  };

  it("the eye comes out of the hill by looking down more steeply", () => {
    const low = { ...camera, distanceMetres: 1_000, pitchDegrees: -12 };
    expect(eyeAbove(low, low.pitchDegrees)).toBeLessThan(0);
    expect(eyeAbove(low, clearPitchDegrees(low, heightAt))).toBeGreaterThanOrEqual(8);
  });

  it("a camera that is clear keeps its pitch", () => {
    const high = { ...camera, distanceMetres: 1_000, pitchDegrees: -50 };
    expect(clearPitchDegrees(high, heightAt)).toBe(-50);
    expect(clearPitchDegrees({ ...high, headingDegrees: 180, pitchDegrees: -12 }, heightAt)).toBe(-12);
  });
});
