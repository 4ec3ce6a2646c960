import { expect, it } from "vitest";
import { loadCity } from "../../server/features/city/load-city.ts";
import { DERIVATIONS } from "../../server/features/imports/derivations.ts";
import { runDerivations } from "../../server/features/imports/run-derivations.ts";
import { addDue } from "../../server/features/imports/swap-store.ts";
import type { Database, Db } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { ribbonCity } from "../support/ribbon-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

await describeOnDatabases("what is worked out of a city's layers", (open) => {
  const run = (database: Database, signal = new AbortController().signal) =>
    runDerivations(
      { database, city: TEST_CITY, signal, hold: async () => undefined, onProgress: () => undefined },
      DERIVATIONS,
    );
  const ask = async <T extends object>(database: Database, sql: string): Promise<T[]> =>
    (
      await database.transaction(TEST_CITY, (db) => db.query<T & Record<string, unknown>>(sql), {
        readOnly: true,
      })
    ).rows;
  const change = (database: Database, sql: string, layer: string) =>
    database.transaction(TEST_CITY, async (db: Db) => {
      await db.query(sql);
      await addDue(db, [layer]);
    });
  const GROUND = `SELECT external_id AS id, md5(ST_AsBinary(geom)) AS mark FROM ground ORDER BY external_id`;

  it("starts from what was read, however often, and says what is assumed", async () => {
    const { database } = await open("schema");
    await database.transaction(TEST_CITY, (db) => loadCity(db, ribbonCity(), []));
    await change(
      database,
      `INSERT INTO elevation_point (id, external_id, elevation_metres, geom)
       SELECT n, 'height-' || n, 240 + n % 7 * 0.1, ST_SetSRID(ST_MakePoint(396000 + n % 10 * 100, 4991000 + n / 10 * 100), 32632)
       FROM generate_series(0, 99) AS n`,
      "elevation_point",
    );
    await database.transaction(TEST_CITY, (db) => addDue(db, ["street_segment", "ground"]));

    expect(await run(database)).toEqual(["relief", "ground"]);
    const first = await ask(database, GROUND);
    expect(first.length).toBeGreaterThan(50);
    const datasets = await ask<{ id: string; assumptions: { it: string; en: string }[]; count: number }>(
      database,
      `SELECT id, assumptions, feature_count AS count FROM dataset WHERE layer IN ('ground', 'relief') ORDER BY id`,
    );
    expect(datasets.map(({ id }) => id)).toEqual(["derived-ground", "derived-relief", "ground"]);
    expect(datasets[0]!.count).toBe(first.length);
    expect(datasets[0]!.assumptions[0]!.it).toContain("D.M. 5-11-2001");
    expect(datasets[1]!.assumptions[1]!.en).toContain("a plane through them");
    const [relief] = await ask<{ points: number; bytes: number }>(
      database,
      "SELECT columns * rows AS points, octet_length(heights) AS bytes FROM relief",
    );
    expect(relief!.bytes).toBe(2 * relief!.points);
    expect(datasets[1]!.count).toBe(relief!.points);

    // Nothing changed: nothing is done. A street gone and back: the same ground as before, green whole again.
    expect(await run(database)).toEqual([]);
    await change(database, "UPDATE street_segment SET tunnel = NOT tunnel WHERE id = 3", "street_segment");
    expect(await run(database)).toEqual(["ground"]);
    const without = await ask(database, GROUND);
    expect(without).not.toEqual(first);
    await change(database, "UPDATE street_segment SET tunnel = NOT tunnel WHERE id = 3", "street_segment");
    await run(database);
    expect(await ask(database, GROUND)).toEqual(first);
  });

  it("leaves the ground as it was when stopped, and does it when next asked", async () => {
    const { database } = await open("schema");
    await database.transaction(TEST_CITY, async (db) => {
      await loadCity(db, ribbonCity(), []);
      await addDue(db, ["street_segment", "ground"]);
    });
    const before = await ask(database, GROUND);
    const cancel = new AbortController();
    const stopped = runDerivations(
      {
        database,
        city: TEST_CITY,
        signal: cancel.signal,
        hold: async () => undefined,
        onProgress: () => cancel.abort(),
      },
      DERIVATIONS,
    );
    await expect(stopped).rejects.toThrow();
    expect(await ask(database, GROUND)).toEqual(before);
    expect(await run(database)).toEqual(["ground"]);
    expect((await ask(database, GROUND)).length).toBeGreaterThan(before.length);
  });
});
