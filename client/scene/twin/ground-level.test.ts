import { Cartesian3, Cartographic, Math as CesiumMath, Matrix4, Ray, type Scene } from "@cesium/engine";
import { describe, expect, it } from "vitest";
import { heightAt } from "../../../domain/geo/relief.ts";
import { groundLevel } from "./ground-level.ts";
import { HILLS } from "./relief.fixture.ts";
import { readRelief } from "./relief-source.ts";

const ground = groundLevel(239, 50);

it("lies at the height above the sea plus the geoid's above the ellipsoid", () => {
  expect(Cartographic.fromCartesian(ground.toWorld([7.68, 45.07], 2.4)).height).toBeCloseTo(291.4, 6);
});

it("is met by a line of sight where the place is, to the millimetre", () => {
  const target = ground.toWorld([7.68, 45.07]);
  const eye = Cartesian3.fromDegrees(7.67, 45.06, 900);
  const sight = Cartesian3.normalize(Cartesian3.subtract(target, eye, new Cartesian3()), new Cartesian3());
  const place = ground.findPlaceAlong(new Ray(eye, sight));
  expect(Cartesian3.distance(ground.toWorld(place!), target)).toBeLessThan(0.001);
});

it("is not met by a line of sight into the sky", () => {
  const eye = Cartesian3.fromDegrees(7.67, 45.06, 900);
  expect(ground.findPlaceAlong(new Ray(eye, Cartesian3.normalize(eye, new Cartesian3())))).toBeNull();
});

it("shows a place in the middle of the screen when the camera looks at it, whatever the near plane", () => {
  const target = ground.toWorld([7.68, 45.07]);
  const eye = Cartesian3.fromDegrees(7.67, 45.06, 900);
  const direction = Cartesian3.normalize(
    Cartesian3.subtract(target, eye, new Cartesian3()),
    new Cartesian3(),
  );
  const right = Cartesian3.normalize(Cartesian3.cross(direction, eye, new Cartesian3()), new Cartesian3());
  const up = Cartesian3.cross(right, direction, new Cartesian3());
  const frustum = { fovy: CesiumMath.toRadians(40), aspectRatio: 2, near: 1_000 };
  const viewMatrix = Matrix4.computeView(eye, direction, up, right, new Matrix4());
  const scene = {
    camera: { viewMatrix, frustum },
    canvas: { clientWidth: 800, clientHeight: 400 },
  } as unknown as Scene;
  const middle = ground.findPixel(scene, [7.68, 45.07]);
  expect(middle!.x).toBeCloseTo(400, 6);
  expect(middle!.y).toBeCloseTo(200, 6);
  const north = ground.findPixel(scene, [7.6805, 45.0705]);
  expect(north!.y).toBeLessThan(200);
  expect(ground.findPixel(scene, [7.66, 45.05])).toBeNull();
});

describe("with a relief", () => {
  const hilly = groundLevel(239, 50);
  hilly.setRelief(HILLS);
  const place = [7.675, 45.063];

  it("puts things on it", () => {
    const { height } = Cartographic.fromCartesian(hilly.toWorld(place, 2.4));
    expect(height).toBeCloseTo(heightAt(HILLS, 7.675, 45.063) + 52.4, 6);
    expect(hilly.heightAt(place)).toBeCloseTo(height - 2.4, 6);
  });

  it("tells how far ground rises above a place and reaches below it", () => {
    const above = heightAt(HILLS, 7.675, 45.063);
    expect(hilly.reachBelow(place)).toBeCloseTo(above - 210, 9);
    expect(hilly.riseAbove(place)).toBeGreaterThan(0);
    expect(hilly.reachBelow([7.6, 45])).toBe(0);
    expect(ground.riseAbove(place)).toBe(0);
  });

  it("is read from its file", () => {
    const { heights, surveyed, ...grid } = HILLS;
    const bytes = new Uint8Array(2 * heights.length + surveyed.length);
    const view = new DataView(bytes.buffer);
    for (const [i, quanta] of heights.entries()) view.setUint16(2 * i, quanta, true);
    bytes.set(surveyed, 2 * heights.length);
    expect(readRelief(grid, bytes.buffer)).toEqual(HILLS);
    expect(() => readRelief(grid, bytes.buffer.slice(1))).toThrow(/expected 1020 bytes, got 1019/);
  });
});
