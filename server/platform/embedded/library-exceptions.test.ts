import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Embedded, startEmbedded } from "./start-embedded.ts";

/** Two real buildings of OpenStreetMap, moved: an edge of one passes a corner of the other at nanometres. */
const HOUSE =
  "POLYGON((395186.0335965388 4991272.595706796,395196.3371914059 4991291.494147946,395201.613171869 4991288.629381241,395191.3097714868 4991269.742040681,395186.0335965388 4991272.595706796))";
const TAKEN =
  "POLYGON((395189.3553870155 4991271.085396847,395186.1256438623 4991272.764536312,395196.3371914059 4991291.494147946,395199.4189450859 4991289.820808669,395199.59068207396 4991290.140532883,395203.51773309376 4991288.086902847,395193.33718768926 4991269.008636333,395190.4639346048 4991270.500452431,395187.55681359925 4991265.147916092,395183.07557047484 4991267.499582954,395185.9122090613 4991272.8755008,395189.3553870155 4991271.085396847))";
const THROWING = "SELECT ST_Area(ST_Difference($1::geometry, $2::geometry)) AS area";

describe("an exception inside a library of the embedded database", () => {
  let home: string;
  let embedded: Embedded;
  let pool: pg.Pool;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "decumano-exceptions-"));
    embedded = await startEmbedded({ folder: join(home, "database"), recycleAfterErrors: 1_000_000 });
    pool = new pg.Pool({ ...embedded.connection, max: 2 });
  });
  afterAll(async () => {
    await pool?.end();
    await embedded?.stop();
    await rm(home, { recursive: true, force: true });
  });

  it("is an SQL error that says what threw, and the next query gets its own answer", async () => {
    for (let time = 0; time < 50; time++) {
      await expect(pool.query(THROWING, [HOUSE, TAKEN])).rejects.toMatchObject({
        code: "38000",
        message: expect.stringMatching(/^GEOS TopologyException: .*non-noded intersection/),
      });
      const { rows } = await pool.query("SELECT $1::integer AS n", [time]);
      expect(rows).toEqual([{ n: time }]);
    }
  });

  it("reaches a handler of PL/pgSQL, and does not pass for an answer of no rows", async () => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await client.query(
        `CREATE FUNCTION pg_temp.left_over(a geometry, b geometry) RETURNS float8 LANGUAGE plpgsql AS $$
         BEGIN
           RETURN ST_Area(ST_Difference(a, b));
         EXCEPTION WHEN external_routine_exception THEN
           RETURN -1;
         END $$`,
      );
      const { rows } = await client.query("SELECT pg_temp.left_over($1::geometry, $2::geometry) AS area", [
        HOUSE,
        TAKEN,
      ]);
      expect(rows).toEqual([{ area: -1 }]);
      await client.query("ROLLBACK");
    } finally {
      client.release();
    }
  });

  it("does not happen where the operation is given a grid to snap to", async () => {
    const { rows } = await pool.query(
      "SELECT ST_Area(ST_Difference($1::geometry, $2::geometry, 0.0001)) AS area",
      [HOUSE, TAKEN],
    );
    // Native PostGIS 3.3 with GEOS 3.11, no grid given: 0.30296 m².
    expect(rows[0].area).toBeCloseTo(0.30296, 3);
  });
});
