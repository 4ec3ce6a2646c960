import { expect, test } from "vitest";
import { assembleRings, groupRings } from "./rings.ts";

test("ways are joined end to end, whichever way they run", () => {
  const { rings, openWays } = assembleRings([
    { id: 3, refs: [1, 2, 3], role: "outer" },
    { id: 2, refs: [5, 4, 3], role: "outer" },
    { id: 4, refs: [5, 1], role: "outer" },
  ]);
  expect(rings).toEqual([{ refs: [1, 2, 3, 4, 5, 1], role: "outer", wayId: 2 }]);
  expect(openWays).toEqual([]);
});

test("closed ways are rings of their own, and what closes on nothing is named", () => {
  const { rings, openWays } = assembleRings([
    { id: 1, refs: [1, 2, 3, 1], role: "outer" },
    { id: 2, refs: [7, 8], role: "outer" },
    { id: 3, refs: [8, 9], role: "outer" },
    { id: 4, refs: [5], role: "inner" },
  ]);
  expect(rings.map(({ wayId }) => wayId)).toEqual([1]);
  expect([...openWays].sort()).toEqual([2, 3, 4]);
});

test("where rings touch at a node, each goes on with ways of its own role", () => {
  const { rings } = assembleRings([
    { id: 1, refs: [1, 2, 3], role: "outer" },
    { id: 2, refs: [3, 5, 6], role: "inner" },
    { id: 3, refs: [6, 3], role: "inner" },
    { id: 4, refs: [3, 4, 1], role: "outer" },
  ]);
  expect(rings.map(({ role, refs }) => [role, refs.length])).toEqual([
    ["outer", 5],
    ["inner", 4],
  ]);
});

type Place = readonly [number, number];
const square = (x: number, y: number, size: number): Place[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

test("holes go to the smallest ring around them, rings without a role by where they lie", () => {
  const { polygons, strayWays } = groupRings([
    { places: square(0, 0, 10), role: "outer", wayId: 5 },
    { places: square(1, 1, 2), role: "inner", wayId: 6 },
    { places: square(20, 0, 10), role: "", wayId: 4 },
    { places: square(21, 1, 2), role: "", wayId: 7 },
    { places: square(50, 50, 2), role: "inner", wayId: 8 },
  ]);
  expect(polygons.map(({ wayId, rings }) => [wayId, rings.length])).toEqual([
    [4, 2],
    [5, 2],
  ]);
  expect(strayWays).toEqual([8]);
});

test("a hole that shares corners with its ring is still in it", () => {
  const hole: Place[] = [
    [0, 0],
    [5, 5],
    [0, 10],
    [0, 0],
  ];
  const { polygons } = groupRings([
    { places: square(0, 0, 10), role: "outer", wayId: 1 },
    { places: hole, role: "inner", wayId: 2 },
  ]);
  expect(polygons[0]?.rings).toHaveLength(2);
});
