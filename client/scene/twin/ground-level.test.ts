import { Cartesian3, Cartographic, Ray } from "@cesium/engine";
import { expect, it } from "vitest";
import { groundLevel } from "./ground-level.ts";

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
