/** What lies under a point of the canvas, as the page wants to know it. */
import { Cartesian2, Cesium3DTileFeature, type Scene } from "@cesium/engine";
import type { Pick } from "../city-view.ts";
import type { CityTiles } from "./city-tiles.ts";

/** A fingertip or an unsteady hand: a trench is 2.5 m wide. */
const REACH_PIXELS = 7;

type Value = string | number | boolean | null;

export function pickAt(scene: Scene, tiles: CityTiles, x: number, y: number): Pick | null {
  const picked: unknown = scene.pick(new Cartesian2(x, y), REACH_PIXELS, REACH_PIXELS);
  if (isPhasePick(picked)) return picked;
  if (!(picked instanceof Cesium3DTileFeature)) return null;
  const layer = tiles.findLayer(picked.tileset);
  if (layer === null) return null;
  const properties: Record<string, Value> = {};
  for (const name of picked.getPropertyIds()) {
    const value: unknown = picked.getProperty(name);
    properties[name] = isValue(value) ? readable(value) : null;
  }
  return { kind: "feature", layer, properties };
}

/** Tiles hold 32-bit numbers: 22.6 comes back as 22.600000381469727, of which seven figures are meant. */
function readable(value: Value): Value {
  return typeof value === "number" ? Number(value.toPrecision(7)) : value;
}

function isPhasePick(picked: unknown): picked is Extract<Pick, { kind: "phase" }> {
  return typeof picked === "object" && picked !== null && "kind" in picked && picked.kind === "phase";
}

function isValue(value: unknown): value is Value {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
