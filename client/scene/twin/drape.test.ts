import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heightAt } from "../../../domain/geo/relief.ts";
import { cutLine, cutSurface } from "./drape.ts";
import { HILLS } from "./relief.fixture.ts";

/** A little beyond the grid too, where the ground goes on level. */
const place = fc.tuple(
  fc.double({ min: 7.6695, max: 7.682, noNaN: true }),
  fc.double({ min: 45.0597, max: 45.0672, noNaN: true }),
);
const height = (at: readonly number[]) => heightAt(HILLS, at[0]!, at[1]!);
const weighted = (corners: readonly (readonly number[])[], weights: readonly number[]) =>
  [0, 1].map((axis) => corners.reduce((sum, corner, i) => sum + corner[axis]! * weights[i]!, 0));
const SHARES = [0.1, 0.37, 0.5, 0.81];
const INSIDE = [
  [1 / 3, 1 / 3, 1 / 3],
  [0.6, 0.3, 0.1],
  [0.1, 0.1, 0.8],
  [0.5, 0.5, 0],
];

describe("a line over hills", () => {
  it("keeps its ends and lies on the ground between its places", () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const cut = cutLine(HILLS, [from, to]);
        expect([cut[0], cut.at(-1)]).toEqual([from, to]);
        cut.slice(1).forEach((next, i) => {
          const ends = [cut[i]!, next];
          for (const t of SHARES) {
            const straight = height(ends[0]!) * (1 - t) + height(ends[1]!) * t;
            expect(Math.abs(height(weighted(ends, [1 - t, t])) - straight)).toBeLessThan(0.031);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it("within one triangle stays as it is", () => {
    const line = [
      [7.67 + 0.0003, 45.06 + 0.00002],
      [7.67 + 0.0004, 45.06 + 0.00004],
    ];
    expect(cutLine(HILLS, line)).toEqual(line);
  });
});

describe("a surface over hills", () => {
  const areaOf = ([a, b, c]: readonly (readonly number[])[]) =>
    ((b![0]! - a![0]!) * (c![1]! - a![1]!) - (b![1]! - a![1]!) * (c![0]! - a![0]!)) / 2;

  it("covers the same ground, and lies on it", () => {
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        fc.pre(Math.abs(areaOf([a, b, c])) > 1e-9);
        const { corners, triangles } = cutSurface(HILLS, [a, b, c], [0, 1, 2]);
        let area = 0;
        for (let i = 0; i < triangles.length; i += 3) {
          const piece = [0, 1, 2].map((k) => corners[triangles[i + k]!]!);
          area += areaOf(piece);
          for (const weights of INSIDE) {
            const flat = piece.reduce((sum, corner, k) => sum + height(corner) * weights[k]!, 0);
            expect(Math.abs(height(weighted(piece, weights)) - flat)).toBeLessThan(0.031);
          }
        }
        expect(area).toBeCloseTo(areaOf([a, b, c]), 14);
      }),
      { numRuns: 60 },
    );
  });
});
