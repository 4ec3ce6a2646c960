import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growTrees, listLeaves, type StandingFeatures } from "./grid-tree.ts";

type Place = readonly [number, number];

const standing = (places: readonly Place[], corners = 1): StandingFeatures => ({
  ids: Int32Array.from(places, (_, i) => i + 1),
  parts: Int32Array.from(places, () => -1),
  corners: Int32Array.from(places, () => corners),
  x: Float64Array.from(places, ([x]) => x),
  y: Float64Array.from(places, ([, y]) => y),
  hashHigh: new Int32Array(places.length),
  hashLow: new Int32Array(places.length),
});

const leavesOf = (places: readonly Place[], maximum: number, corners = 1) =>
  new Map(
    listLeaves(growTrees(standing(places, corners), maximum)).map(({ key, members }) => [
      key,
      [...members].map((i) => places[i]!),
    ]),
  );

const place = fc.tuple(
  fc.integer({ min: 380_000, max: 400_000 }),
  fc.integer({ min: 4_980_000, max: 5_000_000 }),
);
const manyPlaces = fc.uniqueArray(place, { minLength: 1, maxLength: 300, selector: String });

describe("growTrees", () => {
  it("puts every feature in exactly one leaf, within its square, and no more than asked in any", () => {
    fc.assert(
      fc.property(manyPlaces, fc.integer({ min: 1, max: 50 }), (places, maximum) => {
        const leaves = leavesOf(places, maximum);
        expect([...leaves.values()].flat().sort()).toEqual([...places].sort());
        for (const [key, members] of leaves) {
          const [side, column, row] = key.split("/").map(Number);
          for (const [x, y] of members) {
            expect([Math.floor(x / side!), Math.floor(y / side!)]).toEqual([column, row]);
          }
          expect(members.length <= maximum || side === 64).toBe(true);
        }
      }),
    );
  });

  it("leaves every other leaf as it was when a feature comes or goes", () => {
    fc.assert(
      fc.property(manyPlaces, place, fc.integer({ min: 2, max: 50 }), (places, more, maximum) => {
        const before = leavesOf(places, maximum);
        const after = leavesOf([...places, more], maximum);
        const holdsMore = (key: string) => {
          const [side, column, row] = key.split("/").map(Number);
          return Math.floor(more[0] / side!) === column && Math.floor(more[1] / side!) === row;
        };
        for (const [key, members] of before) {
          if (!holdsMore(key)) expect(after.get(key), key).toEqual(members);
        }
      }),
    );
  });

  it("counts corners, and never cuts a single feature out of a tile", () => {
    const places = [0, 100, 5_000, 5_100].map((x): Place => [x + 1, x + 1]);
    expect(leavesOf(places, 10, 5).size).toBe(2);
    expect([...leavesOf(places, 10, 50).values()].map((members) => members.length)).toEqual([1, 1, 1, 1]);
  });

  it("gives up cutting where all stand in one place", () => {
    const leaves = leavesOf(
      Array.from({ length: 9 }, (): Place => [7, 7]),
      2,
    );
    expect([...leaves.keys()]).toEqual(["64/0/0"]);
  });

  it("of nothing is nothing", () => {
    expect(growTrees(standing([]), 10)).toEqual([]);
  });
});
