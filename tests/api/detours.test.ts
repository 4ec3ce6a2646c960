/** Closures on detours: found from both sides, kept whoever is saved last, and far apart. On both databases. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { isRefusal } from "../../domain/contract/problems.ts";
import { toDegrees } from "../../domain/geo/projection.ts";
import type { InterventionInput } from "../../domain/interventions/intervention.ts";
import { recomputePage } from "../../server/features/conflicts/recompute.ts";
import {
  createIntervention,
  findIntervention,
  updateIntervention,
} from "../../server/features/interventions/service.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { loadSmallCity, ORIGIN, ROME, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const NOW = Date.parse("2026-01-10T09:00:00Z");
const SETTING = { city: TEST_CITY, timeZone: ROME };
const CHANGE = {
  actor: { id: "planner", role: "planner", officeId: "roads" } as const,
  requestId: "test",
  nowMs: NOW,
};
const DAYS = ["2026-03-02", "2026-03-06"] as const;
const LATER = ["2026-03-09", "2026-03-13"] as const;

const led = (...points: readonly (readonly [number, number])[]) => ({
  type: "LineString" as const,
  coordinates: points.map(([x, y]) => toDegrees([ORIGIN.x + x, ORIGIN.y + y])),
});

/** Closed from x to x + 20 on a street at y, traffic led along another. */
const closure = (
  [x, y]: readonly [number, number],
  detour: ReturnType<typeof led> | null,
  days: readonly [string, string] = DAYS,
): InterventionInput =>
  roadworkAt([x, y], [x + 20, y], days, {
    id: randomUUID(),
    vehicleImpact: "all-lanes-closed",
    detour,
    detourAgreements: [{ owner: "municipality", agreedOn: "2026-01-09", document: "Prot. 1 (prova)" }],
  });

await describeOnDatabases("detours", (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open("schema"));
    await loadSmallCity(database);
  });

  const save = (input: InterventionInput, id = randomUUID()) =>
    database.transaction(TEST_CITY, async (db) => {
      const outcome = await createIntervention(db, SETTING, id, input, "roads", CHANGE);
      if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
      return id;
    });
  const change = (id: string, version: number, input: InterventionInput) =>
    database.transaction(TEST_CITY, async (db) => {
      const outcome = await updateIntervention(db, SETTING, id, version, input, CHANGE);
      if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
    });
  const listKept = async (...ids: readonly string[]) => {
    const { rows } = await database.transaction(TEST_CITY, (db) =>
      db.query<{ line: string; x: number }>(
        `SELECT concat_ws(' ', rule, severity, a_phase_id, b_phase_id) AS line,
           round(ST_X(ST_Centroid(overlap_geom)) - ${ORIGIN.x})::integer AS x
         FROM finding JOIN phase ON phase.id = a_phase_id
         WHERE ended_at IS NULL AND rule IN ('works-on-detour', 'mutual-detours')
           AND phase.intervention_id = ANY ($1::uuid[]) ORDER BY line`,
        [ids],
      ),
    );
    return rows;
  };
  const rules = async (id: string) =>
    database.transaction(TEST_CITY, async (db) =>
      (await findIntervention(db, SETTING, id, NOW))!.findings
        .filter(({ rule }) => rule.includes("detour"))
        .map(({ rule, severity }) => `${rule} ${severity}`),
    );
  const recompute = () => database.transaction(TEST_CITY, (db) => recomputePage(db, ROME, null, 1000, NOW));

  it("are found from whoever closes the road and from whose detour it is, and end with either", async () => {
    const diverted = await save(closure([100, 100], led([100, 120], [100, 300], [160, 300])));
    expect(await listKept(diverted)).toEqual([]);
    const closing = closure([90, 200], null);
    const id = await save(closing);
    for (const one of [diverted, id]) expect(await rules(one)).toContain("works-on-detour blocking");
    const kept = await listKept(diverted, id);
    // The road that is closed is what is in dispute, whichever of the two was asked.
    expect(kept).toMatchObject([{ x: 100 }]);
    await recompute();
    expect(await listKept(diverted, id)).toEqual(kept);

    await change(id, 1, { ...closing, phases: [{ ...closing.phases[0]!, ...moved(LATER) }] });
    expect(await listKept(diverted, id)).toEqual([]);
    await change(id, 2, closing);
    expect(await listKept(diverted, id)).toEqual(kept);
    const straight = closure([100, 100], null);
    await change(diverted, 1, straight);
    expect(await listKept(diverted, id)).toEqual([]);
  });

  it("of two that close each other's are one finding, though they are half a kilometre apart", async () => {
    const a = await save(closure([300, 800], led([300, 790], [300, 300], [330, 300])));
    const b = await save(closure([290, 300], led([290, 310], [310, 800], [330, 820])));
    expect(await listKept(a, b)).toMatchObject([{ line: expect.stringMatching(/^mutual-detours blocking/) }]);
    for (const one of [a, b]) {
      expect(await rules(one)).toEqual(["mutual-detours blocking", "detour-sign advice"]);
    }
    const kept = await listKept(a, b);
    await recompute();
    expect(await listKept(a, b)).toEqual(kept);
  });

  it("are kept when the other side is saved before the first is committed: its save waits", async () => {
    let commit: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let isWritten: () => void = () => undefined;
    const written = new Promise<void>((resolve) => {
      isWritten = resolve;
    });
    const a = randomUUID();
    const first = database.transaction(TEST_CITY, async (db) => {
      const diverted = closure([500, 900], led([500, 890], [505, 400]));
      expect(await createIntervention(db, SETTING, a, diverted, "roads", CHANGE)).toBe("created");
      isWritten();
      await held;
    });
    await written;
    const second = save(closure([495, 400], null));
    // Half a kilometre away, so that only the detour is what both hold. The embedded database has one transaction at a time.
    if (database.kind === "postgres") {
      const countWaiting = () =>
        database.transaction(TEST_CITY, async (db) => {
          const { rows } = await db.query<{ count: number }>(
            `SELECT count(*)::integer AS count FROM pg_locks JOIN pg_database ON pg_database.oid = database
             WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`,
          );
          return rows[0]!.count;
        });
      await expect.poll(countWaiting).toBe(1);
    }
    commit();
    const [b] = await Promise.all([second, first]);
    expect(await listKept(a, b)).toMatchObject([
      { line: expect.stringMatching(/^works-on-detour blocking/) },
    ]);
  });

  it("ask for the owners' agreement until it is written down, and it comes back as it was", async () => {
    const drawn = closure([700, 100], led([700, 120], [700, 200]));
    const without = { ...drawn, phases: [{ ...drawn.phases[0]!, detourAgreements: [] }] };
    const id = await save(without);
    expect(await rules(id)).toEqual(["detour-agreement blocking", "detour-sign advice"]);
    await change(id, 1, drawn);
    expect(await rules(id)).toEqual(["detour-sign advice"]);
    const saved = await database.transaction(TEST_CITY, (db) => findIntervention(db, SETTING, id, NOW));
    expect(saved!.phases[0]!.detourAgreements).toEqual(drawn.phases[0]!.detourAgreements);
  });
});

const moved = ([first, last]: readonly [string, string]) => ({
  startsAt: `${first}T07:00:00Z`,
  endsAt: `${last}T17:00:00Z`,
});
