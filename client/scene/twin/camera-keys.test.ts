import { describe, expect, it } from "vitest";
import type { Camera, DrawingTool } from "../city-view.ts";
import { actionOfKey } from "./camera-keys.ts";

const camera: Camera = {
  longitude: 7.68,
  latitude: 45.07,
  distanceMetres: 1000,
  headingDegrees: 40,
  pitchDegrees: -45,
};

function press(
  key: string,
  tool: DrawingTool = "none",
  held: { shiftKey?: boolean; ctrlKey?: boolean } = {},
) {
  const keys = { key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held };
  return actionOfKey(keys, camera, tool);
}
function moved(...args: Parameters<typeof press>): Camera {
  const action = press(...args);
  if (action?.kind !== "move") throw new Error(`expected a move, got ${JSON.stringify(action)}`);
  return action.camera;
}

describe("keys move the camera", () => {
  it("turns and tilts", () => {
    expect(moved("q").headingDegrees).toBe(30);
    expect(moved("e").headingDegrees).toBe(50);
    expect(moved("ArrowLeft", "none", { shiftKey: true }).headingDegrees).toBe(30);
    expect(moved("ArrowUp", "none", { shiftKey: true }).pitchDegrees).toBe(-40);
    expect(moved("Home")).toEqual({ ...camera, headingDegrees: 0 });
  });

  it("comes nearer and goes away by the same step", () => {
    expect(moved("+").distanceMetres).toBeCloseTo(800);
    expect(moved("-").distanceMetres).toBeCloseTo(1250);
  });

  it("pans finely while drawing", () => {
    const way = (next: Camera) =>
      Math.hypot(next.longitude - camera.longitude, next.latitude - camera.latitude);
    expect(way(moved("ArrowUp", "line"))).toBeLessThan(way(moved("ArrowUp")) / 3);
  });
});

describe("keys draw", () => {
  it("sets corners with Space only while drawing, picks with Enter only while not", () => {
    expect(press(" ")).toBeNull();
    expect(press(" ", "line")).toEqual({ kind: "place-vertex", free: false });
    expect(press("Enter")).toEqual({ kind: "pick" });
    // Terra Draw finishes on Enter itself.
    expect(press("Enter", "area")).toBeNull();
    expect(press("Escape", "vertices")).toEqual({ kind: "cancel" });
    expect(press("Backspace", "line")).toEqual({ kind: "take-vertex-back" });
  });
});

it("leaves the page its own keys", () => {
  for (const key of ["Tab", "l", "PageUp", "/", "Escape", "Delete"]) expect(press(key)).toBeNull();
  expect(press("+", "none", { ctrlKey: true })).toBeNull();
});
