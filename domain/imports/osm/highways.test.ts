import { expect, test } from "vitest";
import { classOfHighway, classOfStreet, directionOf, isCrossing, mainHighway } from "./highways.ts";

test("of several words the most important counts", () => {
  expect(mainHighway("['unclassified', 'primary']")).toBe("primary");
  expect(mainHighway("['motorway_link', 'motorway']")).toBe("motorway");
  expect(mainHighway("residential")).toBe("residential");
  expect([mainHighway("construction"), mainHighway(null)]).toEqual([null, null]);
});

test("classes follow the word, and no street is a motorway", () => {
  expect(["trunk", "secondary_link", "tertiary", "service", "steps"].map(classOfHighway)).toEqual([
    "main",
    "area_collector",
    "local_collector",
    "lot",
    "pedestrian",
  ]);
  expect([classOfStreet("motorway"), classOfStreet("lot")]).toEqual(["main", "lot"]);
});

test("direction as tagged, else as implied", () => {
  expect(["yes", "1", "-1", "no", undefined].map((oneway) => directionOf({ oneway }))).toEqual([
    1, 1, -1, 0, 0,
  ]);
  expect(directionOf({ junction: "roundabout" })).toBe(1);
  expect(directionOf({ junction: "roundabout", oneway: "no" })).toBe(0);
  expect(directionOf({ highway: "motorway" })).toBe(1);
});

test("a bridge is one unless it says no", () => {
  expect(["yes", "viaduct", "no", undefined, "building_passage"].map(isCrossing)).toEqual([
    true,
    true,
    false,
    false,
    true,
  ]);
});
