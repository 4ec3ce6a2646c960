import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { describeOnDatabases, type TestDatabase } from "../../../tests/support/databases.ts";
import { startTestServer } from "../../../tests/support/server.ts";
import { roadworkAt } from "../../../tests/support/small-city.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";
import type { Db } from "../../platform/db.ts";
import { NOTICES_KEPT_DAYS, pruneNotices } from "./prune.ts";

const NOW_MS = Date.parse("2030-06-01T09:00:00Z");
const AGES = [0, 89, 91, 364, 366, 900];

await describeOnDatabases("old notices", (open) => {
  let opened: TestDatabase;
  const inCity = <T>(work: (db: Db) => Promise<T>) => opened.database.transaction(TEST_CITY, work);
  /** Days of age, and whether somebody has read it. */
  const kept = async () => {
    const { rows } = await inCity((db) =>
      db.query<{ days: number; read: boolean }>(
        `SELECT extract(epoch FROM $1 - at)::integer / 86400 AS days,
           EXISTS (SELECT FROM notice_read WHERE notice_id = notice.id) AS read
         FROM notice ORDER BY days, read`,
        [new Date(NOW_MS)],
      ),
    );
    return rows.map(({ days, read }) => `${days}${read ? " read" : ""}`);
  };

  beforeAll(async () => {
    opened = await open("small");
    const server = await startTestServer(opened);
    const id = randomUUID();
    const intervention = roadworkAt([100, 100], [140, 100], ["2030-03-02", "2030-03-06"]);
    const cookie = await server.signIn("planner");
    const { status } = await server.ask("POST", "/api/interventions", { cookie, body: { id, intervention } });
    await server.close();
    expect(status).toBe(201);
    for (const days of AGES) {
      for (const readers of [[], ["planner", "other"]]) {
        await inCity((db) =>
          db.query(
            `WITH told AS (
               INSERT INTO notice (office_id, kind, intervention_id, at)
               VALUES ('roads', 'counterpartMoved', $1, $2) RETURNING id, at
             )
             INSERT INTO notice_read (person_id, notice_id, read_at)
             SELECT person, id, at FROM told, unnest($3::text[]) AS person`,
            [id, new Date(NOW_MS - days * 86_400_000), readers],
          ),
        );
      }
    }
  });

  it("are kept as long as is said, the unread ones longer, whatever the size of a page", async () => {
    expect(NOTICES_KEPT_DAYS).toEqual({ read: 90, unread: 365 });
    expect(await kept()).toHaveLength(2 * AGES.length);
    expect(await pruneNotices(opened.database, TEST_CITY, NOW_MS, 2)).toBe(6);
    expect(await kept()).toEqual(["0", "0 read", "89", "89 read", "91", "364"]);
    expect(await pruneNotices(opened.database, TEST_CITY, NOW_MS)).toBe(0);
    const { rows } = await inCity((db) => db.query("SELECT FROM notice_read"));
    // Two readers of each that is left and was read.
    expect(rows).toHaveLength(4);
  });
});
