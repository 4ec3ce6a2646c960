/** The whole of a city's tiles: 3D for the scene, vector tiles for the plan, one manifest over both. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { TileLayer, TilesManifest } from "../../../domain/layers/tiles-manifest.ts";
import { type Database, quoteSchema } from "../../platform/db.ts";
import { buildLayer, CityChanged, type LayerBuild, type Read } from "./build-layer.ts";
import { makeBuildingTile } from "./building-tile.ts";
import { openTileIo } from "./glb.ts";
import { makeGroundTile } from "./ground-tile.ts";
import { buildPlanTiles } from "./plan-tiles.ts";
import {
  findPieces,
  getTiledCity,
  listBuildings,
  listContentHashes,
  listGround,
  listTrees,
  type TiledCity,
} from "./store.ts";
import { findManifest, isComplete, sweep, withBuildLock, writeManifest } from "./tile-files.ts";
import { makeTreeTile } from "./tree-tile.ts";

/** Part of the input's hash: raise it with every change to what the tiler writes. */
const TILER_VERSION = 4;
const GENERATOR = `decumano tiler ${TILER_VERSION}`;

/**
 * Quadtree cells with more corners are split. Gzipped, a corner of a building takes 22 to 28 bytes, one of the
 * ground 11, a tree 33: a tile stays around or below 100 kB.
 */
const MAXIMUM_CORNERS: Readonly<Record<TileLayer, number>> = {
  buildings: 4_000,
  ground: 8_000,
  trees: 3_000,
};

export interface TileProgress {
  readonly layer: TileLayer | "plan";
  readonly done: number;
  readonly total: number;
}

export interface TileBuild {
  readonly database: Database;
  readonly city: string;
  /** The city's files go to `<folder>/<city>/`. */
  readonly folder: string;
  readonly onProgress?: (progress: TileProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Builds what is missing and returns the manifest in force. With the data and the tiler unchanged nothing is
 * built. When cancelled, or when it throws, the former manifest and all it leads to stay as they were.
 */
export async function buildTiles({
  database,
  city,
  folder,
  onProgress,
  signal,
}: TileBuild): Promise<TilesManifest> {
  // Also what keeps `city` from leading out of the folder.
  quoteSchema(city);
  const cityFolder = join(folder, city);
  const read: Read = (work) => database.transaction(city, work, { readOnly: true });
  return withBuildLock(cityFolder, async () => {
    const { tiledCity, inputHash } = await readInput(read, city);
    const former = await findManifest(cityFolder);
    if (former?.inputHash === inputHash && (await isComplete(cityFolder, former))) return former;

    const layerBuild = (layer: TileLayer): LayerBuild => ({
      folder: cityFolder,
      read,
      signal,
      generator: GENERATOR,
      onProgress: (done, total) => onProgress?.({ layer, done, total }),
    });
    const layers = await buildLayers(tiledCity, layerBuild);
    const plan = await buildPlanTiles({
      ...layerBuild("ground"),
      extent: tiledCity.extent,
      onProgress: (done, total) => onProgress?.({ layer: "plan", done, total }),
    });

    signal?.throwIfAborted();
    if ((await readInput(read, city)).inputHash !== inputHash) throw new CityChanged();
    const builtAt = new Date().toISOString();
    const manifest: TilesManifest = {
      version: 1,
      city,
      builtAt,
      inputHash,
      layers,
      plan,
      relief: null,
      terrain: null,
    };
    await writeManifest(cityFolder, manifest);
    await sweep(cityFolder, manifest);
    return manifest;
  });
}

async function buildLayers(
  { geoidUndulationMetres }: TiledCity,
  layerBuild: (layer: TileLayer) => LayerBuild,
): Promise<TilesManifest["layers"]> {
  const io = await openTileIo();
  const cutting = (table: "building" | "ground", read: Read) => ({
    io,
    geoidUndulationMetres,
    cut: (ids: readonly number[]) => read((db) => findPieces(db, table, ids)),
  });
  const [buildingsBuild, groundBuild] = [layerBuild("buildings"), layerBuild("ground")];
  const buildings = await buildLayer(
    {
      table: "building",
      maximumCorners: MAXIMUM_CORNERS.buildings,
      read: listBuildings,
      make: (features) => makeBuildingTile(features, cutting("building", buildingsBuild.read)),
    },
    buildingsBuild,
  );
  const ground = await buildLayer(
    {
      table: "ground",
      maximumCorners: MAXIMUM_CORNERS.ground,
      read: listGround,
      make: (features) => makeGroundTile(features, cutting("ground", groundBuild.read)),
    },
    groundBuild,
  );
  const trees = await buildLayer(
    {
      table: "tree",
      maximumCorners: MAXIMUM_CORNERS.trees,
      read: listTrees,
      make: (features) => makeTreeTile(features, { io, geoidUndulationMetres }),
    },
    layerBuild("trees"),
  );
  return { buildings, ground, trees };
}

async function readInput(read: Read, city: string): Promise<{ tiledCity: TiledCity; inputHash: string }> {
  return read(async (db) => {
    const tiledCity = await getTiledCity(db, city);
    const datasets = await listContentHashes(db);
    const inputHash = createHash("sha256")
      .update(JSON.stringify({ TILER_VERSION, tiledCity, datasets }))
      .digest("hex");
    return { tiledCity, inputHash };
  });
}
