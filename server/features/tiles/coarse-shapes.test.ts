import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CoarseShape, coarsen, withStraightBorders } from "./coarse-shapes.ts";
import { turnArea } from "./grid-outlines.ts";

const box = (west: number, south: number, east: number, north: number) => [
  Int32Array.of(west, south, east, south, east, north, west, north),
];

const shapeOf = (rings: readonly Int32Array[], topMillimetres: number, kind = 0): CoarseShape => ({
  rings,
  kind,
  topMillimetres,
  footMillimetres: 0,
});

const areaOf = (shapes: readonly CoarseShape[]) =>
  shapes.reduce((sum, { rings }) => sum + rings.reduce((inner, ring) => inner + turnArea([...ring]), 0), 0);

describe("coarsen", () => {
  it("keeps a block without gaps whatever its party walls do", () => {
    const walls = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 8 });
    const heights = fc.infiniteStream(fc.integer({ min: 3_000, max: 30_000 }));
    fc.assert(
      fc.property(walls, heights, fc.constantFrom(160, 320, 640), (cuts, height, step) => {
        const edges = [0, ...cuts.sort((a, b) => a - b).map((cut) => cut * 100), 10_000];
        const block = edges
          .slice(1)
          .map((east, i) => shapeOf(box(edges[i]!, 0, east, 3_200), height.next().value as number));
        const coarse = coarsen(block, step, "buildings");
        const east = Math.round(10_000 / step) * step;
        const north = Math.round(3_200 / step) * step;
        expect(areaOf(coarse)).toBe(east * north);
      }),
    );
  });

  it("gives every roof a height it had, and joins roofs of one height", () => {
    const block = [0, 1, 2, 3].map((i) =>
      shapeOf(box(i * 1_000, 0, (i + 1) * 1_000, 1_000), i < 2 ? 9_000 : 12_000),
    );
    const coarse = coarsen(block, 160, "buildings");
    expect(coarse.map(({ topMillimetres }) => topMillimetres).sort()).toEqual([12_000, 9_000].sort());
    const [first] = coarse;
    expect(first!.rings).toHaveLength(1);
  });

  it("lets a small annexe join the neighbour it leans on, with that one's height", () => {
    const house = shapeOf(box(0, 0, 1_600, 1_600), 15_000);
    const annexe = shapeOf(box(1_600, 0, 1_760, 160), 12_000);
    const coarse = coarsen([annexe, house], 160, "buildings");
    expect(coarse).toHaveLength(1);
    expect(coarse[0]!.topMillimetres).toBe(15_000);
    expect(areaOf(coarse)).toBe(1_600 * 1_600 + 160 * 160);
  });

  it("keeps a large courtyard and roofs a small one over", () => {
    const court = (side: number) => [
      ...box(0, 0, 8_000, 8_000),
      Int32Array.of(1_600, 1_600, 1_600, 1_600 + side, 1_600 + side, 1_600 + side, 1_600 + side, 1_600),
    ];
    expect(coarsen([shapeOf(court(3_200), 9_000)], 160, "buildings")[0]!.rings).toHaveLength(2);
    expect(coarsen([shapeOf(court(320), 9_000)], 160, "buildings")[0]!.rings).toHaveLength(1);
  });

  it("makes one ring of four wings, with the court between them as its hole", () => {
    const wings = [box(0, 0, 40, 10), box(0, 30, 40, 40), box(0, 10, 10, 30), box(30, 10, 40, 30)];
    // Cut where wings meet, as sources do.
    wings[0] = [Int32Array.of(0, 0, 40, 0, 40, 10, 30, 10, 10, 10, 0, 10)];
    wings[1] = [Int32Array.of(0, 30, 10, 30, 30, 30, 40, 30, 40, 40, 0, 40)];
    const scaled = wings.map(([ring]) => [ring!.map((value) => value * 160)]);
    const coarse = coarsen(
      scaled.map((rings) => shapeOf(rings, 9_000)),
      160,
      "buildings",
    );
    expect(coarse).toHaveLength(1);
    expect(coarse[0]!.rings).toHaveLength(2);
    expect(areaOf(coarse)).toBe((40 * 40 - 20 * 20) * 160 * 160);
  });

  it("joins ground of one kind only", () => {
    const ground = [0, 1, 2].map((i) => shapeOf(box(i * 1_600, 0, (i + 1) * 1_600, 1_600), 0, i < 2 ? 1 : 2));
    expect(
      coarsen(ground, 160, "ground")
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual([1, 2]);
  });

  it("drops what is narrower than the grid", () => {
    expect(coarsen([shapeOf(box(10, 10, 60, 9_000), 9_000)], 160, "buildings")).toEqual([]);
  });

  it("straightens a border once for both sides, and leaves what little remains as it is", () => {
    // A front that zigzags by one step of 160, and a party wall that does.
    const west = [Int32Array.of(0, 0, 3_200, 0, 3_360, 1_600, 3_200, 3_200, 0, 3_200, 160, 1_600)];
    const east = [Int32Array.of(3_200, 0, 6_400, 0, 6_400, 3_200, 3_200, 3_200, 3_360, 1_600)];
    const tiny = [Int32Array.of(9_600, 0, 9_760, 0, 9_760, 160, 9_600, 160)];
    const shapes = [west, east, tiny].map((rings) => shapeOf(rings, 9_000));
    const straight = withStraightBorders(shapes, 320);
    expect(straight.map(({ rings }) => rings[0]!.length / 2)).toEqual([4, 4, 4]);
    expect(areaOf(straight)).toBe(6_400 * 3_200 + 160 * 160);
    const corners = ({ rings }: CoarseShape) => {
      const ring = rings[0]!;
      return new Set(Array.from({ length: ring.length / 2 }, (_, i) => `${ring[i * 2]} ${ring[i * 2 + 1]}`));
    };
    const shared = [...corners(straight[0]!)].filter((corner) => corners(straight[1]!).has(corner));
    expect(shared.sort()).toEqual(["3200 0", "3200 3200"]);
  });
});
