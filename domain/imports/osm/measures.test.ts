import { expect, test } from "vitest";
import { leastOf, readCount, readList, readMetres, readSpeed } from "./measures.ts";

test.each([
  ["12", 12],
  ["12.5 m", 12.5],
  ["12,5", 12.5],
  ["18 m", 18],
  [7.25, 7.25],
  ["10 ft", 3.048],
  ["6'6\"", 1.9812],
])("%s is %d m", (text, metres) => {
  expect(readMetres(text)).toBeCloseTo(metres, 9);
});

test.each(["", "tall", "-3", "12-14", "1,200", null, undefined, Number.NaN, "12 km"])(
  "%s is no length",
  (text) => {
    expect(readMetres(text)).toBeNull();
  },
);

test("a count is not negative and may be half a level", () => {
  expect(["5", "1.5", "0", 3].map(readCount)).toEqual([5, 1.5, 0, 3]);
  expect(["5+1", "-1", "", null].map(readCount)).toEqual([null, null, null, null]);
});

test("a speed is a number, not the name of a rule", () => {
  expect(["50", "50 km/h", "30 mph", 20].map(readSpeed)).toEqual([50, 50, 48, 20]);
  expect(["CH:urban", "walk", "none", "0", ""].map(readSpeed)).toEqual([null, null, null, null, null]);
});

test("lists as OpenStreetMap and as Python write them", () => {
  expect(readList("['50', '30']")).toEqual(["50", "30"]);
  expect(readList("['Sottopasso Michele Lanza', \"Corso Massimo D'Azeglio\", 'Corso Dogliotti']")).toEqual([
    "Sottopasso Michele Lanza",
    "Corso Massimo D'Azeglio",
    "Corso Dogliotti",
  ]);
  expect(readList("[23444821, 305690687]")).toEqual(["23444821", "305690687"]);
  expect(readList("['Corso D\\'Azeglio']")).toEqual(["Corso D'Azeglio"]);
  expect(readList("10;10N")).toEqual(["10", "10N"]);
  expect([readList(null), readList(""), readList(7)]).toEqual([[], [], ["7"]]);
});

test("of several values the least, of none nothing", () => {
  expect(leastOf("['60', '100', '80', '130']", readSpeed)).toBe(60);
  expect(leastOf("['CH:urban', '30']", readSpeed)).toBe(30);
  expect(leastOf(undefined, readSpeed)).toBeNull();
});
