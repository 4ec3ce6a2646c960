import { beforeAll, expect, it } from "vitest";
import { ribbonWidths } from "../../../domain/city/ribbon-widths.ts";
import type { MappedRecord } from "../../../domain/imports/mapping.ts";
import { describeOnDatabases } from "../../../tests/support/databases.ts";
import {
  countJunctions,
  fillGround,
  listMiddleWidths,
  measurePartition,
} from "../../../tests/support/ground-checks.ts";
import { OUTLINE, ribbonCity, SEGMENTS } from "../../../tests/support/ribbon-city.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";
import type { Database } from "../../platform/db.ts";
import { toWellKnownBinary } from "../../platform/well-known-binary.ts";
import { loadCity } from "../city/load-city.ts";
import { keepSurveyed } from "./surveyed-store.ts";

await describeOnDatabases("ground worked out from streets", (open) => {
  let database: Database;
  let pieces: MappedRecord<"ground">[];
  const read = <T>(work: Parameters<typeof database.transaction<T>>[1]) =>
    database.transaction(TEST_CITY, work, { readOnly: true });

  /** Kinds and names at a place, metres from the city's corner. */
  const at = async (x: number, y: number) =>
    (
      await read((db) =>
        db.query<{ kind: string; name: string | null; derived: boolean; externalId: string }>(
          `SELECT kind, name, derived, external_id AS "externalId" FROM ground
           WHERE ST_Contains(geom, $1::bytea::geometry)`,
          [toWellKnownBinary({ type: "Point", coordinates: [396_000 + x, 4_991_000 + y] })],
        ),
      )
    ).rows;
  const kindAt = async (x: number, y: number) => (await at(x, y)).map(({ kind }) => kind);

  beforeAll(async () => {
    database = (await open("schema")).database;
    await database.transaction(TEST_CITY, async (db) => {
      await loadCity(db, ribbonCity(), []);
      await keepSurveyed(db, -1, 1_000);
    });
    pieces = await fillGround(database);
  });

  it("takes the city apart without gap or overlap", async () => {
    const partition = await read((db) => measurePartition(db, OUTLINE));
    expect(partition.invalid).toBe(0);
    expect(Math.abs(partition.difference) / partition.outline).toBeLessThan(1e-6);
    expect(partition.overlap).toBeLessThan(1e-4);
    expect(partition.uncovered).toBeLessThan(1e-4);
    expect(partition.outside).toBeLessThan(1e-4);
  });

  it("fills every junction, also where streets meet at a sharp angle", async () => {
    expect(await read((db) => countJunctions(db, OUTLINE))).toEqual({ all: 6, off: 0 });
  });

  it("draws a stretch as wide as its class, lanes or tag say", async () => {
    const widths = await read((db) => listMiddleWidths(db, OUTLINE, 30));
    expect(widths.length).toBeGreaterThanOrEqual(4);
    for (const { segmentId, metres } of widths) {
      const expected = ribbonWidths(SEGMENTS[segmentId - 1]!).carriagewayMetres;
      expect(Math.abs(metres - expected), `segment ${segmentId}`).toBeLessThan(0.01);
    }
    expect(widths.some(({ segmentId }) => SEGMENTS[segmentId - 1]!.carriagewayWidthMetres !== null)).toBe(
      true,
    );
  });

  it("ends a dead end where its axis ends", async () => {
    expect(await kindAt(799, 300)).toEqual(["carriageway"]);
    expect(await kindAt(801, 300)).toEqual(["base"]);
  });

  it("gives a pedestrian street no carriageway, a tunnel nothing, and a building no pavement", async () => {
    expect(await kindAt(300, 800)).toEqual(["pavement"]);
    expect(await kindAt(700, 650)).toEqual(["base"]);
    expect(await kindAt(395, 307)).toEqual(["base"]);
    expect(await kindAt(430, 307)).toEqual(["pavement"]);
  });

  it("leaves water where it is, but under a bridge", async () => {
    expect(await at(100, 140)).toMatchObject([{ kind: "water", name: "Rio", derived: false }]);
    // A street that is no bridge ends in the water, as far as the water was surveyed.
    expect(await kindAt(150, 100)).toEqual(["water"]);
    expect(await kindAt(600, 100)).toEqual(["carriageway"]);
    expect(await kindAt(605, 100)).toEqual(["pavement"]);
    expect(await kindAt(607, 100)).toEqual(["water"]);
  });

  it("cuts streets into surveyed green, and no pavements", async () => {
    expect(await at(520, 420)).toMatchObject([{ kind: "green", name: "Giardino" }]);
    expect(await kindAt(499, 420)).toEqual(["carriageway"]);
    expect(await kindAt(505.5, 420)).toEqual(["green"]);
    expect(await kindAt(505.5, 520)).toEqual(["pavement"]);
  });

  it("keeps a surveyed height, and derives none", () => {
    const green = pieces.filter(({ kind }) => kind === "green");
    expect(green.length).toBeGreaterThan(1);
    expect(
      green.every((piece) => piece.elevationMetres === 240 && piece.externalId.startsWith("green-1@")),
    ).toBe(true);
    expect(pieces.filter(({ derived }) => derived).every((piece) => piece.elevationMetres === null)).toBe(
      true,
    );
  });

  it("gives the same pieces under the same names again", async () => {
    const again = await fillGround(database);
    expect(again).toEqual(pieces);
    expect(new Set(pieces.map(({ externalId }) => externalId)).size).toBe(pieces.length);
  });
});
