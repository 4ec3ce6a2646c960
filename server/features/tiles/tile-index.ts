/** What every tile was made of, kept beside the tiles: what is made of the same again is not made again. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TileLayer } from "../../../domain/layers/tiles-manifest.ts";
import type { MadeTile } from "./make-tile.ts";
import { PRIVATE_FOLDER, writeWhole } from "./tile-files.ts";

export interface IndexedTile extends MadeTile {
  /** Of everything that the tile depends on. */
  readonly inputHash: string;
}

/** By the key of the tile's square. */
export type LayerIndex = ReadonlyMap<string, IndexedTile>;
export type TileIndex = Readonly<Record<TileLayer, LayerIndex>>;

const FILE = join(PRIVATE_FOLDER, "index.json");

/** Empty when there is none, or when it is one of another tiler. */
export async function readIndex(folder: string, tiler: number): Promise<TileIndex> {
  const none: TileIndex = { buildings: new Map(), ground: new Map(), trees: new Map() };
  try {
    const read = JSON.parse(await readFile(join(folder, FILE), "utf8")) as {
      tiler: number;
      layers: Record<TileLayer, [string, IndexedTile][]>;
    };
    if (read.tiler !== tiler) return none;
    const { buildings, ground, trees } = read.layers;
    return { buildings: new Map(buildings), ground: new Map(ground), trees: new Map(trees) };
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return none;
    throw error;
  }
}

export async function writeIndex(folder: string, tiler: number, index: TileIndex): Promise<void> {
  // In one order, whichever tile was ready first.
  const inOrder = (tiles: LayerIndex) => [...tiles].sort(([a], [b]) => (a < b ? -1 : 1));
  const layers = Object.fromEntries(Object.entries(index).map(([layer, tiles]) => [layer, inOrder(tiles)]));
  await writeWhole(join(folder, FILE), Buffer.from(JSON.stringify({ tiler, layers })), "always");
}
