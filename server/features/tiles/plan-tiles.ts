/**
 * Mapbox Vector Tiles for the 2D plan. A whole city never sits in memory: the features of one square at a time are
 * read, cut into the tiles below it, and let go; and a square whose features stayed as they were is not cut again.
 */
import { createHash, randomUUID } from "node:crypto";
import { copyFile, link, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Feature } from "geojson";
import geojsonvt, { type TileIndex } from "geojson-vt";
import vtpbf from "vt-pbf";
import type { TilesManifest } from "../../../domain/layers/tiles-manifest.ts";
import type { Read } from "./build-layer.ts";
import type { PlanIndex, PlanUnitEntry } from "./plan-index.ts";
import { hashPlanFeatures, listPlanFeatures, PLAN_LAYERS, type PlanLayer } from "./plan-store.ts";
import { putInPlace, UNFINISHED } from "./tile-files.ts";

const PLAN_MIN_ZOOM = 13;
/** 5 cm to a unit of the tile; the client enlarges these beyond. */
const PLAN_MAX_ZOOM = 17;
/** Below its zoom a layer would be a smear. */
const LEAST_ZOOM: Readonly<Partial<Record<PlanLayer, number>>> = { tree: 16, transit_stop: 15 };
/** From this zoom a feature can be told from its neighbour, so it says which one it is. */
const LEAST_NAMED_ZOOM = 16;
/** What the style needs from afar; the other attributes would be half of a coarse tile's bytes. */
const KEPT_FROM_AFAR: Readonly<Partial<Record<PlanLayer, readonly string[]>>> = {
  ground: ["kind"],
  building: [],
};
/** A page of these takes the embedded database 30 to 60 ms. */
const FEATURES_PER_PAGE = 2_000;
const UNITS = 4096;
/** Drawn this far over a tile's edge, so that outlines and labels meet across it. */
const BUFFER_UNITS = 96;

/**
 * What is read and cut at once: a square of the first zoom, and the zooms it is cut into. Read as one, the squares of
 * zoom 13 held a quarter of a dense city with its trees.
 */
const UNITS_BY_ZOOM = [
  { zoom: PLAN_MIN_ZOOM, lastZoom: 14 },
  { zoom: 15, lastZoom: PLAN_MAX_ZOOM },
] as const;

