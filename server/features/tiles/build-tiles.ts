/** The whole of a city's tiles: 3D for the scene, vector tiles for the plan, one manifest over both. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Relief } from "../../../domain/geo/relief.ts";
import type { TileLayer, TilesManifest } from "../../../domain/layers/tiles-manifest.ts";
import { type Database, quoteSchema } from "../../platform/db.ts";
import { type BuiltLayer, buildLayer, CityChanged, type LayerBuild, type Read } from "./build-layer.ts";
import type { FindPieces } from "./make-tile.ts";
import { readPlanIndex, writePlanIndex } from "./plan-index.ts";
import { buildPlanTiles } from "./plan-tiles.ts";
import { hashRelief, writeReliefFile } from "./relief-file.ts";
import { findPieces } from "./rows-store.ts";
import { findRelief, getTiledCity, listContentHashes, type TiledCity, type TiledTable } from "./store.ts";
import { writeTerrain } from "./terrain.ts";
import { openCrew, type TileCrew, threadsFor } from "./tile-crew.ts";
import { findManifest, isComplete, listNames, sweep, withBuildLock, writeManifest } from "./tile-files.ts";
import { readIndex, type TileIndex, writeIndex } from "./tile-index.ts";

/** Part of every input's hash: raise it with every change to what the tiler writes. */
const TILER_VERSION = 9;
const GENERATOR = `decumano tiler ${TILER_VERSION}`;

/**
 * Squares with more corners are split. Packed, a corner of a building takes 22 to 28 bytes, one of the
 * ground 11, a tree 33: a tile stays around or below 100 kB.
 */
const MAXIMUM_CORNERS: Readonly<Record<TileLayer, number>> = {
  buildings: 4_000,
  ground: 8_000,
  trees: 3_000,
};

const TABLES: Readonly<Record<TileLayer, TiledTable>> = {
  buildings: "building",
  ground: "ground",
  trees: "tree",
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
  /** Threads that make tiles, 1 for none but this one; as many as suit the city when left out. */
  readonly threads?: number;
}

/**
 * Builds what is missing and returns the manifest in force. With the data and the tiler unchanged nothing is
 * built, and after an edit only the tiles it touches are. When cancelled, or when it throws, the former manifest
 * and all it leads to stay as they were.
 */
export async function buildTiles(build: TileBuild): Promise<TilesManifest> {
  const { database, city, signal } = build;
  // Also what keeps `city` from leading out of the folder.
  quoteSchema(city);
  const folder = join(build.folder, city);
  const read: Read = (work) => database.transaction(city, work, { readOnly: true });
  return withBuildLock(folder, async () => {
    const input = await readInput(read, city);
    const { inputHash, tiledCity, relief } = input;
    const former = await findManifest(folder);
    if (former?.inputHash === inputHash && (await isComplete(folder, former))) return former;

    const { index, layers } = await buildLayers(build, folder, read, input);
    const { plan, index: planIndex } = await buildPlanTiles({
      folder,
      read,
      former: await readPlanIndex(folder, TILER_VERSION),
      signal,
      extent: tiledCity.extent,
      onProgress: (done, total) => build.onProgress?.({ layer: "plan", done, total }),
    });
    const { geoidUndulationMetres } = tiledCity;
    const files = relief && {
      relief: await writeReliefFile(folder, relief, geoidUndulationMetres),
      terrain: await writeTerrain(folder, relief, geoidUndulationMetres, TILER_VERSION),
    };

    signal?.throwIfAborted();
    if ((await readInput(read, city)).inputHash !== inputHash) throw new CityChanged();
    const manifest: TilesManifest = {
      version: 1,
      city,
      builtAt: new Date().toISOString(),
      inputHash,
      layers,
      plan,
      ...(files ?? { relief: null, terrain: null }),
    };
    await writeIndex(folder, TILER_VERSION, index);
    await writePlanIndex(folder, TILER_VERSION, planIndex);
    await writeManifest(folder, manifest);
    await sweep(
      folder,
      manifest,
      Object.values(index).flatMap((tiles) => [...tiles.values()]),
    );
    return manifest;
  });
}

async function buildLayers(
  { onProgress, signal, threads }: TileBuild,
  folder: string,
  read: Read,
  { tiledCity, relief, settingHash }: Input,
): Promise<{ layers: TilesManifest["layers"]; index: TileIndex }> {
  const { geoidUndulationMetres, levelMetres } = tiledCity;
  const setting = { folder, geoidUndulationMetres, levelMetres, relief };
  const former = await readIndex(folder, TILER_VERSION);
  const there = await listNames(folder);
  const find: FindPieces = (table, ids) => read((db) => findPieces(db, table, ids));
  const crews = new Map<number, TileCrew>();
  const build = (layer: TileLayer): LayerBuild => ({
    layer,
    table: TABLES[layer],
    maximumCorners: MAXIMUM_CORNERS[layer],
    folder,
    read,
    crewFor: async (tiles) => {
      const size = threads ?? threadsFor(tiles);
      const crew = crews.get(size) ?? (await openCrew(setting, find, size));
      crews.set(size, crew);
      return crew;
    },
    former: former[layer],
    there,
    settingHash,
    generator: GENERATOR,
    signal,
    onProgress: (done, total) => onProgress?.({ layer, done, total }),
  });
  try {
    const buildings = await buildLayer(build("buildings"));
    const ground = await buildLayer(build("ground"));
    const trees = await buildLayer(build("trees"));
    const pick = <K extends keyof BuiltLayer>(key: K) => ({
      buildings: buildings[key],
      ground: ground[key],
      trees: trees[key],
    });
    return { layers: pick("tiles"), index: pick("index") };
  } finally {
    for (const crew of crews.values()) await crew.close();
  }
}

interface Input {
  readonly tiledCity: TiledCity;
  readonly relief: Relief | null;
  /** Of what every tile depends on. */
  readonly settingHash: string;
  /** Of all that the build depends on. */
  readonly inputHash: string;
}

async function readInput(read: Read, city: string): Promise<Input> {
  return read(async (db) => {
    const tiledCity = await getTiledCity(db, city);
    const relief = await findRelief(db);
    const datasets = await listContentHashes(db);
    const { geoidUndulationMetres, levelMetres } = tiledCity;
    const level = relief ? null : levelMetres;
    const setting = { TILER_VERSION, geoidUndulationMetres, level, relief: hashRelief(relief) };
    const settingHash = hashOf(setting);
    return { tiledCity, relief, settingHash, inputHash: hashOf({ settingHash, tiledCity, datasets }) };
  });
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
