import { expect, test } from "vitest";
import { summariseNumbers } from "./house-numbers.ts";

test("house numbers are told by side, few by name and many from the first to the last", () => {
  expect(summariseNumbers([])).toEqual({ count: 0, even: null, odd: null });
  expect(summariseNumbers(["1", "2", "3/A", "4 bis"])).toEqual({ count: 4, even: "2, 4 bis", odd: "1, 3/A" });
  const side = Array.from({ length: 12 }, (_, index) => String(2 * index + 2));
  expect(summariseNumbers([...side, "7"])).toEqual({ count: 13, even: "2–24", odd: "7" });
});
