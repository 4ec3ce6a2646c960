/** Findings against trees and pipes follow their layers: what an import takes in is asked about again. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { isRefusal } from "../../domain/contract/problems.ts";
import { DERIVATIONS } from "../../server/features/imports/derivations.ts";
import { runDerivations } from "../../server/features/imports/run-derivations.ts";
import { addDue } from "../../server/features/imports/swap-store.ts";
import { createIntervention } from "../../server/features/interventions/service.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { loadSmallCity, ORIGIN, ROME, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const SETTING = { city: TEST_CITY, timeZone: ROME };
const CHANGE = {
  actor: { id: "planner", role: "planner", officeId: "roads" } as const,
  requestId: "test",
  nowMs: Date.parse("2026-01-10T09:00:00Z"),
};

await describeOnDatabases("findings about layers", (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open("schema"));
    await loadSmallCity(database);
    await database.transaction(TEST_CITY, async (db) => {
      const input = roadworkAt([100, 100], [140, 100], ["2026-03-02", "2026-03-06"]);
      const outcome = await createIntervention(db, SETTING, randomUUID(), input, "roads", CHANGE);
      if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
    });
  });

  const change = async (sql: string, layer: string) => {
    await database.transaction(TEST_CITY, async (db) => {
      await db.query(sql);
      await addDue(db, [layer]);
    });
    const { signal } = new AbortController();
    await runDerivations(
      { database, city: TEST_CITY, signal, hold: async () => undefined, onProgress: () => undefined },
      DERIVATIONS,
    );
  };
  const listCounterparts = async () => {
    const { rows } = await database.transaction(TEST_CITY, (db) =>
      db.query<{ what: string }>(
        `SELECT concat_ws(' ', counterpart_type, counterpart_key, ended_at IS NULL) AS what FROM finding
         WHERE counterpart_type IN ('tree', 'utility', 'pavement') ORDER BY 1`,
      ),
    );
    return rows.map(({ what }) => what);
  };

  it("come with what an import brings, stay while it stays, and end when it goes", async () => {
    const at = (x: number, y: number) => `ST_SetSRID(ST_MakePoint(${ORIGIN.x + x}, ${ORIGIN.y + y}), 32632)`;
    expect(await listCounterparts()).toEqual([]);
    await change(
      `INSERT INTO tree (id, external_id, trunk_diameter_metres, geom) VALUES
         (1, 'near', 0.5, ${at(120, 103)}), (2, 'far', 0.5, ${at(120, 130)})`,
      "tree",
    );
    expect(await listCounterparts()).toEqual(["tree near t"]);
    await change(
      `INSERT INTO utility (id, external_id, network, diameter_millimetres, depth_metres, accuracy_class, geom)
       VALUES (1, 'main', 'water', 200, 1, 'A', ST_MakeLine(${at(120, 90)}, ${at(120, 110)}))`,
      "utility",
    );
    expect(await listCounterparts()).toEqual(["tree near t", "utility main t"]);
    await change("DELETE FROM tree", "tree");
    expect(await listCounterparts()).toEqual(["tree near f", "utility main t"]);
  });
});
