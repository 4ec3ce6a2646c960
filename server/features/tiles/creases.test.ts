import { describe, expect, it } from "vitest";
import { addCreases } from "./creases.ts";
import { LineBuilder } from "./mesh-builder.ts";
import type { PlacedRing } from "./placed-rings.ts";

const ringOf = (...corners: readonly (readonly [number, number])[]): PlacedRing =>
  corners.map(([east, north]) => ({ surface: [east, north, 0], up: [0, 0, 1] }));

const SQUARE = ringOf([0, 0], [10, 0], [10, 10], [0, 10]);
const COURT = ringOf([2, 2], [2, 8], [8, 8], [8, 2]);
/** Turns by 15° at every corner. */
const ROUND = ringOf(
  ...Array.from({ length: 24 }, (_, i): [number, number] => {
    const angle = (i / 24) * 2 * Math.PI;
    return [50 * Math.cos(angle), 50 * Math.sin(angle)];
  }),
);

function draw(rings: readonly PlacedRing[], lowerEdge = false) {
  const lines = new LineBuilder();
  addCreases(lines, rings, { fromMetres: 3, toMetres: 12, lowerEdge, featureId: 7 });
  const point = (index: number) => [...lines.positions.slice(index * 3, index * 3 + 3)];
  const segments: number[][][] = [];
  for (let i = 0; i < lines.indices.length; i += 2) {
    segments.push([point(lines.indices[i]!), point(lines.indices[i + 1]!)]);
  }
  const upright = segments.filter(([a, b]) => Math.abs(a![2]! - b![2]!) > 1);
  return { lines, segments, upright, level: segments.filter((segment) => !upright.includes(segment)) };
}

describe("addCreases", () => {
  it("draws the roof's outline and the corners, and leaves the base out", () => {
    const { upright, level, lines } = draw([SQUARE, COURT]);
    expect(upright).toHaveLength(8);
    expect(level).toHaveLength(8);
    expect(Math.min(...level.flat().map((point) => point[2]!))).toBeCloseTo(12.04, 9);
    expect(new Set(lines.featureIds)).toEqual(new Set([7]));
  });

  it("draws the lower edge of a wall that hangs over an arcade", () => {
    const { level } = draw([SQUARE], true);
    expect(level).toHaveLength(8);
    expect(level.filter(([a]) => a![2]! < 3)).toHaveLength(4);
  });

  it("takes a wall of small turns for a round one", () => {
    const { upright, level } = draw([ROUND]);
    expect(upright).toHaveLength(0);
    expect(level).toHaveLength(24);
  });

  it("stands 4 cm off the faces: outside the outline, inside the courtyard", () => {
    const { segments } = draw([SQUARE, COURT]);
    const corners = segments.flat().map(([east, north]) => [east!, north!]);
    const outside = corners.filter(
      ([east, north]) => Math.max(Math.abs(east! - 5), Math.abs(north! - 5)) > 5,
    );
    const inside = corners.filter(([east, north]) => Math.max(Math.abs(east! - 5), Math.abs(north! - 5)) < 3);
    expect(outside.length).toBe(corners.length / 2);
    expect(inside.length).toBe(corners.length / 2);
    for (const [east, north] of outside) {
      const corner = [east! < 5 ? 0 : 10, north! < 5 ? 0 : 10];
      expect(Math.hypot(east! - corner[0]!, north! - corner[1]!)).toBeCloseTo(0.04, 9);
    }
  });
});
