import { expect, test } from "vitest";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { searchRules } from "./rules-search.ts";

const found = (text: string) => searchRules(RULES, text).map(({ id }) => id);

test.each([
  ["marciapiede 495", ["pedestrian-corridor"]],
  ["PAVEMENT 495", ["pedestrian-corridor"]],
  ["scuola", ["school-term"]],
  ["marciapiede radici", []],
])("%s finds %j", (text, ids) => {
  expect(found(text)).toEqual(ids);
});

test("nothing typed finds all, marks do not count", () => {
  expect(found("  ")).toHaveLength(RULES.length);
  expect(found("città regolamento")).toEqual(found("citta REGOLAMENTO"));
});
