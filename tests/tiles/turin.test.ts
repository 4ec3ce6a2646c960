import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Polygon } from "geojson";
import { validateBytes } from "gltf-validator";
import proj4 from "proj4";
import { beforeAll, expect, it } from "vitest";
import { makeBuildingTile } from "../../server/features/tiles/building-tile.ts";
import type { BuiltTile } from "../../server/features/tiles/built-tile.ts";
import { openTileIo } from "../../server/features/tiles/glb.ts";
import { cleanRing, shapesOf } from "../../server/features/tiles/rings.ts";
import type { TiledBuilding } from "../../server/features/tiles/tile-rows.ts";
import { DATA_FOLDER, describeWith } from "../support/require.ts";
import { readColumn } from "./support/read-tiles.ts";

const UNITS_WITH_HEIGHT = 10_626;
const UNITS_PER_TILE = 500;
const UTM_32 = "+proj=utm +zone=32 +datum=WGS84 +units=m";

interface Unit {
  readonly geometry: Polygon;
  readonly properties: { cit_ar: number; tipo_porz: string; qt_suolo_m: number; altezza_m: number | null };
}

async function readUnits(): Promise<TiledBuilding[]> {
  const units = new Map<string, TiledBuilding>();
  for (const name of ["centro_arbarello", "politecnico_san_paolo"]) {
    const file = join(DATA_FOLDER, "turin", "buildings_ctc", `ctc_units_${name}.geojson`);
    const { features } = JSON.parse(await readFile(file, "utf8")) as { features: Unit[] };
    for (const { geometry, properties } of features) {
      if (!properties.altezza_m || !properties.qt_suolo_m) continue;
      const externalId = String(properties.cit_ar);
      units.set(externalId, {
        id: properties.cit_ar,
        externalId,
        shape: shapesOf([geometry.coordinates.map((ring, i) => cleanRing(toMetres(ring), i === 0))])[0]!,
        baseMetres: properties.qt_suolo_m,
        heightMetres: properties.altezza_m,
        heightSource: "surveyed",
        clearHeightMetres: properties.tipo_porz.startsWith("soffitto") ? properties.altezza_m * 0.3 : 0,
        use: "unknown",
        floors: null,
        yearBuilt: null,
      });
    }
  }
  const west = ({ shape }: TiledBuilding) => shape.metres[0]![0]!;
  return [...units.values()].sort((a, b) => west(a) - west(b));
}

function toMetres(ring: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(ring.flatMap((place) => proj4("EPSG:4326", UTM_32, [...place])));
}

await describeWith("data", "Turin's surveyed building units", () => {
  let units: TiledBuilding[];
  const tiles: BuiltTile[] = [];

  beforeAll(async () => {
    units = await readUnits();
    const io = await openTileIo();
    for (let i = 0; i < units.length; i += UNITS_PER_TILE) {
      const making = { io, geoidUndulationMetres: 50, relief: null, levelMetres: 0 };
      tiles.push(await makeBuildingTile(units.slice(i, i + UNITS_PER_TILE), making, async () => new Map()));
    }
  });

  it("all become tiles, with every roof closed", async () => {
    expect(units).toHaveLength(UNITS_WITH_HEIGHT);
    expect(tiles.flatMap(({ problems }) => problems)).toEqual([]);
    const io = await openTileIo();
    const ids = await Promise.all(tiles.map(async ({ glb }) => readColumn(await io.readBinary(glb), "id")));
    expect(ids.flat()).toEqual(units.map(({ externalId }) => externalId));
  });

  it("are valid glTF", async () => {
    for (const { glb } of tiles) {
      const { issues } = await validateBytes(glb, { maxIssues: 0 });
      expect(issues.numErrors, JSON.stringify(issues.messages.slice(0, 3))).toBe(0);
    }
  });

  it("take below 300 bytes each when gzipped, edges and attributes included", () => {
    const bytes = tiles.reduce((sum, { glb }) => sum + gzipSync(glb, { level: 9 }).byteLength, 0);
    expect(bytes / units.length).toBeLessThan(300);
  });
});
