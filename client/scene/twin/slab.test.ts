import { expect, it } from "vitest";
import { edgeOf, type Lay, lidOf, wallsOf } from "./slab.ts";

const square = (side: number, at = 0) => [
  [at, at],
  [at + side, at],
  [at + side, at + side],
  [at, at + side],
  [at, at],
];
const flat: Lay = {
  toWorld: (corner, z) => ({ x: corner[0]!, y: corner[1]!, z }),
  cutLine: (line) => line,
  cutSurface: (corners, triangles) => ({ corners, triangles }),
};

function area({ positions, triangles }: { positions: Float64Array; triangles: Uint32Array }): number {
  let sum = 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((k) =>
      positions.subarray(3 * triangles[i + k]!, 3 * triangles[i + k]! + 3),
    );
    const [ux, uy, uz] = [b![0]! - a![0]!, b![1]! - a![1]!, b![2]! - a![2]!];
    const [vx, vy, vz] = [c![0]! - a![0]!, c![1]! - a![1]!, c![2]! - a![2]!];
    sum += Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
  }
  return sum;
}

it("covers the footprint and leaves its hole open", () => {
  const lid = lidOf([square(10), square(4, 3)], 2.4, flat);
  expect(area(lid)).toBeCloseTo(100 - 16);
  expect(lid.positions.filter((_, i) => i % 3 === 2).every((z) => z === 2.4)).toBe(true);
});

it("stands on walls along every ring", () => {
  expect(area(wallsOf([square(10), square(4, 3)], 0, 2.4, flat))).toBeCloseTo((40 + 16) * 2.4);
});

it("is edged by its closed ring", () => {
  expect([...edgeOf(square(1), 2, flat)]).toEqual([0, 0, 2, 1, 0, 2, 1, 1, 2, 0, 1, 2, 0, 0, 2]);
});
