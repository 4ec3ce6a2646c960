/** Findings held against brute force, full recomputation and their own remedies, on both databases. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { counterpartKey } from "../../domain/conflicts/counterpart.ts";
import type { Clearance } from "../../domain/conflicts/finding.ts";
import { BUFFER_METRES } from "../../domain/conflicts/rules/roadwork-roadwork.ts";
import { isRefusal } from "../../domain/contract/problems.ts";
import { addDays } from "../../domain/geo/calendar.ts";
import type { InterventionInput } from "../../domain/interventions/intervention.ts";
import { recomputePage } from "../../server/features/conflicts/recompute.ts";
import { examine } from "../../server/features/conflicts/service.ts";
import {
  createIntervention,
  deleteIntervention,
  findIntervention,
  prepareDraft,
  updateIntervention,
} from "../../server/features/interventions/service.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { seededRandom } from "../support/random.ts";
import { loadSmallCity, ROME, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const NOW = Date.parse("2026-01-10T09:00:00Z");
const SETTING = { city: TEST_CITY, timeZone: ROME };
const CHANGE = {
  actor: { id: "planner", role: "planner", officeId: "roads" } as const,
  requestId: "test",
  nowMs: NOW,
};

const save = (database: Database, input: InterventionInput, id = randomUUID()) =>
  database.transaction(TEST_CITY, async (db) => {
    const outcome = await createIntervention(db, SETTING, id, input, "roads", CHANGE);
    if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
    return id;
  });

/** The pairs in force, by phase ids. */
async function listPairs(database: Database): Promise<string[]> {
  return database.transaction(TEST_CITY, async (db) => {
    const { rows } = await db.query<{ pair: string }>(
      "SELECT concat_ws(' ', a_phase_id, b_phase_id, severity) AS pair FROM finding WHERE ended_at IS NULL ORDER BY 1",
    );
    return rows.map((row) => row.pair);
  });
}

/** Every pair compared with every other, no index, no rule code: the zones and times straight from the tables. */
async function listPairsByBruteForce(database: Database): Promise<string[]> {
  const buffer = (side: string) =>
    `CASE ${side}.hindrance WHEN 'major' THEN ${BUFFER_METRES.major} ELSE ${BUFFER_METRES.minor} END`;
  return database.transaction(TEST_CITY, async (db) => {
    const { rows } = await db.query<{ pair: string }>(
      `SELECT concat_ws(' ', a.id, b.id, CASE WHEN ST_Area(ST_Intersection(a.geom, b.geom)) >= 0.01
           AND ia.state <> 'forecast' AND ib.state <> 'forecast' THEN 'blocking' ELSE 'warning' END) AS pair
       FROM phase a JOIN intervention ia ON ia.id = a.intervention_id,
         phase b JOIN intervention ib ON ib.id = b.intervention_id
       WHERE a.id < b.id AND a.live AND b.live AND a.kind = 'roadwork' AND b.kind = 'roadwork'
         AND a.intervention_id <> b.intervention_id
         AND ST_Distance(a.geom, b.geom) < ${buffer("a")} + ${buffer("b")}
         AND lower(a.during) < upper(b.during) AND lower(b.during) < upper(a.during)
       ORDER BY 1`,
    );
    return rows.map((row) => row.pair);
  });
}

function randomRoadwork(random: () => number): InterventionInput {
  const from = [100 + random() * 250, 100 + random() * 250] as const;
  const angle = random() * Math.PI;
  const length = 8 + random() * 50;
  const to = [from[0] + Math.cos(angle) * length, from[1] + Math.sin(angle) * length] as const;
  const first = addDays("2026-02-02", Math.floor(random() * 60));
  return roadworkAt(from, to, [first, addDays(first, Math.floor(random() * 14))], {
    hindrance: random() < 0.3 ? "major" : "minor",
    widthMetres: 1 + random() * 4,
    state: random() < 0.2 ? "forecast" : "proposed",
  });
}

