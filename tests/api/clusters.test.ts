/** What a coordination meeting discusses, held against the findings one by one, on the sample city. */
import { beforeAll, expect, it } from "vitest";
import type { Cluster } from "../../domain/coordination/contract.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { TEST_CITY } from "../support/test-city.ts";

const FROM = "2026-09-01T00:00:00.000Z";
const UNTIL = "2027-09-01T00:00:00.000Z";

await describeOnDatabases("clusters", (open) => {
  let server: TestServer;
  let database: Database;
  let clusters: Cluster[];

  beforeAll(async () => {
    const opened = await open("sample");
    database = opened.database;
    server = await startTestServer(opened);
    const cookie = await server.signIn("pianificatrice-esempio");
    const { status, json } = await server.ask(
      "GET",
      `/api/clusters?${new URLSearchParams({ startsAt: FROM, endsAt: UNTIL })}`,
      { cookie },
    );
    expect(status).toBe(200);
    clusters = json.clusters;
    return () => server.close();
  });

  const list = async <Row extends object>(sql: string): Promise<Row[]> =>
    (await database.transaction(TEST_CITY, (db) => db.query<Row>(sql, [FROM, UNTIL]))).rows;

  const BETWEEN_WORKS = `ended_at IS NULL AND class = 'interference' AND severity IN ('blocking', 'warning')
    AND b_phase_id IS NOT NULL AND lower(overlap_during) >= $1 AND lower(overlap_during) < $2`;

  it("hold every interference between two offices that begins in the interval, once", async () => {
    const told = clusters.flatMap(({ findings }) => findings.map(({ id }) => id)).sort();
    const rows = await list<{ id: string; offices: number }>(
      `SELECT finding.id, count(DISTINCT office_id)::integer AS offices FROM finding
       JOIN phase ON phase.id IN (a_phase_id, b_phase_id) JOIN intervention ON intervention.id = intervention_id
       WHERE ${BETWEEN_WORKS} GROUP BY finding.id`,
    );
    const all = new Set(rows.map(({ id }) => id));
    expect(told).toHaveLength(new Set(told).size);
    expect(told.filter((id) => !all.has(id))).toEqual([]);
    expect(rows.filter(({ id, offices }) => offices > 1 && !told.includes(id))).toEqual([]);
    expect(told.length).toBeGreaterThan(20);
    expect(clusters.length).toBeLessThan(told.length);
  });

  it("hold together whatever is on one street's section at one time", async () => {
    const rows = await list<{ a: string; b: string }>(
      `WITH finding AS (SELECT id, overlap_geom, overlap_during FROM finding WHERE ${BETWEEN_WORKS}),
       place AS (
         SELECT finding.id, section.id AS section, overlap_during FROM finding
         CROSS JOIN street_segment AS section
         WHERE ST_Distance(section.geom, overlap_geom) <= coalesce(carriageway_width_metres, 7) / 2 + 3
       )
       SELECT DISTINCT one.id AS a, other.id AS b FROM place AS one JOIN place AS other
         ON one.section = other.section AND one.id < other.id AND one.overlap_during && other.overlap_during`,
    );
    const clusterOf = new Map(
      clusters.flatMap((cluster) => cluster.findings.map(({ id }) => [id, cluster.id] as const)),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { a, b } of rows) expect(clusterOf.get(a)).toBe(clusterOf.get(b));
    for (const cluster of clusters) {
      expect(new Set(cluster.parties.map(({ officeName }) => officeName)).size).toBeGreaterThan(1);
    }
  });

  it("name their parties, streets and time, the worst and soonest first", () => {
    for (const cluster of clusters) {
      const named = new Set(cluster.findings.flatMap(({ interventionIds }) => interventionIds));
      expect(new Set(cluster.parties.map(({ interventionId }) => interventionId))).toEqual(named);
      expect(cluster.startsAt).toBe(cluster.findings.map(({ startsAt }) => startsAt).sort()[0]);
      expect(cluster.endsAt).toBe(
        cluster.findings
          .map(({ endsAt }) => endsAt)
          .sort()
          .at(-1),
      );
    }
    const rank = ({ settledBy, severity, startsAt }: Cluster) =>
      `${settledBy === null ? 0 : 1} ${severity === "blocking" ? 0 : 1} ${startsAt}`;
    expect(clusters.map(rank)).toEqual(clusters.map(rank).sort());
    expect(clusters.filter(({ streets }) => streets.length > 0).length).toBeGreaterThan(clusters.length / 2);
  });

  it("refuse an interval that ends before it begins, or is longer than a programme", async () => {
    const cookie = await server.signIn("pianificatrice-esempio");
    for (const endsAt of ["2026-08-01T00:00:00Z", "2029-01-01T00:00:00Z"]) {
      const { json } = await server.ask(
        "GET",
        `/api/clusters?${new URLSearchParams({ startsAt: FROM, endsAt })}`,
        { cookie },
      );
      expect(json).toMatchObject({ status: 400, errors: [{ field: "endsAt" }] });
    }
  });
});
