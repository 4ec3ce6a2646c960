/** The calm model's colours (TWIN.md, SCREENS.md), as the renderer wants them. */
import type { GroundKind } from "../../../domain/city/city-data.ts";

/** Red, green, blue, linear, 0 to 255: glTF vertex colours are linear light, hex colours are sRGB. */
export type LinearColor = readonly [number, number, number];

export function linearColor(hex: string): LinearColor {
  const channel = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return Math.round(255 * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  };
  return [channel(1), channel(3), channel(5)];
}

export function shade(color: LinearColor, factor: number): LinearColor {
  return [Math.round(color[0] * factor), Math.round(color[1] * factor), Math.round(color[2] * factor)];
}

/** Neighbouring tones, so that the units of one block read apart. */
export const BUILDING_TONES = ["#f4f0e7", "#f0eadf", "#f6f2ea", "#ece5d8"].map(linearColor);
/**
 * The last one is of a building whose height is assumed: paler and colder than any other, so that it is not taken
 * for surveyed.
 */
export const ALL_BUILDING_TONES = [...BUILDING_TONES, linearColor("#fdfdfd")];
/** Soft greens: a crown is one of them, a row of trees shows several. */
export const CROWN_TONES = ["#a3b48c", "#93a87f", "#b1bd97"].map(linearColor);
/** The last one is of a tree whose size is assumed. */
export const ALL_CROWN_TONES = [...CROWN_TONES, linearColor("#ccd3c0")];
export const CREASE_COLOR = linearColor("#8d8778");
export const CREASE_ALPHA = 0.45;

/**
 * Colour, and metres above the surveyed level: neighbours on one level must not fight for the same depth, and
 * a kerb is a kerb. 12 cm is the height of one.
 */
export const GROUND_STYLES: Readonly<Record<GroundKind, { color: LinearColor; liftMetres: number }>> = {
  base: { color: linearColor("#e3dfd5"), liftMetres: -0.3 },
  water: { color: linearColor("#bfd0da"), liftMetres: -0.1 },
  carriageway: { color: linearColor("#b9bfc3"), liftMetres: 0 },
  rail: { color: linearColor("#c3bfb8"), liftMetres: 0.03 },
  courtyard: { color: linearColor("#dcd8cf"), liftMetres: 0.06 },
  square: { color: linearColor("#e4ddcf"), liftMetres: 0.1 },
  pavement: { color: linearColor("#d9d4c9"), liftMetres: 0.12 },
  arcade: { color: linearColor("#d3cbbd"), liftMetres: 0.14 },
  green: { color: linearColor("#c9d3b6"), liftMetres: 0.16 },
};

/**
 * Metres above the ground's level. A base that was drawn lies under everything; one that was worked out lies beside
 * the pavements, and goes on at their height: lower, each street would stand on a dark step of its own.
 */
export function liftMetresOf(kind: GroundKind, isLevelKnown: boolean): number {
  return GROUND_STYLES[kind === "base" && !isLevelKnown ? "pavement" : kind].liftMetres;
}

/** FNV-1a: the same feature always gets the same tone and turn, whatever stands beside it. */
export function featureHash(externalId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < externalId.length; i++) {
    hash = Math.imul(hash ^ externalId.charCodeAt(i), 0x01000193);
  }
  // A last stir: the low bits of FNV differ too regularly between consecutive ids.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
