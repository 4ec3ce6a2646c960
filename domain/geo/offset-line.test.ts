import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { offsetLine } from "./offset-line.ts";

type Metres = readonly [number, number];

const distanceTo = (path: readonly Metres[], [x, y]: Metres) =>
  Math.min(
    ...path.slice(1).map(([bx, by], i) => {
      const [ax, ay] = path[i]!;
      const [dx, dy] = [bx - ax, by - ay];
      const length = dx * dx + dy * dy;
      const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
      return Math.hypot(x - ax - dx * t, y - ay - dy * t);
    }),
  );

function crossesItself(path: readonly Metres[]): boolean {
  const side = (a: Metres, b: Metres, c: Metres) =>
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  for (let i = 1; i < path.length; i++) {
    for (let j = i + 2; j < path.length; j++) {
      const [a, b, c, d] = [path[i - 1]!, path[i]!, path[j - 1]!, path[j]!];
      if (side(a, b, c) * side(a, b, d) < -1e-9 && side(c, d, a) * side(c, d, b) < -1e-9) return true;
    }
  }
  return false;
}

/** Lines that go east and never cross themselves, with bends as sharp as they like. */
const eastward = fc
  .array(
    fc.tuple(fc.double({ min: 0.5, max: 30, noNaN: true }), fc.double({ min: -20, max: 20, noNaN: true })),
    {
      minLength: 2,
      maxLength: 14,
    },
  )
  .map((steps) => {
    let x = 0;
    return steps.map(([dx, y]): Metres => {
      x += dx;
      return [x, y];
    });
  });

/** Streets: edges of 10 m and more that turn by 30° at most. */
const street = fc
  .array(
    fc.tuple(fc.double({ min: 12, max: 60, noNaN: true }), fc.double({ min: -30, max: 30, noNaN: true })),
    {
      minLength: 2,
      maxLength: 10,
    },
  )
  .map((steps) => {
    let at: Metres = [0, 0];
    let bearing = 0;
    return [
      at,
      ...steps.map(([length, turn]): Metres => {
        bearing += (turn * Math.PI) / 180;
        at = [at[0] + length * Math.cos(bearing), at[1] + length * Math.sin(bearing)];
        return at;
      }),
    ];
  })
  .filter((path) => !crossesItself(path));

describe("a line moved sideways", () => {
  it("goes to the right as one walks, and to the left when negative", () => {
    const north: Metres[] = [
      [0, 0],
      [0, 10],
    ];
    expect(offsetLine(north, 3)).toEqual([
      [3, 0],
      [3, 10],
    ]);
    expect(offsetLine(north, -3)).toEqual([
      [-3, 0],
      [-3, 10],
    ]);
  });

  it("mitres a corner on both sides and cuts a pointed one off", () => {
    const corner: Metres[] = [
      [0, 0],
      [10, 0],
      [10, 10],
    ];
    expect(offsetLine(corner, 2).map((at) => at.map((n) => Math.round(n * 1e6) / 1e6))).toEqual([
      [0, -2],
      [12, -2],
      [12, 10],
    ]);
    expect(offsetLine(corner, -2)).toEqual([
      [0, 2],
      [8, 2],
      [8, 10],
    ]);
    const hairpin: Metres[] = [
      [0, 0],
      [20, 0],
      [0, 1],
    ];
    for (const [x] of offsetLine(hairpin, 2)) expect(x).toBeLessThan(24.1);
  });

  it("leaves out a bay narrower than the distance", () => {
    const bay: Metres[] = [
      [0, 0],
      [20, 0],
      [20, -4],
      [22, -4],
      [22, 0],
      [42, 0],
    ];
    // Three metres to the left of a bay two metres wide there is only the way past it.
    const moved = offsetLine(bay, -3);
    expect(crossesItself(moved)).toBe(false);
    expect(Math.min(...moved.map(([, y]) => y))).toBeCloseTo(3 - 0, 0);
  });

  it("is empty where nothing is left", () => {
    const ring: Metres[] = [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
      [0, 0],
    ];
    expect(offsetLine(ring, -5)).toEqual([]);
  });

  it("never comes nearer than the distance nor crosses itself, however sharp the bends", () => {
    fc.assert(
      fc.property(eastward, fc.double({ min: -8, max: 8, noNaN: true }), (path, right) => {
        const moved = offsetLine(path, right);
        expect(crossesItself(moved)).toBe(false);
        for (const at of moved) expect(distanceTo(path, at)).toBeGreaterThan(Math.abs(right) - 0.01);
      }),
      { numRuns: 300 },
    );
  });

  it("comes back along a street when it is moved back", () => {
    fc.assert(
      fc.property(street, fc.double({ min: -6, max: 6, noNaN: true }), (path, right) => {
        fc.pre(Math.abs(right) > 0.01);
        const there = offsetLine(path, right);
        expect(there).toHaveLength(path.length);
        offsetLine(there, -right).forEach(([x, y], i) => {
          expect(Math.hypot(x - path[i]![0], y - path[i]![1])).toBeLessThan(0.01);
        });
      }),
      { numRuns: 300 },
    );
  });
});
