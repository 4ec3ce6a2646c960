/** The explicit tileset.json (3D Tiles 1.1) over one layer's tiles. */
import { type Region, RegionBuilder, regionVolume } from "./region.ts";
import type { WrittenFile } from "./tile-files.ts";

export interface PlacedTile {
  /** Null: nothing to draw here, only below. */
  readonly file: WrittenFile | null;
  readonly region: Region;
  readonly transform: readonly number[];
  /** 0 of a leaf. */
  readonly errorMetres: number;
  readonly children: readonly PlacedTile[];
}

interface TileJson {
  readonly boundingVolume: { readonly region: number[] };
  readonly geometricError: number;
  readonly refine?: "ADD" | "REPLACE";
  readonly transform?: readonly number[];
  readonly content?: { readonly uri: string };
  readonly children?: readonly TileJson[];
}

/**
 * From how far a city is drawn at all. Cesium shows a tileset within about 104 metres for each metre of error
 * (1080 lines, 60° field of view, at most 16 pixels of error): from 100 km, and from 40 km on a phone upright.
 */
const LEAST_ERROR_METRES = 1_000;

/** Several roots stand below one that has nothing of its own. */
export function tilesetJson(roots: readonly PlacedTile[], generator: string): string {
  const described = roots.map((root) => describe(root, null));
  const largest = roots.reduce((most, { errorMetres }) => Math.max(most, errorMetres), 0);
  const root = described.length === 1 ? described[0]!.json : containerOf(described, largest * 2);
  return JSON.stringify({
    asset: { version: "1.1", generator },
    geometricError: Math.max(largest * 4, LEAST_ERROR_METRES),
    root,
  });
}

interface Described {
  readonly json: TileJson;
  readonly region: Region;
}

/** @param above the transform that is in force where the tile stands, since a tile hands its own down */
function describe(tile: PlacedTile, above: readonly number[] | null): Described {
  const inForce = tile.file ? tile.transform : above;
  const children = tile.children.map((child) => describe(child, inForce));
  const around = new RegionBuilder();
  if (tile.file) around.addRegion(tile.region);
  for (const child of children) around.addRegion(child.region);
  const region = around.finish(0);
  const json: TileJson = {
    boundingVolume: { region: regionVolume(region) },
    geometricError: tile.errorMetres,
    refine: tile.file ? "REPLACE" : "ADD",
    ...(tile.file && {
      transform: above ? relativeTo(above, tile.transform) : tile.transform,
      content: { uri: tile.file.name },
    }),
    ...(children.length > 0 && { children: children.map((child) => child.json) }),
  };
  return { json, region };
}

function containerOf(children: readonly Described[], errorMetres: number): TileJson {
  if (children.length === 0) {
    return { boundingVolume: { region: [0, 0, 0, 0, 0, 0] }, geometricError: 0, refine: "ADD" };
  }
  const around = new RegionBuilder();
  for (const { region } of children) around.addRegion(region);
  return {
    boundingVolume: { region: regionVolume(around.finish(0)) },
    geometricError: errorMetres,
    refine: "ADD",
    children: children.map(({ json }) => json),
  };
}

/** inverse(above) · own, of rigid column-major 4 × 4 matrices. */
function relativeTo(above: readonly number[], own: readonly number[]): number[] {
  const relative = new Array<number>(16).fill(0);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 3; row++) {
      for (let k = 0; k < 3; k++) {
        const moved = own[column * 4 + k]! - (column === 3 ? above[12 + k]! : 0);
        relative[column * 4 + row]! += above[row * 4 + k]! * moved;
      }
    }
  }
  relative[15] = 1;
  return relative;
}
