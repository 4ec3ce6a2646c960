import { expect, it } from "vitest";
import { Recent } from "./recent.ts";

it("keeps what was used last, up to its weight", () => {
  const recent = new Recent<string>(3);
  recent.set("a", "A");
  recent.set("b", "B");
  recent.set("c", "C");
  expect(recent.get("a")).toBe("A");
  recent.set("d", "D");
  expect([recent.get("a"), recent.get("b"), recent.get("c"), recent.get("d")]).toEqual([
    "A",
    undefined,
    "C",
    "D",
  ]);
  recent.set("e", "E", 2);
  expect([recent.get("a"), recent.get("c"), recent.get("d"), recent.get("e")]).toEqual([
    undefined,
    undefined,
    "D",
    "E",
  ]);
});

it("does not keep what is heavier than all of it, and counts what is set anew once", () => {
  const recent = new Recent<string>(3);
  recent.set("a", "A", 4);
  expect(recent.get("a")).toBeUndefined();
  for (let turn = 0; turn < 5; turn++) recent.set("b", "B", 2);
  recent.set("c", "C");
  expect([recent.get("b"), recent.get("c")]).toEqual(["B", "C"]);
  recent.clear();
  recent.set("d", "D", 3);
  expect(recent.get("d")).toBe("D");
});
