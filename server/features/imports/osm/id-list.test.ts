import { expect, test } from "vitest";
import { findId, IdList } from "./id-list.ts";

test("each id comes once, ascending, with how often it was given", () => {
  const list = new IdList();
  for (const id of [7, 12_000_000_001, 3, 7, 7]) list.push(id);
  const { ids, counts } = list.takeCounted();
  expect([...ids]).toEqual([3, 7, 12_000_000_001]);
  expect([...counts]).toEqual([1, 3, 1]);
  expect([3, 7, 12_000_000_001, 4, 13_000_000_000].map((id) => findId(ids, id))).toEqual([0, 1, 2, -1, -1]);
});

test("more ids than the first block holds, one of them 300 times", () => {
  const list = new IdList();
  for (let id = 70_000; id > 0; id--) list.push(id);
  for (let i = 0; i < 299; i++) list.push(5);
  const { ids, counts } = list.takeCounted();
  expect(ids).toHaveLength(70_000);
  expect([ids[0], ids[69_999], counts[4], counts[5]]).toEqual([1, 70_000, 255, 1]);
});

test("an empty list stays empty", () => {
  const { ids } = new IdList().takeCounted();
  expect(ids).toHaveLength(0);
  expect(findId(ids, 1)).toBe(-1);
});
