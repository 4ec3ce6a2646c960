import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { describeOnDatabases } from "../../../tests/support/databases.ts";
import { ROME, roadworkAt } from "../../../tests/support/small-city.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";
import type { Database } from "../../platform/db.ts";
import { replaceProgramme } from "./replace-programme.ts";
import { createIntervention } from "./service.ts";

const NOW = Date.parse("2026-11-22T09:00:00Z");
const SETTING = { city: TEST_CITY, timeZone: ROME };
const ACTOR = { id: "planner", role: "planner", officeId: "roads" } as const;

/** Trenches one behind the other; those of even number cross the real one. */
const programme = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    officeId: "water",
    intervention: roadworkAt(
      [100 + index * 10, index % 2 === 0 ? 480 : 700],
      [105 + index * 10, index % 2 === 0 ? 520 : 720],
      ["2026-12-01", "2026-12-10"],
    ),
  }));

await describeOnDatabases("a synthetic programme in the database", (open) => {
  const count = async (database: Database, sql: string): Promise<number> => {
    const { rows } = await database.transaction(TEST_CITY, (db) => db.query<{ n: number }>(sql), {
      readOnly: true,
    });
    return rows[0]!.n;
  };

  it("takes the place of the former one, with its findings, and leaves real works alone", async () => {
    const { database } = await open("small");
    const real = randomUUID();
    await database.transaction(TEST_CITY, (db) =>
      createIntervention(
        db,
        SETTING,
        real,
        roadworkAt([50, 500], [400, 500], ["2026-12-01", "2026-12-10"]),
        "roads",
        {
          actor: ACTOR,
          requestId: "test",
          nowMs: NOW,
        },
      ),
    );
    const steps: string[] = [];
    const options = {
      nowMs: NOW,
      signal: new AbortController().signal,
      onProgress: (step: string, done: number, total: number) => steps.push(`${step} ${done}/${total}`),
    };
    await replaceProgramme(database, SETTING, programme(24), options);
    expect(steps).toEqual(["save 10/24", "save 20/24", "save 24/24"]);
    const crossing =
      "SELECT count(*)::integer AS n FROM finding WHERE ended_at IS NULL AND severity = 'blocking'";
    expect(await count(database, crossing)).toBeGreaterThanOrEqual(12);

    steps.length = 0;
    const outcome = await replaceProgramme(database, SETTING, programme(4), options);
    expect(outcome).toEqual({ removed: 24, saved: 4 });
    expect(steps).toEqual(["remove 10/24", "remove 20/24", "remove 24/24", "save 4/4"]);
    expect(await count(database, "SELECT count(*)::integer AS n FROM intervention WHERE synthetic")).toBe(4);
    expect(await count(database, "SELECT count(*)::integer AS n FROM intervention WHERE NOT synthetic")).toBe(
      1,
    );
    expect(await count(database, "SELECT count(*)::integer AS n FROM phase")).toBe(5);
    // The two that cross the real one, and what they are to each other.
    expect(
      await count(
        database,
        `SELECT count(*)::integer AS n FROM finding JOIN phase ON phase.id IN (a_phase_id, b_phase_id)
         WHERE ended_at IS NULL AND severity = 'blocking' AND phase.intervention_id = '${real}'`,
      ),
    ).toBe(2);
    expect(
      await count(database, "SELECT count(*)::integer AS n FROM audit_entry WHERE action = 'delete'"),
    ).toBe(24);
  });

  it("stops where it is told to, and is whole there", async () => {
    const { database } = await open("small");
    const cancel = new AbortController();
    const run = replaceProgramme(database, SETTING, programme(24), {
      nowMs: NOW,
      signal: cancel.signal,
      onProgress: () => cancel.abort(),
    });
    await expect(run).rejects.toThrow();
    expect(await count(database, "SELECT count(*)::integer AS n FROM intervention WHERE synthetic")).toBe(10);
    expect(await count(database, "SELECT count(*)::integer AS n FROM phase")).toBe(10);
  });
});
