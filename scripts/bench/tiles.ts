/**
 * What tiling costs: buildings a second and bytes a building, packed beside plain in the same run, and the whole
 * beside the bare reading of the same rows. On the database that DATABASE_URL names, else on an embedded one,
 * with the sample city.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildTiles } from "../../server/features/tiles/build-tiles.ts";
import { makeBuildingTile } from "../../server/features/tiles/building-tile.ts";
import { openTileIo, type Packing } from "../../server/features/tiles/glb.ts";
import { findPieces, getTiledCity, listBuildings, listCentroids } from "../../server/features/tiles/store.ts";
import { readConfig } from "../../server/platform/config.ts";
import type { Database } from "../../server/platform/db.ts";
import { openLog } from "../../server/platform/log.ts";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase } from "../setup/open-database.ts";
import { prepareCity } from "../setup/prepare-city.ts";

const CITY = "sample";
const BUILDINGS_PER_TILE = 500;

export async function bench(print: (figure: object) => void): Promise<void> {
  const config = readConfig({
    ...process.env,
    LOG_LEVEL: "silent",
    DECUMANO_CITY: CITY,
    DECUMANO_HOME: join(projectFolder, ".decumano", "bench"),
  });
  const { database, stop } = await openServedDatabase(config, openLog(config.logLevel));
  const folder = await mkdtemp(join(tmpdir(), "decumano-bench-"));
  try {
    await prepareCity(database, CITY);
    const common = { bench: "tiles", database: database.kind };
    // Once unmeasured: the first run compiles the code and fills the database's cache.
    await packTiles(database, (await readTiles(database)).tiles.slice(0, 4), "compact");
    const { tiles, seconds: readSeconds } = await readTiles(database);
    const packed = await packTiles(database, tiles, "compact");
    const plain = await packTiles(database, tiles, "plain");
    for (const [figure, made] of [
      ["packed (meshopt, quantised)", packed],
      ["plain", plain],
    ] as const) {
      print({
        ...common,
        figure,
        buildings: made.buildings,
        tiles: tiles.length,
        buildingsPerSecond: Math.round(made.buildings / made.seconds),
        bytesPerBuilding: Math.round(made.bytes / made.buildings),
        gzipBytesPerBuilding: Math.round(made.gzipBytes / made.buildings),
        bytesRatioToPlain: ratio(made.bytes, plain.bytes),
        gzipRatioToPlain: ratio(made.gzipBytes, plain.gzipBytes),
        secondsRatioToSql: ratio(made.seconds, readSeconds),
      });
    }
    await printWhole(database, folder, readSeconds, (figure) => print({ ...common, ...figure }));
  } finally {
    await rm(folder, { recursive: true, force: true });
    await stop();
  }
}

type Tiles = Awaited<ReturnType<typeof listBuildings>>[];

async function listIds(database: Database): Promise<number[]> {
  const rows = await database.transaction(
    CITY,
    (db) => listCentroids(db, "building", { afterId: -1, limit: 1_000_000 }),
    { readOnly: true },
  );
  return rows.map(({ id }) => id);
}

/** The rows of every tile, and how long the database took for them alone. */
async function readTiles(database: Database): Promise<{ tiles: Tiles; seconds: number }> {
  const groups = inGroups(await listIds(database));
  const tiles: Tiles = [];
  const startedAt = performance.now();
  for (const ids of groups) {
    tiles.push(await database.transaction(CITY, (db) => listBuildings(db, ids), { readOnly: true }));
  }
  return { tiles, seconds: secondsSince(startedAt) };
}

async function packTiles(database: Database, tiles: Tiles, packing: Packing) {
  const io = await openTileIo();
  const transaction = <T>(work: Parameters<typeof database.transaction<T>>[1]) =>
    database.transaction(CITY, work, { readOnly: true });
  const { geoidUndulationMetres } = await transaction((db) => getTiledCity(db, CITY));
  const cut = (ids: readonly number[]) => transaction((db) => findPieces(db, "building", ids));
  const glbs: Uint8Array[] = [];
  const startedAt = performance.now();
  for (const tile of tiles) {
    glbs.push((await makeBuildingTile(tile, { io, geoidUndulationMetres, cut, packing })).glb);
  }
  const seconds = secondsSince(startedAt);
  return {
    seconds,
    buildings: tiles.reduce((sum, tile) => sum + tile.length, 0),
    bytes: glbs.reduce((sum, glb) => sum + glb.byteLength, 0),
    gzipBytes: glbs.reduce((sum, glb) => sum + gzipSync(glb, { level: 9 }).byteLength, 0),
  };
}

/** The layers, the plan, zipping, hashing and writing, as `npm run tiles` does. */
async function printWhole(
  database: Database,
  folder: string,
  readSeconds: number,
  print: (figure: object) => void,
): Promise<void> {
  const startedAt = performance.now();
  const ended = new Map<string, number>();
  const manifest = await buildTiles({
    database,
    city: CITY,
    folder,
    onProgress: ({ layer }) => ended.set(layer, secondsSince(startedAt)),
  });
  const { buildings } = manifest.layers;
  const buildingSeconds = ended.get("buildings")!;
  print({
    figure: "layer of buildings, read to written",
    buildingsPerSecond: Math.round(buildings.featureCount / buildingSeconds),
    gzipBytesPerBuilding: Math.round(buildings.gzipBytes / buildings.featureCount),
    secondsRatioToSql: ratio(buildingSeconds, readSeconds),
  });
  print({
    figure: "whole city",
    seconds: Math.round(secondsSince(startedAt) * 10) / 10,
    gzipMegabytes: Object.fromEntries(
      Object.entries(manifest.layers).map(([layer, { gzipBytes }]) => [
        layer,
        Math.round(gzipBytes / 1e4) / 100,
      ]),
    ),
    tiles: Object.values(manifest.layers).reduce((sum, { tileCount }) => sum + tileCount, 0),
    planTiles: manifest.plan.tileCount,
  });
  const again = performance.now();
  await buildTiles({ database, city: CITY, folder });
  print({ figure: "whole city, unchanged", milliseconds: Math.round(performance.now() - again) });
}

function inGroups(ids: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (let i = 0; i < ids.length; i += BUILDINGS_PER_TILE) groups.push(ids.slice(i, i + BUILDINGS_PER_TILE));
  return groups;
}

const secondsSince = (startedAt: number) => (performance.now() - startedAt) / 1000;
const ratio = (a: number, b: number) => Math.round((a / b) * 1000) / 1000;
