import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import MVT from "ol/format/MVT.js";
import type RenderFeature from "ol/render/Feature.js";
import proj4 from "proj4";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { TilesManifest } from "../../domain/layers/tiles-manifest.ts";
import { buildTiles } from "../../server/features/tiles/build-tiles.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { fillWith } from "./support/open-tile-city.ts";
import { buildTileCity, SOUTH, WEST } from "./support/tile-city.ts";

const UTM_32 = "+proj=utm +zone=32 +datum=WGS84 +units=m";

await describeOnDatabases("plan tiles, read by the plan's own reader", (open) => {
  const city = buildTileCity();
  let database: Database;
  let home: string;
  let manifest: TilesManifest;

  beforeAll(async () => {
    database = await fillWith(open(), city);
    home = await mkdtemp(join(tmpdir(), "decumano-plan-"));
    manifest = await buildTiles({ database, city: city.id, folder: home });
  });
  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
  });

  async function readTile(z: number, x: number, y: number): Promise<RenderFeature[]> {
    const path = manifest.plan.template.replace("{z}", `${z}`).replace("{x}", `${x}`).replace("{y}", `${y}`);
    const bytes = new Uint8Array(await readFile(join(home, city.id, path)));
    return new MVT().readFeatures(bytes.buffer) as RenderFeature[];
  }

  async function listTiles(z: number): Promise<[number, number][]> {
    const folder = join(home, city.id, manifest.plan.template.split("/")[0]!, `${z}`);
    const columns = await readdir(folder);
    const found = await Promise.all(
      columns.map(async (x) =>
        (await readdir(join(folder, x))).map((y): [number, number] => [Number(x), Number.parseInt(y, 10)]),
      ),
    );
    return found.flat();
  }

  async function readZoom(z: number): Promise<RenderFeature[]> {
    const tilesThere = await listTiles(z);
    return (await Promise.all(tilesThere.map(([x, y]) => readTile(z, x, y)))).flat();
  }

  const idsOf = (features: readonly RenderFeature[], layer: string) =>
    new Set(features.filter((feature) => feature.get("layer") === layer).map((feature) => feature.get("id")));

  it("there is a tile for every place of the extent at every zoom", async () => {
    const [west, south, east, north] = manifest.plan.extent;
    let count = 0;
    for (let z = manifest.plan.minZoom; z <= manifest.plan.maxZoom; z++) {
      const there = new Set((await listTiles(z)).map(String));
      count += there.size;
      for (const longitude of [west, (west + east) / 2, east]) {
        for (const latitude of [south, (south + north) / 2, north]) {
          expect(there).toContain(String(tileOf(longitude, latitude, z)));
        }
      }
    }
    expect(count).toBe(manifest.plan.tileCount);
  });

  it("show every feature of every layer at the closest zoom", async () => {
    const features = await readZoom(17);
    for (const layer of ["ground", "building", "street", "tree", "transit_line", "transit_stop"] as const) {
      const expected = city.layers[layer].map(({ externalId }) => externalId);
      expect([...idsOf(features, layer)].sort(), layer).toEqual(expected.sort());
    }
  });

  it("leave out from afar what would be a smear", async () => {
    expect(idsOf(await readZoom(15), "tree").size).toBe(0);
    expect(idsOf(await readZoom(16), "tree").size).toBe(city.layers.tree.length);
    expect(idsOf(await readZoom(13), "street").size).toBe(city.layers.street.length);
  });

  it("carry what styles and labels need", async () => {
    const features = await readZoom(17);
    const find = (id: string) => {
      const { layer: _, ...properties } = features
        .find((feature) => feature.get("id") === id)!
        .getProperties();
      return properties;
    };
    expect(find("ground-square")).toEqual({ id: "ground-square", kind: "square", name: "Piazza di Prova" });
    expect(find("house-1")).toEqual({ id: "house-1", use: "città mista", heightMetres: 7.5 });
    expect(find("street-1")).toEqual({ id: "street-1", name: "Via della Prova", class: "residential" });
    expect(find("tree-3")).toEqual({
      id: "tree-3",
      species: "Tilia cordata",
      sizeClass: "second",
      crownDiameterMetres: 7,
    });
    expect(find("line-4")).toEqual({ id: "line-4", code: "4", mode: "tram", title: "Linea 4" });
    expect(find("stop-1")).toEqual({ id: "stop-1", name: "Fermata Prova", lineCodes: "4" });
  });

  it("put things where they are, within 10 cm", async () => {
    const stop = proj4(UTM_32, "EPSG:4326", [WEST + 300, SOUTH + 416]) as [number, number];
    const [x, y] = tileOf(stop[0], stop[1], 17);
    const found = (await readTile(17, x, y)).find((feature) => feature.get("id") === "stop-1")!;
    const [px, py] = found.getFlatCoordinates();
    const across = 2 ** 17 * 4096;
    const longitude = ((x * 4096 + px!) / across) * 360 - 180;
    const latitude = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y * 4096 + py!)) / across))) * 180) / Math.PI;
    const back = proj4("EPSG:4326", UTM_32, [longitude, latitude]) as [number, number];
    expect(Math.hypot(back[0] - WEST - 300, back[1] - SOUTH - 416)).toBeLessThan(0.1);
  });
});

function tileOf(longitude: number, latitude: number, z: number): [number, number] {
  const [x, y] = proj4("EPSG:4326", "EPSG:3857", [longitude, latitude]) as [number, number];
  const half = Math.PI * 6_378_137;
  const scale = 2 ** z / (2 * half);
  return [Math.floor((x + half) * scale), Math.floor((half - y) * scale)];
}
