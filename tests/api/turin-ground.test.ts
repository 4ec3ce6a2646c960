/** Street surfaces and relief on Turin's own streets, houses and surveyed heights. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { ribbonWidths } from "../../domain/city/ribbon-widths.ts";
import { median } from "../../domain/geo/fit-plane.ts";
import type { PolygonGeometry, Position } from "../../domain/geo/geometry.ts";
import { ReliefSurface } from "../../domain/geo/interpolate-relief.ts";
import { openRoadGraph, type RoadGraph } from "../../scripts/bench/support/road-graph.ts";
import { loadCity } from "../../server/features/city/load-city.ts";
import type { Database } from "../../server/platform/db.ts";
import { openTestDatabase } from "../support/databases.ts";
import { countJunctions, fillGround, listMiddleWidths, measurePartition } from "../support/ground-checks.ts";
import { DATA_FOLDER, describeWith } from "../support/require.ts";
import { boxCity } from "../support/ribbon-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

/** From Piazza Statuto to Porta Susa and the Crocetta: avenues of four carriageways, roundabouts, an underpass. */
const [WEST, SOUTH, SIDE] = [394_400, 4_990_800, 1_100];
const OUTLINE: PolygonGeometry = {
  type: "Polygon",
  coordinates: [
    [
      [WEST, SOUTH],
      [WEST + SIDE, SOUTH + 90],
      [WEST + SIDE - 60, SOUTH + SIDE],
      [WEST + 30, SOUTH + SIDE - 110],
      [WEST, SOUTH],
    ],
  ],
};

await describeWith("data", "street surfaces of a square kilometre of Turin", () => {
  let database: Database;
  let segments: RoadGraph["segments"];
  const read = <T>(work: Parameters<typeof database.transaction<T>>[1]) =>
    database.transaction(TEST_CITY, work, { readOnly: true });

  beforeAll(async () => {
    const near = ([x, y]: Position) =>
      x > WEST - 100 && x < WEST + SIDE + 100 && y > SOUTH - 100 && y < SOUTH + SIDE + 100;
    segments = (await openRoadGraph(1)).segments.filter(({ geom }) => geom.coordinates.some(near));
    const test = await openTestDatabase("embedded", "schema");
    database = test.database;
    await database.transaction(TEST_CITY, (db) => loadCity(db, boxCity(OUTLINE, segments), []));
    await fillGround(database);
    return () => test.close();
  });

  it("are a partition of it", async () => {
    const partition = await read((db) => measurePartition(db, OUTLINE));
    expect(segments.length).toBeGreaterThan(250);
    expect(partition.invalid).toBe(0);
    expect(Math.abs(partition.difference) / partition.outline).toBeLessThan(1e-6);
    expect(partition.overlap).toBeLessThan(1e-4);
    // Where a kerb meets the outline at a sharp angle, a face of a millimetre may fall to the outside.
    expect(partition.uncovered).toBeLessThan(0.01);
    expect(partition.outside).toBeLessThan(1e-4);
  });

  it("fill every junction", async () => {
    const { all, off } = await read((db) => countJunctions(db, OUTLINE));
    expect(all).toBeGreaterThan(150);
    expect(off).toBe(0);
  });

  it("are as wide as said wherever a street is alone", async () => {
    const widths = await read((db) => listMiddleWidths(db, OUTLINE, 30));
    expect(widths.length).toBeGreaterThan(20);
    const byId = new Map(segments.map((segment) => [segment.id, segment]));
    for (const { segmentId, metres } of widths) {
      const expected = ribbonWidths(byId.get(segmentId)!).carriagewayMetres;
      expect(Math.abs(metres - expected), `segment ${segmentId}`).toBeLessThan(0.01);
    }
  });
});

await describeWith("data", "the relief of Turin", () => {
  it("foretells a tenth of the surveyed heights that it was not given", async () => {
    const file = join(DATA_FOLDER, "turin", "buildings_ctc", "derived_ground_elevation_points.csv");
    const heights = (await readFile(file, "utf8"))
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").map(Number) as [number, number, number])
      .map(([longitude, latitude, metres]) => ({ longitude, latitude, metres }));
    expect(heights.length).toBe(10_217);
    const surface = new ReliefSurface(heights.filter((_, index) => index % 10 !== 3));
    const off = heights
      .filter((_, index) => index % 10 === 3)
      .map(({ longitude, latitude, metres }) => Math.abs(surface.at(longitude, latitude).metres - metres));
    // Courtyards and underpasses are among what is held out: they make the square mean, and not the typical error.
    expect(Math.sqrt(off.reduce((sum, metres) => sum + metres ** 2, 0) / off.length)).toBeLessThan(0.9);
    expect(median(off)).toBeLessThan(0.15);
  });
});
