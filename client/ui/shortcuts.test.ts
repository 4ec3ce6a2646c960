import { expect, test } from "vitest";
import { findShortcut } from "./shortcuts.ts";

const run = () => {};
const shortcuts = [
  { key: "l", run },
  { key: "[", run },
  { key: "/", run },
  { key: "?", run },
  { key: "z", control: true, shift: false, run },
  { key: "z", control: true, shift: true, run },
];
const press = (
  key: string,
  held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "altGraph", boolean>> = {},
) =>
  findShortcut(
    { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, altGraph: false, ...held },
    shortcuts,
    true,
  );

test("a letter is the same with capitals on", () => {
  expect(press("L", { shiftKey: true })).toBe(shortcuts[0]);
});

test("characters count as typed: AltGr for the bracket, shift for the slash of an Italian keyboard", () => {
  expect(press("[", { ctrlKey: true, altKey: true, altGraph: true })).toBe(shortcuts[1]);
  expect(press("/", { shiftKey: true })).toBe(shortcuts[2]);
});

test("undo and redo are told apart by shift, on a Mac by the command key too", () => {
  expect(press("z", { ctrlKey: true })).toBe(shortcuts[4]);
  expect(press("Z", { metaKey: true, shiftKey: true })).toBe(shortcuts[5]);
});

test("a browser's own chord is left to it", () => {
  expect(press("l", { ctrlKey: true })).toBeNull();
  expect(press("l", { altKey: true })).toBeNull();
  expect(press("z")).toBeNull();
});

test("single characters can be switched off, chords stay", () => {
  const off = (key: string, ctrlKey = false) =>
    findShortcut(
      { key, ctrlKey, metaKey: false, altKey: false, shiftKey: false, altGraph: false },
      shortcuts,
      false,
    );
  expect(off("l")).toBeNull();
  expect(off("?")).toBeNull();
  expect(off("z", true)).toBe(shortcuts[4]);
});
