import { afterEach, expect, it } from "vitest";
import { rememberLibrarySymbols } from "./fast-symbols.ts";

const original = Object.keys;
afterEach(() => {
  Object.keys = original;
});

it("lists a library's symbols once, and everything else afresh", () => {
  rememberLibrarySymbols();
  const library: Record<string, unknown> = { __wasm_call_ctors: 0, ST_Area: 1 };
  expect(Object.keys(library)).toEqual(["__wasm_call_ctors", "ST_Area"]);
  expect(Object.keys(library)).toBe(Object.keys(library));
  const other: Record<string, unknown> = { a: 1 };
  expect(Object.keys(other)).toEqual(["a"]);
  other.b = 2;
  expect(Object.keys(other)).toEqual(["a", "b"]);
  expect(Object.keys("ab" as unknown as object)).toEqual(["0", "1"]);
});
