import { expect, test } from "vitest";
import { areaSquareMetres, lengthMetres } from "./local-plane.ts";

// Radii of curvature of WGS 84 at 45.0703° N, in the prime vertical and in the meridian.
const LATITUDE = 45.0703;
const squared = 0.00669437999014 * Math.sin((LATITUDE * Math.PI) / 180) ** 2;
const primeVertical = 6_378_137 / Math.sqrt(1 - squared);
const meridian = (6_378_137 * (1 - 0.00669437999014)) / (1 - squared) ** 1.5;
const radians = (degrees: number) => (degrees * Math.PI) / 180;
const metresEast = primeVertical * Math.cos(radians(LATITUDE)) * radians(1);
const metresNorth = meridian * radians(1);

test("a degree is as long as on the ellipsoid", () => {
  const east = lengthMetres([
    [7.6869, LATITUDE],
    [7.7869, LATITUDE],
  ]);
  expect(east).toBeCloseTo(metresEast * 0.1, 0);
  const north = lengthMetres([
    [7.6869, LATITUDE],
    [7.6869, LATITUDE + 0.1],
  ]);
  expect(Math.abs(north / (metresNorth * 0.1) - 1)).toBeLessThan(1e-4);
  expect(lengthMetres([[7.6869, LATITUDE]])).toBe(0);
});

test("a hole is no ground", () => {
  const rectangle = (west: number, south: number, width: number, height: number) =>
    [
      [west, south],
      [west + width, south],
      [west + width, south + height],
      [west, south + height],
      [west, south],
    ].map(([x, y]): [number, number] => [7.6869 + x! / metresEast, LATITUDE + y! / metresNorth]);
  expect(areaSquareMetres([rectangle(0, 0, 100, 50)])).toBeCloseTo(5_000, 0);
  expect(areaSquareMetres([rectangle(0, 0, 100, 50), rectangle(10, 10, 10, 10)])).toBeCloseTo(4_900, 0);
});