await describeOnDatabases("findings", (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open("schema"));
    await loadSmallCity(database);
  });

  it("are those of brute force over every pair, after 150 saves", async () => {
    const random = seededRandom(11);
    for (let count = 0; count < 150; count++) await save(database, randomRoadwork(random));
    const pairs = await listPairs(database);
    expect(pairs.length).toBeGreaterThan(30);
    expect(pairs.some((pair) => pair.endsWith("blocking"))).toBe(true);
    expect(pairs).toEqual(await listPairsByBruteForce(database));
  });

  it("are the same after a full recomputation, row for row", async () => {
    const before = await listPairs(database);
    let after: string | null = null;
    do {
      const from: string | null = after;
      after = await database.transaction(TEST_CITY, (db) => recomputePage(db, ROME, from, 40, NOW));
    } while (after !== null);
    expect(await listPairs(database)).toEqual(before);
  });

  it("are all found when eight that conflict with each other are saved at once", async () => {
    const crossing = Array.from({ length: 8 }, (_, index) =>
      roadworkAt([700 + index, 690], [700 + index, 730], ["2026-03-02", "2026-03-06"]),
    );
    const known = (await listPairs(database)).length;
    await Promise.all(crossing.map((input) => save(database, input)));
    const pairs = await listPairs(database);
    expect(pairs.length - known).toBe(28);
    expect(pairs).toEqual(await listPairsByBruteForce(database));
  });

  it("vanish when a remedy is applied, and no new one appears", async () => {
    const random = seededRandom(23);
    const days = ["2026-03-02", "2026-03-06"] as const;
    await save(database, roadworkAt([100, 700], [160, 700], days));
    const wide = [8, 9.5, 12].map((widthMetres) =>
      roadworkAt([100, 713.3], [160, 713.3], days, { widthMetres }),
    );
    const drafts = Array.from({ length: 60 }, () => ({
      ...randomRoadwork(random),
      state: "proposed" as const,
    }));
    const tried = { shift: 0, narrow: 0 };
    for (const draft of [...wide, ...drafts]) {
      for (const finding of await check(database, draft)) {
        for (const clearance of finding.clearances) {
          const left = await check(database, applied(draft, clearance));
          if (clearance.kind === "shift") expect(left).toEqual([]);
          else
            expect(left.map((f) => counterpartKey(f.counterpart))).not.toContain(
              counterpartKey(finding.counterpart),
            );
          tried[clearance.kind]++;
        }
      }
    }
    expect(tried.shift).toBeGreaterThan(20);
    expect(tried.narrow).toBeGreaterThan(0);
  });

  it("follow a change of either side, and end with a deletion; what ended is kept", async () => {
    const days = ["2026-05-04", "2026-05-08"] as const;
    const first = await save(database, roadworkAt([800, 800], [840, 800], days));
    const second = roadworkAt([820, 790], [820, 810], days);
    const secondId = await save(database, second);
    const read = () =>
      database.transaction(TEST_CITY, (db) => findIntervention(db, SETTING, first, NOW), { readOnly: true });
    const kept = (await read())!.findings[0]!;
    expect(kept).toMatchObject({ severity: "blocking", counterpart: { interventionId: secondId } });

    const later = { ...second.phases[0]!, startsAt: "2026-06-01T07:00:00Z", endsAt: "2026-06-05T17:00:00Z" };
    const moved = { ...second, phases: [later] };
    await database.transaction(TEST_CITY, (db) =>
      updateIntervention(db, SETTING, secondId, 1, moved, CHANGE),
    );
    expect((await read())!.findings).toEqual([]);
    await database.transaction(TEST_CITY, (db) =>
      updateIntervention(db, SETTING, secondId, 2, second, CHANGE),
    );
    expect((await read())!.findings).toHaveLength(1);
    await database.transaction(TEST_CITY, (db) => deleteIntervention(db, SETTING, secondId, 3, CHANGE));
    expect((await read())!.findings).toEqual([]);

    const { rows } = await database.transaction(TEST_CITY, (db) =>
      db.query("SELECT 1 FROM finding WHERE id = $1 AND ended_at IS NOT NULL", [kept.id]),
    );
    expect(rows).toHaveLength(1);
    expect(await listPairs(database)).toEqual(await listPairsByBruteForce(database));
  });

  it("keep no trace of a refused save", async () => {
    const taken = await save(database, roadworkAt([900, 900], [920, 900], ["2026-05-04", "2026-05-08"]));
    const counts = () =>
      database.transaction(TEST_CITY, async (db) => {
        const { rows } = await db.query(
          `SELECT (SELECT count(*) FROM intervention) AS interventions, (SELECT count(*) FROM phase) AS phases,
             (SELECT count(*) FROM finding) AS findings, (SELECT count(*) FROM audit_entry) AS entries`,
        );
        return rows[0];
      });
    const before = await counts();
    const other = roadworkAt([910, 890], [910, 910], ["2026-05-04", "2026-05-08"]);
    await expect(save(database, other, taken)).rejects.toThrow(/id-taken/);
    const outside = roadworkAt([990, 990], [1010, 990], ["2026-05-04", "2026-05-08"]);
    await expect(save(database, outside)).rejects.toThrow(/outside-city/);
    expect(await counts()).toEqual(before);
  });
});

function check(database: Database, draft: InterventionInput) {
  return database.transaction(
    TEST_CITY,
    async (db) => {
      const phases = await prepareDraft(db, TEST_CITY, draft);
      if (isRefusal(phases)) throw new Error(JSON.stringify(phases));
      const examined = await examine(db, { interventionId: null, phases, nowMs: NOW, timeZone: ROME });
      return examined.map(({ finding }) => finding);
    },
    { readOnly: true },
  );
}

function applied(draft: InterventionInput, clearance: Clearance): InterventionInput {
  const phase = draft.phases[0]!;
  if (clearance.kind === "shift") {
    const { startsAt, endsAt } = clearance;
    return { ...draft, phases: [{ ...phase, startsAt, endsAt }] };
  }
  if (phase.footprint.kind !== "line") throw new Error("only a line can be narrowed");
  const footprint = { ...phase.footprint, widthMetres: clearance.widthMetres };
  return { ...draft, phases: [{ ...phase, footprint }] };
}
