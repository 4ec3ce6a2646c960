/**
 * Eight at once over HTTP: findings after saves, changes and deletions that run into each other are those of a full
 * recomputation. Under READ COMMITTED without a lock each would miss what the others have not yet committed
 * (COORDINATION.md §5: 0 to 15 of 28 kept).
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { InterventionInput } from "../../domain/interventions/intervention.ts";
import { recomputeAllFindings } from "../../server/features/conflicts/rules-changed.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { loadSmallCity, ORIGIN, ROME, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const AT_ONCE = 8;
const PAIRS = (AT_ONCE * (AT_ONCE - 1)) / 2;
const ROUNDS = 3;
const DAYS = ["2026-03-02", "2026-03-06"] as const;
const NOW = Date.parse("2026-01-10T09:00:00Z");

await describeOnDatabases("parallel saves", (open) => {
  let database: Database;
  let server: TestServer;
  let cookie: string;
  beforeAll(async () => {
    const opened = await open("schema");
    ({ database } = opened);
    await loadSmallCity(database);
    // A tree in the middle of each round: what stands on a layer is not to be lost either.
    await database.transaction(TEST_CITY, (db) =>
      db.query(
        `INSERT INTO tree (id, external_id, trunk_diameter_metres, geom)
         SELECT n, 'tree-' || n, 0.5, ST_SetSRID(ST_MakePoint($1 + 100 * n, $2 + 120), 32632)
         FROM generate_series(1, $3::integer) AS n`,
        [ORIGIN.x, ORIGIN.y, ROUNDS],
      ),
    );
    server = await startTestServer(opened, { now: () => NOW });
    cookie = await server.signIn("planner");
  });
  afterAll(() => server?.close());

  const crossing = (round: number, index: number, days: readonly [string, string] = DAYS) => {
    const x = 100 * round - 4 + index;
    return roadworkAt([x, 100], [x, 140], days);
  };
  const create = async (intervention: InterventionInput) => {
    const id = randomUUID();
    const { status, text } = await server.ask("POST", "/api/interventions", {
      cookie,
      body: { id, intervention },
    });
    expect(`${status} ${text}`).toMatch(/^201 /);
    return id;
  };
  const change = async (id: string, intervention: InterventionInput) => {
    const { status, text } = await server.ask("PUT", `/api/interventions/${id}`, {
      cookie,
      body: { version: 1, intervention },
    });
    expect(`${status} ${text}`).toMatch(/^200 /);
  };
  const remove = async (id: string) => {
    const { status, text } = await server.ask("DELETE", `/api/interventions/${id}?version=1`, { cookie });
    expect(`${status} ${text}`).toMatch(/^200 /);
  };
  const listFindings = async (rule: string) => {
    const { rows } = await database.transaction(TEST_CITY, (db) =>
      db.query<{ line: string }>(
        `SELECT concat_ws(' ', id, rule, counterpart_type, severity) AS line FROM finding
         WHERE ended_at IS NULL AND rule LIKE $1 ORDER BY id`,
        [rule],
      ),
    );
    return rows.map(({ line }) => line);
  };
  const recompute = () => recomputeAllFindings(database, TEST_CITY, ROME, () => NOW);

  it("keep all the findings, time after time, and a full recomputation changes none", async () => {
    for (let round = 1; round <= ROUNDS; round++) {
      await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => create(crossing(round, index))));
      expect(await listFindings("roadwork-roadwork")).toHaveLength(PAIRS * round);
      expect(await listFindings("excavation-tree")).toHaveLength(AT_ONCE * round);
    }
    const before = await listFindings("%");
    await recompute();
    expect(await listFindings("%")).toEqual(before);
  });

  it("keep them also while others change and delete", async () => {
    const known = new Set(await listFindings("%"));
    const far = Array.from({ length: 4 }, (_, index) => crossing(8, index, ["2026-05-04", "2026-05-08"]));
    const doomed = Array.from({ length: 3 }, (_, index) => crossing(8, index + 4));
    const [kept, gone] = await Promise.all([Promise.all(far.map(create)), Promise.all(doomed.map(create))]);
    // Four come back in time, three go, four are new, all at once: eight are left, each in conflict with each.
    await Promise.all([
      ...kept.map((id, index) => change(id, crossing(8, index))),
      ...gone.map(remove),
      ...Array.from({ length: 4 }, (_, index) => create(crossing(8, index + 4))),
    ]);
    const fresh = (await listFindings("roadwork-roadwork")).filter((line) => !known.has(line));
    expect(fresh).toHaveLength(PAIRS);
    const before = await listFindings("%");
    // The year's reach of dig-once: nothing of the days they were first planned for is left.
    expect(before.filter((line) => line.includes("dig-once"))).toEqual([]);
    await recompute();
    expect(await listFindings("%")).toEqual(before);
  });
});
