import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newDraft } from "./draft.ts";
import { findStoredDraft, storeDraft } from "./stored-draft.ts";

const draft = newDraft("7d4bdc0c-0f4e-4c8f-9a55-2f0e8f0d9a11", "roadwork", "2026-11-22", () => true);
let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a draft is found again in its own city only, until it is taken away", () => {
  expect(storeDraft("sample", draft)).toBe(true);
  expect(findStoredDraft("sample")).toEqual(draft);
  expect(findStoredDraft("torino")).toBeNull();
  expect(storeDraft("sample", null)).toBe(true);
  expect(kept.size).toBe(0);
  expect(findStoredDraft("sample")).toBeNull();
});

test("what another version wrote, or half of it, counts as none", () => {
  storeDraft("sample", draft);
  const [name, text] = [...kept][0]!;
  for (const damaged of [
    text.slice(0, 40),
    text.replace('"version":2', '"version":1'),
    "null",
    '{"version":1}',
  ]) {
    kept.set(name, damaged);
    expect(findStoredDraft("sample")).toBeNull();
  }
});

test("a storage that refuses says so", () => {
  vi.stubGlobal("localStorage", {
    getItem: () => null,
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
  });
  expect(storeDraft("sample", draft)).toBe(false);
});
