import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Math as CesiumMath, CesiumTerrainProvider } from "@cesium/engine";
import express from "express";
import proj4 from "proj4";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CityData, GroundKind } from "../../domain/city/city-data.ts";
import { heightAt, type Relief } from "../../domain/geo/relief.ts";
import { ASSUMED_HEIGHT_METRES, type TilesManifest } from "../../domain/layers/tiles-manifest.ts";
import { buildTiles } from "../../server/features/tiles/build-tiles.ts";
import { liftMetresOf } from "../../server/features/tiles/palette.ts";
import { serveTiles } from "../../server/features/tiles/serve-tiles.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases.ts";
import { heightsOf, listFacePlaces, readRows } from "./support/measure-tiles.ts";
import { fillWith } from "./support/open-tile-city.ts";
import { readColumn, readTiles, readTileset, type TileEntry } from "./support/read-tiles.ts";
import { buildTileCity, SOUTH, WEST } from "./support/tile-city.ts";

const UNDULATION_METRES = 48.25;
const [COLUMNS, ROWS] = [34, 24];

/** Uneven everywhere, 30 m between its lowest and highest; a cell is 39 m wide and 55 m high. */
const relief = ((): Relief => {
  const [west, south] = proj4("+proj=utm +zone=32 +datum=WGS84", "EPSG:4326", [WEST - 60, SOUTH - 60]) as [
    number,
    number,
  ];
  const heights = Uint16Array.from({ length: COLUMNS * ROWS }, (_, i) => {
    const [column, row] = [i % COLUMNS, Math.floor(i / COLUMNS)];
    return Math.round(1_500 + 1_400 * Math.sin(column * 0.7) * Math.cos(row * 0.9) + ((i * 7) % 13));
  });
  const surveyed = new Uint8Array(Math.ceil(heights.length / 8)).fill(0b10101010);
  const grid = { west, south, stepEast: 0.0005, stepNorth: 0.0005, columns: COLUMNS, rows: ROWS };
  return { ...grid, lowestMetres: 220, quantumMetres: 0.01, heights, surveyed };
})();

/** As a source would give it that knows no ground level, and of every fifth building neither base nor height. */
function cityOnRelief(): CityData {
  const city = buildTileCity();
  return {
    ...city,
    layers: {
      ...city.layers,
      building: city.layers.building.map((building, i) =>
        i % 5 === 0
          ? { ...building, baseMetres: null, heightMetres: null, heightSource: "unknown" }
          : building,
      ),
      ground: city.layers.ground.map((piece) => ({ ...piece, elevationMetres: null })),
      tree: city.layers.tree.map((tree) => ({ ...tree, baseMetres: null })),
    },
  };
}

