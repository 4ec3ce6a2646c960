import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildQuadtree, listLeaves } from "./quadtree.ts";

const centroids = (places: readonly (readonly [number, number])[], corners = 1) => ({
  ids: Int32Array.from(places, (_, i) => i + 1),
  corners: Int32Array.from(places, () => corners),
  x: Float64Array.from(places, ([x]) => x),
  y: Float64Array.from(places, ([, y]) => y),
});

describe("buildQuadtree", () => {
  it("puts every feature in exactly one leaf, in order, and no more than asked in any", () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 5_000 }));
    fc.assert(
      fc.property(
        fc.uniqueArray(place, { minLength: 1, maxLength: 300, selector: String }),
        fc.integer({ min: 1, max: 50 }),
        (places, maximum) => {
          const leaves = listLeaves(buildQuadtree(centroids(places), maximum));
          expect(leaves.flat().sort((a, b) => a - b)).toEqual(places.map((_, i) => i + 1));
          for (const ids of leaves) {
            expect(ids.length).toBeGreaterThan(0);
            expect(ids.length).toBeLessThanOrEqual(maximum);
            expect(ids).toEqual([...ids].sort((a, b) => a - b));
          }
        },
      ),
    );
  });

  it("counts corners, and never cuts a single feature out of a tile", () => {
    const places = [0, 100, 200, 300].map((x) => [x, x] as const);
    expect(listLeaves(buildQuadtree(centroids(places, 5), 10))).toHaveLength(2);
    expect(listLeaves(buildQuadtree(centroids(places, 50), 10))).toEqual([[1], [2], [3], [4]]);
  });

  it("gives up cutting where all stand in one place", () => {
    const leaves = listLeaves(buildQuadtree(centroids(Array.from({ length: 9 }, () => [7, 7] as const)), 2));
    expect(leaves).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9]]);
  });

  it("of nothing is nothing", () => {
    expect(buildQuadtree(centroids([]), 10)).toBeNull();
    expect(listLeaves(null)).toEqual([]);
  });
});
