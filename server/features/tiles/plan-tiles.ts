/**
 * Mapbox Vector Tiles for the 2D plan. A whole city never sits in memory: the features of one tile of the
 * coarsest zoom are read, cut into all tiles below it, and let go.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Feature } from "geojson";
import geojsonvt, { type TileFeature, type TileIndex } from "geojson-vt";
import vtpbf from "vt-pbf";
import type { TilesManifest } from "../../../domain/layers/tiles-manifest.ts";
import type { Read } from "./build-layer.ts";
import { listPlanFeatures, PLAN_LAYERS, type PlanLayer } from "./plan-store.ts";
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

export interface PlanBuild {
  readonly folder: string;
  readonly extent: readonly [number, number, number, number];
  readonly read: Read;
  readonly signal?: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export async function buildPlanTiles(build: PlanBuild): Promise<TilesManifest["plan"]> {
  const { folder, extent, signal, onProgress } = build;
  const unfinished = join(folder, `${UNFINISHED}${randomUUID()}`);
  const content = createHash("sha256");
  const blocks = listTiles(extent, PLAN_MIN_ZOOM);
  const total = planTileCount(extent);
  let [tileCount, bytes] = [0, 0];
  try {
    for (const block of blocks) {
      const indexes = await readBlock(block, build);
      for (let z = PLAN_MIN_ZOOM; z <= PLAN_MAX_ZOOM; z++) {
        for (const tile of listTiles(extent, z).filter((candidate) => isUnder(candidate, block))) {
          signal?.throwIfAborted();
          const data = encodeTile(indexes, tile);
          content.update(`${tile.z}/${tile.x}/${tile.y}:${data.byteLength}\n`).update(data);
          await mkdir(join(unfinished, `${tile.z}/${tile.x}`), { recursive: true });
          await writeFile(join(unfinished, `${tile.z}/${tile.x}/${tile.y}.mvt`), data);
          tileCount++;
          bytes += data.byteLength;
        }
        onProgress(tileCount, total);
      }
    }
    const name = `plan-${content.digest("hex").slice(0, 16)}`;
    await putInPlace(unfinished, join(folder, name));
    return {
      template: `${name}/{z}/{x}/{y}.mvt`,
      minZoom: PLAN_MIN_ZOOM,
      maxZoom: PLAN_MAX_ZOOM,
      extent: [...extent],
      tileCount,
      bytes,
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

async function readBlock(block: TileAddress, build: PlanBuild): Promise<Map<PlanLayer, TileIndex>> {
  const box = widen(degreesOf(block), BUFFER_UNITS / UNITS);
  const indexes = new Map<PlanLayer, TileIndex>();
  for (const layer of PLAN_LAYERS) {
    const features: Feature[] = [];
    let afterId = -1;
    for (;;) {
      build.signal?.throwIfAborted();
      const page = await build.read((db) =>
        listPlanFeatures(db, layer, box, { afterId, limit: FEATURES_PER_PAGE }),
      );
      for (const { geometry, properties } of page) features.push({ type: "Feature", geometry, properties });
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
          indexMaxZoom: PLAN_MIN_ZOOM,
          buffer: BUFFER_UNITS,
          tolerance: 3,
          extent: UNITS,
        },
      ),
    );
  }
  return indexes;
}

function encodeTile(indexes: ReadonlyMap<PlanLayer, TileIndex>, { z, x, y }: TileAddress): Uint8Array {
  const layers: Parameters<typeof vtpbf.fromGeojsonVt>[0] = {};
  for (const [layer, index] of indexes) {
    if (z < (LEAST_ZOOM[layer] ?? PLAN_MIN_ZOOM)) continue;
    const tile = index.getTile(z, x, y);
    if (!tile || tile.features.length === 0) continue;
    const kept = z < LEAST_NAMED_ZOOM ? KEPT_FROM_AFAR[layer] : undefined;
    layers[layer] = kept ? { features: tile.features.map((feature) => keepTags(feature, kept)) } : tile;
  }
  return vtpbf.fromGeojsonVt(layers, { version: 2 });
}

function keepTags(feature: TileFeature, kept: readonly string[]): TileFeature {
  return { ...feature, tags: Object.fromEntries(kept.map((name) => [name, feature.tags[name]])) };
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

function isUnder(tile: TileAddress, block: TileAddress): boolean {
  const levels = tile.z - block.z;
  return tile.x >> levels === block.x && tile.y >> levels === block.y;
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
