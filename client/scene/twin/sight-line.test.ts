import { Cartesian3, IntersectionTests, Ray } from "@cesium/engine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heightAt } from "../../../domain/geo/relief.ts";
import { HILLS } from "./relief.fixture.ts";
import { sightOnRelief } from "./sight-line.ts";

const UNDULATION = 50;
const { west, south, stepEast, stepNorth, columns, rows } = HILLS;
const worldAt = (place: readonly number[], above = 0) =>
  Cartesian3.fromDegrees(place[0]!, place[1]!, heightAt(HILLS, place[0]!, place[1]!) + UNDULATION + above);
const sightFrom = (eye: Cartesian3, target: Cartesian3) =>
  new Ray(eye, Cartesian3.normalize(Cartesian3.subtract(target, eye, new Cartesian3()), new Cartesian3()));

/** Every triangle of the grid, in space. */
const TRIANGLES = Array.from({ length: (columns - 1) * (rows - 1) }, (_, cell) => {
  const [x, y] = [cell % (columns - 1), Math.floor(cell / (columns - 1))];
  const at = (i: number, j: number) => worldAt([west + (x + i) * stepEast, south + (y + j) * stepNorth]);
  const [a, b, c, d] = [at(0, 0), at(1, 0), at(1, 1), at(0, 1)];
  return [
    [a, b, c],
    [a, c, d],
  ] as const;
}).flat();

/** Metres along the sight to the first triangle it meets; infinite when it meets none. */
function bruteForce(sight: Ray): number {
  const distances = TRIANGLES.map(([a, b, c]) => IntersectionTests.rayTriangleParametric(sight, a, b, c));
  return Math.min(...distances.filter((t) => t !== undefined && t > 0));
}

const find = sightOnRelief(HILLS, UNDULATION);
const unit = fc.double({ min: 0.05, max: 0.95, noNaN: true });
const within = (u: number, v: number) =>
  [west + u * (columns - 1) * stepEast, south + v * (rows - 1) * stepNorth] as const;

describe("a line of sight onto hills", () => {
  it("meets the triangle that a search through all of them finds first", () => {
    fc.assert(
      fc.property(
        unit,
        unit,
        unit,
        unit,
        fc.double({ min: 2, max: 900, noNaN: true }),
        (a, b, c, d, above) => {
          const sight = sightFrom(worldAt(within(a, b), above), worldAt(within(c, d)));
          fc.pre(Number.isFinite(bruteForce(sight)));
          const spot = worldAt(find(sight)!);
          const met = Cartesian3.distance(sight.origin, spot);
          // At a grazing angle a millimetre of height is a decimetre along the line.
          expect(Math.abs(met - bruteForce(sight))).toBeLessThan(0.1);
          expect(Cartesian3.distance(Ray.getPoint(sight, met), spot)).toBeLessThan(0.002);
        },
      ),
      // A line that clears a ridge by less than the planes of the two ways to see it differ would tell them apart.
      { numRuns: 150, seed: 20261122 },
    );
  });

  it("meets the near side of a hill, not what lies behind it", () => {
    const hidden = within(0.5, 0.9);
    const sights = [0.05, 0.1, 0.15].map((v) => sightFrom(worldAt(within(0.5, v), 4), worldAt(hidden)));
    for (const sight of sights) {
      const met = Cartesian3.distance(sight.origin, worldAt(find(sight)!));
      expect(met).toBeLessThan(Cartesian3.distance(sight.origin, worldAt(hidden)) - 50);
    }
  });

  it("meets level ground beyond the grid, and no ground in the sky", () => {
    const outside = [west - 0.01, south - 0.01];
    const eye = worldAt(outside, 500);
    const place = find(sightFrom(eye, worldAt(outside)))!;
    expect(Cartesian3.distance(worldAt(place), worldAt(outside))).toBeLessThan(0.01);
    expect(find(new Ray(eye, Cartesian3.normalize(eye, new Cartesian3())))).toBeNull();
  });
});
