import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type Metres, offsetPath, type Path, pathLength, projectOnPath, slicePath } from "./path.ts";
import { BRIDGE_METRES, type GraphSegment, splitAt, straightBridges, streetEnds } from "./street-graph.ts";
import { compassOf, findStretch, sideOfParity, sideTowards } from "./stretch.ts";

const places = new Map<number, Metres>();
const at = (node: number, x: number, y: number) => {
  places.set(node, [x, y]);
  return node;
};
const segment = (from: number, to: number, more: Partial<GraphSegment> = {}): GraphSegment => ({
  fromNode: from,
  toNode: to,
  oneWay: false,
  path: [places.get(from)!, places.get(to)!],
  widthMetres: 7,
  own: true,
  ...more,
});

/** Two one-way carriageways 20 m apart, 400 m long, joined half-way by a turning place of the same name. */
const [e1, e2, e3] = [at(1, 0, 0), at(2, 200, 0), at(3, 400, 0)];
const [w1, w2, w3] = [at(11, 0, 20), at(12, 200, 20), at(13, 400, 20)];
const corso = [
  segment(e1, e2, { oneWay: true }),
  segment(e2, e3, { oneWay: true }),
  segment(w3, w2, { oneWay: true }),
  segment(w2, w1, { oneWay: true }),
  segment(e2, w2),
];

describe("a stretch", () => {
  it("of two carriageways keeps to one and has the other beside it", () => {
    const found = findStretch(corso, new Set([e1, w1]), new Set([e3, w3]))!;
    expect(found.walk.lengthMetres).toBe(400);
    expect(found.carriageways).toHaveLength(2);
    expect(found.widthMetres).toBeCloseTo(27, 5);
    for (const [, y] of found.middle) expect(y).toBeCloseTo(10, 5);
  });

  it("runs from the first junction to the second, also against the traffic", () => {
    const one = [segment(e1, e2, { oneWay: true })];
    expect(findStretch(one, new Set([e2]), new Set([e1]))!.walk.path).toEqual([
      [200, 0],
      [0, 0],
    ]);
  });

  it("goes over a gap of the name, but not over a wide one", () => {
    const gap = (metres: number) => [
      segment(e1, e2),
      segment(at(4, 200 + metres, 0), at(5, 300 + metres, 0)),
    ];
    const over = (metres: number) => {
      const own = gap(metres);
      return findStretch([...own, ...straightBridges(own)], new Set([e1]), new Set([5]));
    };
    expect(over(170)).toMatchObject({ bridgedMetres: 170 });
    expect(over(BRIDGE_METRES + 1)).toBeNull();
  });

  it("is none where nothing leads", () => {
    expect(findStretch(corso, new Set([e1]), new Set([99]))).toBeNull();
    expect(findStretch([], new Set([1]), new Set([2]))).toBeNull();
  });

  it("may begin in the middle of a segment", () => {
    const cut = splitAt(corso, [50, -4])!;
    expect(cut.distanceMetres).toBeCloseTo(4);
    expect(findStretch(cut.segments, new Set([cut.node]), new Set([e3]))!.walk.lengthMetres).toBeCloseTo(350);
  });

  it("has the ends that lie farthest apart", () => {
    expect(
      streetEnds([segment(e1, e2), segment(e2, e3), segment(e2, w2)])!
        .map((node) => node)
        .sort(),
    ).toEqual([1, 3]);
    expect(streetEnds([])).toBeNull();
  });
});

describe("a side", () => {
  const north: Path = [
    [0, 0],
    [0, 100],
  ];
  it("lies where the compass says", () => {
    expect(compassOf(north, "right")).toBe("east");
    expect(sideTowards(north, "west")).toBe("left");
    expect(sideTowards(north, "north")).toBeNull();
    expect(sideTowards([...north].reverse(), "west")).toBe("right");
  });

  it("has the numbers that most addresses there have, and none where they do not tell", () => {
    const doors = [2, 4, 6].map((number) => ({ number, place: [8, number * 10] as const }));
    const odd = [1, 3, 5].map((number) => ({ number, place: [-8, number * 10] as const }));
    expect(sideOfParity(north, "even", [...doors, ...odd])).toBe("right");
    expect(sideOfParity(north, "odd", [...doors, ...odd])).toBe("left");
    expect(sideOfParity(north, "even", odd)).toBeNull();
    expect(sideOfParity(north, "even", doors.slice(0, 1))).toBeNull();
    const mixed = [
      ...doors,
      ...doors.map(({ number, place }) => ({ number, place: [-place[0], place[1]] as const })),
    ];
    expect(sideOfParity(north, "even", mixed)).toBeNull();
  });
});

test("a slice is as long as asked and lies on the path, either way round", () => {
  const path: Path = [
    [0, 0],
    [300, 0],
    [300, 300],
  ];
  const along = fc.double({ min: 0, max: 600, noNaN: true });
  fc.assert(
    fc.property(along, along, (from, to) => {
      fc.pre(Math.abs(from - to) > 1);
      const slice = slicePath(path, from, to);
      expect(pathLength(slice)).toBeCloseTo(Math.abs(from - to), 3);
      expect(projectOnPath(path, slice[0]!).alongMetres).toBeCloseTo(from, 3);
      expect(projectOnPath(path, slice.at(-1)!).alongMetres).toBeCloseTo(to, 3);
    }),
  );
});

test("right is right as one walks, also when walking back, and corners are mitred", () => {
  const line: Path = [
    [0, 0],
    [10, 0],
  ];
  expect(offsetPath(line, 2)).toEqual([
    [0, -2],
    [10, -2],
  ]);
  expect(offsetPath([...line].reverse(), 2)).toEqual([
    [10, 2],
    [0, 2],
  ]);
  const [, corner] = offsetPath([...line, [10, 10]], 2);
  expect(corner!.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([12, -2]);
  expect(projectOnPath(line, [5, -3]).rightMetres).toBe(3);
});
