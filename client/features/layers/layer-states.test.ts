import { expect, test } from "vitest";
import { LAYER_IDS } from "../../../domain/layers/layers.ts";
import { changeLayer, layerStates } from "./layer-states.ts";

test("every layer has a state, and only what was changed is kept", () => {
  expect(Object.keys(layerStates(undefined)).sort()).toEqual([...LAYER_IDS].sort());
  const hidden = changeLayer(undefined, "trees", { visible: false });
  expect(hidden).toEqual({ trees: { visible: false, opacity: 1 } });
  expect(layerStates(hidden).trees).toEqual({ visible: false, opacity: 1 });
  expect(layerStates(hidden).buildings?.visible).toBe(true);
  const faint = changeLayer(hidden, "buildings", { opacity: 0.5 });
  expect(changeLayer(faint, "trees", { visible: true })).toEqual({
    buildings: { visible: true, opacity: 0.5 },
  });
  expect(changeLayer(hidden, "trees", { visible: true })).toBeUndefined();
});
