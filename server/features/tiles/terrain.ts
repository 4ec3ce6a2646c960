/** The relief as terrain that any reader of quantized-mesh takes: `layer.json` and a pyramid of geographic tiles. */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { heightAt, type Relief } from "../../../domain/geo/relief.ts";
import type { TilesManifest } from "../../../domain/layers/tiles-manifest.ts";
import { encodeQuantizedMesh } from "./quantized-mesh.ts";
import { hashRelief } from "./relief-file.ts";
import { putInPlace, UNFINISHED } from "./tile-files.ts";

/** Vertices along a side: at the last zoom about one for each point of the relief. */
const SIDE = 65;
const LAST_ZOOM = 16;

type Terrain = NonNullable<TilesManifest["terrain"]>;

interface Range {
  readonly startX: number;
  readonly startY: number;
  readonly endX: number;
  readonly endY: number;
}

/** Named by what it is made of; a folder of that name is there whole, since it only appears by one rename. */
export async function writeTerrain(
  folder: string,
  relief: Relief,
  geoidUndulationMetres: number,
  tiler: number,
): Promise<Terrain> {
  const maxZoom = zoomOf(relief);
  const ranges = Array.from({ length: maxZoom + 1 }, (_, zoom) => rangeAt(relief, zoom));
  const hash = createHash("sha256").update(`${tiler} ${hashRelief(relief)} ${geoidUndulationMetres}`);
  const name = `terrain-${hash.digest("hex").slice(0, 16)}`;
  const unfinished = join(folder, `${UNFINISHED}${randomUUID()}`);
  let [tileCount, bytes] = [0, 0];
  try {
    await mkdir(unfinished, { recursive: true });
    await writeFile(join(unfinished, "layer.json"), layerJson(relief, ranges));
    for (const [zoom, range] of ranges.entries()) {
      for (let x = range.startX; x <= range.endX; x++) {
        await mkdir(join(unfinished, `${zoom}/${x}`), { recursive: true });
        for (let y = range.startY; y <= range.endY; y++) {
          const tile = encodeTile(relief, geoidUndulationMetres, zoom, x, y);
          await writeFile(join(unfinished, `${zoom}/${x}/${y}.terrain`), tile);
          tileCount++;
          bytes += tile.byteLength;
        }
      }
    }
    await putInPlace(unfinished, join(folder, name));
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return { folder: name, maxZoom, tileCount, bytes };
}

/** Degrees along a tile's side: the first zoom has two tiles for the whole earth. */
const degreesAt = (zoom: number) => 180 / 2 ** zoom;

/** The first zoom at which a tile's vertices lie as near to each other as the relief's points. */
function zoomOf({ stepEast, stepNorth }: Relief): number {
  let zoom = 0;
  while (zoom < LAST_ZOOM && degreesAt(zoom) / (SIDE - 1) > Math.min(stepEast, stepNorth)) zoom++;
  return zoom;
}

/** Readers ask for both tiles of the first zoom whatever there is to see. */
function rangeAt({ west, south, stepEast, stepNorth, columns, rows }: Relief, zoom: number): Range {
  if (zoom === 0) return { startX: 0, startY: 0, endX: 1, endY: 0 };
  const column = (longitude: number) => Math.floor((longitude + 180) / degreesAt(zoom));
  const row = (latitude: number) => Math.floor((latitude + 90) / degreesAt(zoom));
  return {
    startX: column(west),
    startY: row(south),
    endX: column(west + stepEast * (columns - 1)),
    endY: row(south + stepNorth * (rows - 1)),
  };
}

function layerJson(relief: Relief, ranges: readonly Range[]): string {
  const { west, south, stepEast, stepNorth, columns, rows } = relief;
  return JSON.stringify({
    tilejson: "2.1.0",
    format: "quantized-mesh-1.0",
    version: "1.0.0",
    scheme: "tms",
    projection: "EPSG:4326",
    tiles: ["{z}/{x}/{y}.terrain"],
    minzoom: 0,
    maxzoom: ranges.length - 1,
    bounds: [-180, -90, 180, 90],
    valid_bounds: [west, south, west + stepEast * (columns - 1), south + stepNorth * (rows - 1)],
    available: ranges.map((range) => [range]),
  });
}

function encodeTile(relief: Relief, undulation: number, zoom: number, x: number, y: number): Buffer {
  const degrees = degreesAt(zoom);
  const [west, south] = [x * degrees - 180, y * degrees - 90];
  const heights = new Float64Array(SIDE * SIDE);
  for (let i = 0; i < heights.length; i++) {
    const longitude = west + ((i % SIDE) / (SIDE - 1)) * degrees;
    const latitude = south + (Math.floor(i / SIDE) / (SIDE - 1)) * degrees;
    heights[i] = heightAt(relief, longitude, latitude) + undulation;
  }
  return encodeQuantizedMesh({
    west,
    south,
    east: west + degrees,
    north: south + degrees,
    side: SIDE,
    heights,
  });
}
