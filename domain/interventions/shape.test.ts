import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Footprint } from "./intervention.ts";
import { centreOfShape, measureShape, moveShape, setShapeLength, turnShape } from "./shape.ts";
import { cornersOf, insertCorner, isSound, moveCorner, removeCorner } from "./shape-corners.ts";

const TURIN = [7.68, 45.06] as const;

const place = fc.tuple(
  fc.double({ min: 7.6, max: 7.75, noNaN: true }),
  fc.double({ min: 45, max: 45.1, noNaN: true }),
);
const lines = fc
  .tuple(
    place,
    fc.array(
      fc.tuple(
        fc.double({ min: 0.0001, max: 0.002, noNaN: true }),
        fc.double({ min: -0.001, max: 0.001, noNaN: true }),
      ),
      { minLength: 1, maxLength: 8 },
    ),
  )
  .map(([start, steps]): Footprint => {
    let at: [number, number] = [start[0], start[1]];
    const coordinates = [
      at,
      ...steps.map(([dx, dy]): [number, number] => {
        at = [at[0] + dx, at[1] + dy];
        return at;
      }),
    ];
    return { kind: "line", line: { type: "LineString", coordinates }, widthMetres: 2.5 };
  });
const areas = fc
  .tuple(place, fc.integer({ min: 3, max: 9 }), fc.double({ min: 5, max: 60, noNaN: true }))
  .map(([[x, y], corners, radius]): Footprint => {
    const ring = (r: number, turn: 1 | -1) => {
      const around = Array.from({ length: corners }, (_, i): [number, number] => {
        const angle = (turn * i * 2 * Math.PI) / corners;
        return [x + (r * Math.cos(angle)) / 78_800, y + (r * Math.sin(angle)) / 111_100];
      });
      return [...around, around[0]!];
    };
    return {
      kind: "area",
      polygon: { type: "Polygon", coordinates: [ring(radius, 1), ring(radius / 3, -1)] },
    };
  });
const shapes = fc.oneof(lines, areas);

/** About 1 mm. */
function expectSame(a: Footprint, b: Footprint): void {
  const [first, second] = [cornersOf(a).flat(), cornersOf(b).flat()];
  expect(second).toHaveLength(first.length);
  first.forEach(([x, y], i) => {
    expect(Math.abs(second[i]![0] - x)).toBeLessThan(1.5e-8);
    expect(Math.abs(second[i]![1] - y)).toBeLessThan(1.5e-8);
  });
}

describe("a footprint as a whole", () => {
  it("is as long and as large after it is moved and turned, and comes back", () => {
    const metres = fc.double({ min: -200, max: 200, noNaN: true });
    fc.assert(
      fc.property(
        shapes,
        metres,
        metres,
        fc.double({ min: -360, max: 360, noNaN: true }),
        (shape, east, north, turn) => {
          const there = turnShape(moveShape(shape, east, north), turn);
          const [before, after] = [measureShape(shape), measureShape(there)];
          expect(after.areaSquareMetres).toBeCloseTo(before.areaSquareMetres, 1);
          if (before.lengthMetres !== null) expect(after.lengthMetres).toBeCloseTo(before.lengthMetres, 2);
          expectSame(shape, moveShape(turnShape(there, -turn), -east, -north));
        },
      ),
    );
  });

  it("turns by what its bearing changes, and keeps its centre", () => {
    const east: Footprint = {
      kind: "line",
      line: { type: "LineString", coordinates: [[...TURIN], [TURIN[0] + 0.001, TURIN[1]]] },
      widthMetres: 2.5,
    };
    expect(measureShape(east).bearingDegrees).toBeCloseTo(90, 1);
    const turned = turnShape(east, 30);
    expect(measureShape(turned).bearingDegrees).toBeCloseTo(120, 1);
    expect(centreOfShape(turned)[0]).toBeCloseTo(centreOfShape(east)[0], 7);
  });

  it("is as long as is asked, cut or drawn out at its end", () => {
    fc.assert(
      fc.property(lines, fc.double({ min: 1, max: 900, noNaN: true }), (line, length) => {
        const set = setShapeLength(line, length);
        expect(measureShape(set).lengthMetres).toBeCloseTo(length, 2);
        expect(cornersOf(set)[0]![0]![0]).toBeCloseTo(cornersOf(line)[0]![0]![0], 8);
      }),
    );
  });

  it("keeps its holes whatever is done to a corner, and gives it back when that is undone", () => {
    fc.assert(
      fc.property(areas, fc.nat(), fc.boolean(), (area, at, hole) => {
        const ring = hole ? 1 : 0;
        const corner = { ring, index: at % cornersOf(area)[ring]!.length };
        const before = cornersOf(area)[ring]![corner.index]!;
        const moved = moveCorner(area, corner, [before[0] + 1e-5, before[1]]);
        expect(cornersOf(moved)).toHaveLength(2);
        expect(moveCorner(moved, corner, before)).toEqual(area);
        const broken = insertCorner(area, corner, [before[0] + 1e-6, before[1]]);
        expect(removeCorner(broken, { ring, index: corner.index + 1 })).toEqual(area);
      }),
    );
  });

  it("keeps a line of two and an outline of three, and drops a hole of three", () => {
    const area: Footprint = {
      kind: "area",
      polygon: {
        type: "Polygon",
        coordinates: [
          [
            [0, 0],
            [9, 0],
            [0, 9],
            [0, 0],
          ],
          [
            [1, 1],
            [1, 2],
            [2, 1],
            [1, 1],
          ],
        ],
      },
    };
    expect(removeCorner(area, { ring: 0, index: 1 })).toBeNull();
    expect(cornersOf(removeCorner(area, { ring: 1, index: 0 })!)).toHaveLength(1);
    const line: Footprint = {
      kind: "line",
      line: {
        type: "LineString",
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      },
      widthMetres: 1,
    };
    expect(removeCorner(line, { ring: 0, index: 0 })).toBeNull();
  });

  it("is unsound when its outline crosses itself or its line has no length", () => {
    const bow: Footprint = {
      kind: "area",
      polygon: {
        type: "Polygon",
        coordinates: [
          [
            [0, 0],
            [2, 2],
            [2, 0],
            [0, 2],
            [0, 0],
          ],
        ],
      },
    };
    expect(isSound(bow)).toBe(false);
    const point: Footprint = {
      kind: "line",
      line: {
        type: "LineString",
        coordinates: [
          [1, 1],
          [1, 1],
        ],
      },
      widthMetres: 1,
    };
    expect(isSound(point)).toBe(false);
  });
});
