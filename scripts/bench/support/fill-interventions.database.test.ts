import { beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../../server/platform/db.ts";
import { openTestDatabase } from "../../../tests/support/databases.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";
import { countOverlappingPairs } from "./bench-store.ts";
import { type FillOptions, fillInterventions } from "./fill-interventions.ts";

const NOW_MS = Date.parse("2026-11-22T09:00:00Z");
const OPTIONS: FillOptions = { count: 1_200, seed: 7, nowMs: NOW_MS };
const FILLED = "intervention.description = 'Intervento sintetico'";

interface Row {
  readonly id: string;
  readonly live: boolean;
  readonly state: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly metres: number;
  readonly fromCentre: number;
}

describe("a filled-in history of works", () => {
  let database: Database;
  let rows: Row[];

  beforeAll(async () => {
    const test = await openTestDatabase("embedded", "sample");
    database = test.database;
    // Only what is filled in here.
    await database.transaction(TEST_CITY, async (db) => {
      for (const table of ["finding", "phase", "intervention"]) await db.query(`DELETE FROM ${table}`);
    });
    const steps: number[] = [];
    await fillInterventions(database, TEST_CITY, { ...OPTIONS, onProgress: (done) => steps.push(done) });
    expect(steps).toEqual([1_000, 1_200]);
    rows = await list();
    return () => test.close();
  });

  const list = async () =>
    (
      await database.transaction(TEST_CITY, (db) =>
        db.query<Row>(
          `SELECT phase.id, live, state, extract(epoch FROM lower(during))::float8 * 1000 AS "startMs",
             extract(epoch FROM upper(during))::float8 * 1000 AS "endMs", ST_Length(centreline) AS metres,
             ST_Distance(phase.geom, (SELECT ST_Centroid(ST_Collect(geom)) FROM street_segment)) AS "fromCentre"
           FROM phase JOIN intervention ON intervention.id = intervention_id WHERE ${FILLED} AND synthetic ORDER BY id`,
        ),
      )
    ).rows;

  it("has phases of 1 to 90 days on 25 to 60 m, over 20 years back and one ahead", () => {
    expect(rows).toHaveLength(1_200);
    const day = 86_400_000;
    for (const { startMs, endMs, metres } of rows) {
      expect((endMs - startMs) / day).toBeGreaterThanOrEqual(1);
      expect((endMs - startMs) / day).toBeLessThanOrEqual(90);
      // Beside a bend a line is a little longer or shorter than on its axis.
      expect(metres).toBeGreaterThan(23);
      expect(metres).toBeLessThan(63);
      expect(startMs).toBeGreaterThan(NOW_MS - 20.1 * 365.25 * day);
      expect(startMs).toBeLessThan(NOW_MS + 367 * day);
    }
    const years = new Set(rows.map(({ startMs }) => new Date(startMs).getUTCFullYear()));
    expect(years.size).toBe(22);
  });

  it("lets nothing live that is over, and nothing be over that goes on", () => {
    for (const { live, state, endMs } of rows) {
      if (live) expect(endMs).toBeGreaterThan(NOW_MS);
      else expect(endMs <= NOW_MS || state === "cancelled").toBe(true);
    }
  });

  it("is denser towards the middle of the streets than they are themselves", async () => {
    const { rows: streets } = await database.transaction(TEST_CITY, (db) =>
      db.query<{ share: number }>(
        `SELECT sum(ST_Length(geom)) FILTER (WHERE ST_DWithin(geom, middle, 600)) / sum(ST_Length(geom)) AS share
         FROM street_segment, (SELECT ST_Centroid(ST_Collect(geom)) AS middle FROM street_segment) AS centre`,
      ),
    );
    const share = rows.filter(({ fromCentre }) => fromCentre <= 600).length / rows.length;
    expect(share).toBeGreaterThan(streets[0]!.share * 1.3);
  });

  it("counts the pairs that overlap as a look at every pair does", async () => {
    const pairs = await database.transaction(TEST_CITY, countOverlappingPairs);
    const { rows: brute } = await database.transaction(TEST_CITY, (db) =>
      db.query<{ live: number; historic: number }>(
        `SELECT (count(*) FILTER (WHERE a.live AND b.live))::integer AS live,
           (count(*) FILTER (WHERE NOT (a.live AND b.live)))::integer AS historic
         FROM phase a JOIN intervention ia ON ia.id = a.intervention_id
           JOIN phase b ON b.id > a.id JOIN intervention ib ON ib.id = b.intervention_id
         WHERE ia.state <> 'cancelled' AND ib.state <> 'cancelled'
           AND NOT (upper(a.during) <= lower(b.during) OR upper(b.during) <= lower(a.during))
           AND NOT ST_Disjoint(a.geom, b.geom)`,
      ),
    );
    expect(pairs).toEqual(brute[0]);
    expect(pairs.historic).toBeGreaterThan(0);
  });

  it("is the same for the same seed", async () => {
    await database.transaction(TEST_CITY, async (db) => {
      for (const table of ["phase", "intervention"]) await db.query(`DELETE FROM ${table}`);
    });
    await fillInterventions(database, TEST_CITY, OPTIONS);
    expect(await list()).toEqual(rows);
  });
});