export interface PlanBuild {
  readonly folder: string;
  readonly extent: readonly [number, number, number, number];
  readonly read: Read;
  /** What is in the folder from the last time. */
  readonly former: PlanIndex;
  readonly signal?: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface BuiltPlan {
  readonly plan: TilesManifest["plan"];
  readonly index: PlanIndex;
}

/** Cuts the units whose features are others than the last time, and takes the other units' files over as they are. */
export async function buildPlanTiles(build: PlanBuild): Promise<BuiltPlan> {
  const { folder, extent, signal, onProgress } = build;
  const unfinished = join(folder, `${UNFINISHED}${randomUUID()}`);
  const units = new Map<string, PlanUnitEntry>();
  const total = planTileCount(extent);
  let done = 0;
  try {
    for (const unit of listUnits(extent)) {
      signal?.throwIfAborted();
      const inputHash = await hashUnit(unit, build.read);
      const entry =
        (await takeOver(unit, inputHash, build, unfinished)) ??
        (await cut(unit, inputHash, build, unfinished));
      units.set(unit.key, entry);
      done += entry.tiles;
      onProgress(done, total);
    }
    const content = createHash("sha256");
    for (const [key, { contentHash }] of units) content.update(`${key} ${contentHash}\n`);
    const name = `plan-${content.digest("hex").slice(0, 16)}`;
    await putInPlace(unfinished, join(folder, name));
    const sum = (of: (entry: PlanUnitEntry) => number) =>
      [...units.values()].reduce((before, entry) => before + of(entry), 0);
    return {
      plan: {
        template: `${name}/{z}/{x}/{y}.mvt`,
        minZoom: PLAN_MIN_ZOOM,
        maxZoom: PLAN_MAX_ZOOM,
        extent: [...extent],
        tileCount: sum(({ tiles }) => tiles),
        bytes: sum(({ bytes }) => bytes),
      },
      index: { folder: name, units },
    };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

interface Unit {
  readonly key: string;
  readonly square: TileAddress;
  /** Those of its zooms that touch the extent, the coarsest first. */
  readonly tiles: readonly TileAddress[];
  readonly layers: readonly PlanLayer[];
}

const nameOf = ({ z, x, y }: TileAddress) => `${z}/${x}/${y}`;

function listUnits(extent: PlanBuild["extent"]): Unit[] {
  return UNITS_BY_ZOOM.flatMap(({ zoom, lastZoom }) => {
    const tilesBySquare = new Map<string, TileAddress[]>();
    for (let z = zoom; z <= lastZoom; z++) {
      for (const tile of listTiles(extent, z)) {
        const key = nameOf({ z: zoom, x: tile.x >> (z - zoom), y: tile.y >> (z - zoom) });
        const known = tilesBySquare.get(key);
        if (known) known.push(tile);
        else tilesBySquare.set(key, [tile]);
      }
    }
    const layers = PLAN_LAYERS.filter((layer) => leastZoomOf(layer) <= lastZoom);
    return [...tilesBySquare].map(([key, tiles]) => ({ key, square: tiles[0]!, tiles, layers }));
  });
}

const boxOf = ({ square }: Unit) => widen(degreesOf(square), BUFFER_UNITS / UNITS);
const leastZoomOf = (layer: PlanLayer): number => LEAST_ZOOM[layer] ?? PLAN_MIN_ZOOM;

async function hashUnit(unit: Unit, read: Read): Promise<string> {
  const features = await read((db) => hashPlanFeatures(db, unit.layers, boxOf(unit)));
  const tiles = unit.tiles.map(nameOf).join();
  return createHash("sha256").update(`${features} ${tiles}`).digest("hex").slice(0, 32);
}

/** Null: it was cut from something else, or its files are gone. */
async function takeOver(
  { key, tiles }: Unit,
  inputHash: string,
  { folder, former }: PlanBuild,
  unfinished: string,
): Promise<PlanUnitEntry | null> {
  const entry = former.units.get(key);
  if (former.folder === null || entry?.inputHash !== inputHash) return null;
  for (const tile of tiles) {
    const from = join(folder, former.folder, `${nameOf(tile)}.mvt`);
    const to = await pathOf(unfinished, tile);
    try {
      // A second name for the same file; a volume that has no such thing gets a copy.
      await link(from, to).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") throw error;
        return copyFile(from, to);
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw error;
    }
  }
  return entry;
}

async function cut(
  unit: Unit,
  inputHash: string,
  build: PlanBuild,
  unfinished: string,
): Promise<PlanUnitEntry> {
  const indexes = await readUnit(unit, build);
  const content = createHash("sha256");
  let bytes = 0;
  for (const tile of unit.tiles) {
    build.signal?.throwIfAborted();
    const data = encodeTile(indexes, tile);
    content.update(`${nameOf(tile)}:${data.byteLength}\n`).update(data);
    const path = await pathOf(unfinished, tile);
    // What was begun to be taken over is another name of a file that is in use: never written into.
    await rm(path, { force: true });
    await writeFile(path, data);
    bytes += data.byteLength;
  }
  return { inputHash, contentHash: content.digest("hex").slice(0, 32), tiles: unit.tiles.length, bytes };
}

async function pathOf(folder: string, { z, x, y }: TileAddress): Promise<string> {
  await mkdir(join(folder, `${z}/${x}`), { recursive: true });
  return join(folder, `${z}/${x}/${y}.mvt`);
}

async function readUnit(unit: Unit, build: PlanBuild): Promise<Map<PlanLayer, TileIndex>> {
  const { square, layers } = unit;
  const box = boxOf(unit);
  const isAfar = unit.tiles.at(-1)!.z < LEAST_NAMED_ZOOM;
  const indexes = new Map<PlanLayer, TileIndex>();
  for (const layer of layers) {
    const kept = isAfar ? KEPT_FROM_AFAR[layer] : undefined;
    const features: Feature[] = [];
    let afterId = -1;
    for (;;) {
      build.signal?.throwIfAborted();
      const page = await build.read((db) =>
        listPlanFeatures(db, layer, box, { afterId, limit: FEATURES_PER_PAGE }),
      );
      for (const { geometry, properties } of page) {
        features.push({ type: "Feature", geometry, properties: kept ? pick(properties, kept) : properties });
      }
      const last = page.at(-1);
      if (!last || page.length < FEATURES_PER_PAGE) break;
      afterId = last.id;
    }
    indexes.set(
      layer,
      geojsonvt(
        { type: "FeatureCollection", features },
        {
          maxZoom: PLAN_MAX_ZOOM,
          indexMaxZoom: square.z,
          buffer: BUFFER_UNITS,
          tolerance: 3,
          extent: UNITS,
        },
      ),
    );
  }
  return indexes;
}

const pick = <V>(from: Readonly<Record<string, V>>, names: readonly string[]): Record<string, V> =>
  Object.fromEntries(names.map((name) => [name, from[name]!]));

function encodeTile(indexes: ReadonlyMap<PlanLayer, TileIndex>, { z, x, y }: TileAddress): Uint8Array {
  const layers: Parameters<typeof vtpbf.fromGeojsonVt>[0] = {};
  for (const [layer, index] of indexes) {
    if (z < leastZoomOf(layer)) continue;
    const tile = index.getTile(z, x, y);
    if (!tile || tile.features.length === 0) continue;
    const kept = z < LEAST_NAMED_ZOOM ? KEPT_FROM_AFAR[layer] : undefined;
    layers[layer] = kept
      ? { features: tile.features.map((feature) => ({ ...feature, tags: pick(feature.tags, kept) })) }
      : tile;
  }
  return vtpbf.fromGeojsonVt(layers, { version: 2 });
}

/** All tiles that touch the extent, west to east, then north to south. */
function listTiles([west, south, east, north]: PlanBuild["extent"], z: number): TileAddress[] {
  const [left, top] = tileAt(west, north, z);
  const [right, bottom] = tileAt(east, south, z);
  const tiles: TileAddress[] = [];
  for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) tiles.push({ z, x, y });
  return tiles;
}

function planTileCount(extent: PlanBuild["extent"]): number {
  let count = 0;
  for (let z = PLAN_MIN_ZOOM; z <= PLAN_MAX_ZOOM; z++) count += listTiles(extent, z).length;
  return count;
}

/** Web Mercator (EPSG:3857) tile numbers, y from the north. */
function tileAt(longitude: number, latitude: number, z: number): [number, number] {
  const phi = (latitude * Math.PI) / 180;
  const across = 2 ** z;
  return [
    Math.floor(((longitude + 180) / 360) * across),
    Math.floor(((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * across),
  ];
}

type Box = readonly [number, number, number, number];

function degreesOf({ z, x, y }: TileAddress): Box {
  const across = 2 ** z;
  const latitude = (row: number) =>
    (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / across))) * 180) / Math.PI;
  return [(x / across) * 360 - 180, latitude(y + 1), ((x + 1) / across) * 360 - 180, latitude(y)];
}

function widen([west, south, east, north]: Box, fraction: number): Box {
  const [dx, dy] = [(east - west) * fraction, (north - south) * fraction];
  return [west - dx, south - dy, east + dx, north + dy];
}