describe("tiles of a city on its relief", () => {
  const city = cityOnRelief();
  let opened: TestDatabase;
  let home: string;
  let folder: string;
  let manifest: TilesManifest;
  let ground: TileEntry[];
  let buildings: TileEntry[];
  let server: Server;

  beforeAll(async () => {
    opened = await openTestDatabase("embedded");
    const database = await fillWith(Promise.resolve(opened), city);
    const bytes = Buffer.from(relief.heights.buffer);
    await database.transaction(city.id, (db) =>
      db.query(
        `INSERT INTO relief (id, west, south, step_east, step_north, columns, rows, lowest_metres,
           quantum_metres, heights, surveyed) VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          ...[relief.west, relief.south, relief.stepEast, relief.stepNorth, COLUMNS, ROWS],
          ...[relief.lowestMetres, relief.quantumMetres, bytes, Buffer.from(relief.surveyed)],
        ],
      ),
    );
    home = await mkdtemp(join(tmpdir(), "decumano-relief-"));
    folder = join(home, city.id);
    manifest = await buildTiles({ database, city: city.id, folder: home });
    const leavesOf = async (layer: "ground" | "buildings") =>
      (await readTiles(folder, await readTileset(folder, manifest.layers[layer].tileset))).filter(
        ({ geometricError }) => geometricError === 0,
      );
    [ground, buildings] = [await leavesOf("ground"), await leavesOf("buildings")];
    server = createServer(express().use("/tiles", serveTiles(home)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await opened.close();
    await rm(home, { recursive: true, force: true });
  });

  it("every face of the ground lies on the relief, its middle as well as its corners, within 5 cm", () => {
    for (const entry of ground) {
      const kinds = readColumn(entry.document, "kind");
      const faces = listFacePlaces(entry).filter(({ isLevel }) => isLevel);
      expect(faces.length).toBeGreaterThan(100);
      for (const { places, featureId } of faces) {
        const lift = liftMetresOf(kinds[featureId] as GroundKind, false);
        const middle = [0, 1, 2].map((axis) => places.reduce((sum, place) => sum + place[axis]! / 3, 0));
        for (const [longitude, latitude, height] of [...places, middle] as [number, number, number][]) {
          const expected = heightAt(relief, longitude, latitude) + UNDULATION_METRES + lift;
          expect(Math.abs(height - expected)).toBeLessThan(0.05);
        }
      }
    }
  });

  it("no building floats: its walls begin at or below the lowest ground along its outline", () => {
    const records = new Map(city.layers.building.map((building) => [building.externalId, building]));
    const heights = heightsOf(buildings);
    expect(heights.size).toBe(records.size);
    for (const [id, [lowest, highest]] of heights) {
      const { geom, baseMetres, heightMetres, clearHeightMetres } = records.get(id)!;
      const along = geom.coordinates[0]!.slice(1).flatMap((corner, i) => {
        const before = geom.coordinates[0]![i]!;
        return Array.from({ length: 8 }, (_, k) => {
          const [x, y] = [0, 1].map((axis) => before[axis]! + ((corner[axis]! - before[axis]!) * k) / 8);
          return heightAt(relief, ...toDegrees(x!, y!));
        });
      });
      const lowestGround = Math.min(...along);
      const height = heightMetres ?? ASSUMED_HEIGHT_METRES;
      const hangs = clearHeightMetres > 0 && clearHeightMetres < height;
      if (!hangs) expect(lowest - UNDULATION_METRES, id).toBeLessThan(lowestGround);
      const expected = baseMetres === null ? lowestGround + height : baseMetres + height;
      expect(Math.abs(highest - UNDULATION_METRES - expected), id).toBeLessThan(0.1);
    }
  });

  it("tells no height where none is known", () => {
    const rows = readRows(buildings, ["id", "heightMetres", "heightSource", "baseMetres"]);
    const unknown = rows.filter(([, , source]) => source === "unknown");
    expect(unknown).toHaveLength(
      city.layers.building.filter(({ heightMetres }) => heightMetres === null).length,
    );
    expect(unknown.every(([, height, , base]) => height === null && base === null)).toBe(true);
    expect(rows.filter(([, height]) => height === null)).toHaveLength(unknown.length);
  });

  it("hands the grid itself to the client", async () => {
    const { file, geoidUndulationMetres, ...grid } = manifest.relief!;
    const bytes = await readFile(join(folder, file));
    const count = COLUMNS * ROWS;
    expect(geoidUndulationMetres).toBe(UNDULATION_METRES);
    expect({
      ...grid,
      heights: Uint16Array.from({ length: count }, (_, i) => bytes.readUInt16LE(i * 2)),
      surveyed: Uint8Array.from(bytes.subarray(count * 2)),
    }).toEqual(relief);
  });

  it("is terrain that Cesium's own reader takes, within what its steps allow", async () => {
    const { port } = server.address() as AddressInfo;
    const { folder: name, maxZoom } = manifest.terrain!;
    const provider = await CesiumTerrainProvider.fromUrl(`http://127.0.0.1:${port}/tiles/${city.id}/${name}`);
    const { tilingScheme } = provider;
    const radians = CesiumMath.toRadians;
    let compared = 0;
    for (const zoom of [maxZoom, maxZoom - 1]) {
      const degrees = 180 / 2 ** zoom;
      const [x, y] = [
        Math.floor((relief.west + 0.008 + 180) / degrees),
        Math.floor((90 - relief.south - 0.004) / degrees),
      ];
      expect(provider.getTileDataAvailable(x, y, zoom)).not.toBe(false);
      const data = (await provider.requestTileGeometry(x, y, zoom))!;
      const rectangle = tilingScheme.tileXYToRectangle(x, y, zoom);
      // At the tile's own vertices, where nothing is left to interpolation.
      for (let i = 0; i <= 64; i += 8) {
        for (let k = 0; k <= 64; k += 8) {
          const longitude = CesiumMath.toDegrees(rectangle.west) + (i / 64) * degrees;
          const latitude = CesiumMath.toDegrees(rectangle.south) + (k / 64) * degrees;
          const height = data.interpolateHeight(rectangle, radians(longitude), radians(latitude))!;
          const expected = heightAt(relief, longitude, latitude) + UNDULATION_METRES;
          expect(Math.abs(height - expected), `${zoom}: ${longitude} ${latitude}`).toBeLessThan(0.05);
          compared++;
        }
      }
    }
    expect(compared).toBe(2 * 81);
    // Readers begin with both tiles of the first zoom.
    for (const x of [0, 1]) expect(await provider.requestTileGeometry(x, 0, 0)).toBeDefined();
  });
});

function toDegrees(x: number, y: number): [number, number] {
  return proj4("+proj=utm +zone=32 +datum=WGS84", "EPSG:4326", [x, y]) as [number, number];
}
