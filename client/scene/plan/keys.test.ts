import { describe, expect, it } from "vitest";
import { actionOfKey } from "./keys.ts";

const press = (
  key: string,
  held: Partial<Record<"shiftKey" | "ctrlKey" | "altKey" | "metaKey", boolean>> = {},
) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

describe("keys on the plan", () => {
  it("moves, zooms, turns and rights the sheet", () => {
    expect(actionOfKey(press("ArrowLeft"), "none")).toMatchObject({ kind: "pan", up: 0 });
    expect(actionOfKey(press("ArrowUp"), "none")).toMatchObject({ kind: "pan", right: 0 });
    expect(actionOfKey(press("+"), "none")).toEqual({ kind: "zoom", steps: 1 });
    expect(actionOfKey(press("-"), "none")).toEqual({ kind: "zoom", steps: -1 });
    expect(actionOfKey(press("ArrowRight", { shiftKey: true }), "none")).toMatchObject({ kind: "rotate" });
    expect(actionOfKey(press("Home"), "none")).toEqual({ kind: "north-up" });
    expect(actionOfKey(press("Enter"), "none")).toEqual({ kind: "pick" });
  });

  it("leaves the clock, the browser and the tool keys alone", () => {
    for (const key of [" ", "Escape", "Delete", "l", "d", "v", "/", "Tab", "PageUp"]) {
      expect(actionOfKey(press(key), "none")).toBeNull();
    }
    expect(actionOfKey(press("z", { ctrlKey: true }), "none")).toBeNull();
    expect(actionOfKey(press("+", { ctrlKey: true }), "line")).toBeNull();
    expect(actionOfKey(press("ArrowLeft", { altKey: true }), "none")).toBeNull();
  });

  it("draws: a vertex under the cross, back, done, off", () => {
    expect(actionOfKey(press(" "), "line")).toEqual({ kind: "place-vertex", free: false });
    expect(actionOfKey(press("z", { ctrlKey: true }), "area")).toEqual({ kind: "take-back" });
    expect(actionOfKey(press("z", { ctrlKey: true, shiftKey: true }), "area")).toBeNull();
    expect(actionOfKey(press("Backspace"), "line")).toEqual({ kind: "remove-vertex" });
    expect(actionOfKey(press("Enter"), "area")).toEqual({ kind: "finish" });
    expect(actionOfKey(press("Escape"), "vertices")).toEqual({ kind: "cancel" });
  });

  it("moves in finer steps while drawing", () => {
    const reach = (tool: "none" | "line") => {
      const action = actionOfKey(press("ArrowRight"), tool);
      return action?.kind === "pan" ? action.right : Number.NaN;
    };
    expect(reach("line")).toBeLessThan(reach("none"));
  });
});
