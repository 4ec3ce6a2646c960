import { expect, it } from "vitest";
import { isSnapshot } from "./snapshot.ts";

it.each(["1:1:", "10:20:10,14,15", "739:739:", "10:12:10"])("takes %s", (text) => {
  expect(isSnapshot(text)).toBe(true);
});

it.each([
  ["nothing", ""],
  ["words", "latest"],
  ["a number alone", "12"],
  ["bounds the wrong way round", "20:10:"],
  ["one under way below the bounds", "10:20:9"],
  ["one under way beyond the bounds", "10:20:20"],
  ["two in the wrong order", "10:20:15,12"],
  ["one twice", "10:20:12,12"],
  ["a zero", "0:5:"],
  ["more than the database counts", "1:9999999999999999999:"],
  ["a comma too many", "10:20:12,"],
  ["a megabyte", `1:5000:${"2,".repeat(20_000)}3`],
])("refuses %s", (_, text) => {
  expect(isSnapshot(text)).toBe(false);
});
