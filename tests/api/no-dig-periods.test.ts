/** No-dig periods: set by an office, kept in versions, asked of drafts at once and of what is saved in the background. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { isRefusal } from "../../domain/contract/problems.ts";
import type { NoDigPeriodInput } from "../../domain/no-dig-periods/contract.ts";
import { askReexamination, reexamine } from "../../server/features/conflicts/reexamine.ts";
import { haveRulesChanged, recordRules } from "../../server/features/conflicts/rules-changed.ts";
import { examine } from "../../server/features/conflicts/service.ts";
import { createIntervention, prepareDraft } from "../../server/features/interventions/service.ts";
import { listPeriods, setPeriod } from "../../server/features/no-dig-periods/service.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { loadSmallCity, ORIGIN, ROME, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const NOW = Date.parse("2026-01-10T09:00:00Z");
const BY = { actor: { id: "official", officeId: "roads" }, requestId: "test", nowMs: NOW };
const SETTING = { city: TEST_CITY, timeZone: ROME };
const CHRISTMAS: NoDigPeriodInput = {
  version: 0,
  name: "Commercio natalizio",
  season: { kind: "yearly", fromDay: "12-01", toDay: "01-06" },
  kinds: ["roadwork"],
  areas: [],
  source: "Deliberazione di prova",
  confirmed: true,
  ended: false,
};
const ID = "00000000-0000-4000-8000-0000000000c1";
const NORTH = { sort: "district", key: "north" } as const;

await describeOnDatabases("no-dig periods", (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open("schema"));
    await loadSmallCity(database);
    await database.transaction(TEST_CITY, async (db) => {
      await db.query(
        `INSERT INTO zone (id, external_id, kind, name, geom)
         SELECT row_number() OVER (), key, 'district', key,
           ST_Multi(ST_MakeEnvelope($1::float8, $2::float8 + low, $1::float8 + 1000, $2::float8 + low + 500, 32632))
         FROM (VALUES ('south', 0), ('north', 500)) AS half (key, low)`,
        [ORIGIN.x, ORIGIN.y],
      );
      for (const y of [100, 900]) {
        const change = { ...BY, actor: { ...BY.actor, id: "planner", role: "planner" } as const };
        const input = roadworkAt([100, y], [140, y], ["2026-11-30", "2026-12-04"]);
        const outcome = await createIntervention(db, SETTING, randomUUID(), input, "roads", change);
        if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
      }
      await recordRules(db);
    });
  });

  const set = (input: NoDigPeriodInput, id = ID) =>
    database.transaction(TEST_CITY, (db) => setPeriod(db, id, input, BY));
  const found = async (y: number, days: readonly [string, string] = ["2026-12-07", "2026-12-11"]) =>
    database.transaction(TEST_CITY, async (db) => {
      const phases = await prepareDraft(db, TEST_CITY, roadworkAt([500, y], [540, y], days));
      if (isRefusal(phases)) throw new Error(JSON.stringify(phases));
      const { findings, unknown } = await examine(db, {
        interventionId: null,
        phases,
        nowMs: NOW,
        timeZone: ROME,
      });
      return {
        periods: findings.filter(({ rule }) => rule === "no-dig-period"),
        isUnknown: unknown.some(({ en }) => en.startsWith("no-dig periods")),
      };
    });
  const examineAgain = async () => {
    const asked = await database.transaction(TEST_CITY, (db) => askReexamination(db, new Date(NOW)));
    await reexamine(database, TEST_CITY, ROME, () => NOW);
    return asked;
  };
  const listKept = async () => {
    const { rows } = await database.transaction(TEST_CITY, (db) =>
      db.query<{ y: number; key: string }>(
        `SELECT round(ST_Y(ST_Centroid(overlap_geom)) - ${ORIGIN.y})::integer AS y, counterpart_key AS key
         FROM finding WHERE ended_at IS NULL AND rule = 'no-dig-period' ORDER BY y`,
      ),
    );
    return rows.map(({ y }) => y);
  };

  it("are not known, and said so, until one is on record", async () => {
    expect(await found(100)).toEqual({ periods: [], isUnknown: true });
  });

  it("hold for a draft at once, with a way before and a way after, and for what is saved once examined again", async () => {
    expect(await set(CHRISTMAS)).toMatchObject({
      id: ID,
      versions: [
        { version: 1, name: "Commercio natalizio", areas: [], officeName: "Ufficio Strade (prova)" },
      ],
    });
    const { periods, isUnknown } = await found(100);
    expect(isUnknown).toBe(false);
    expect(periods).toMatchObject([
      {
        severity: "blocking",
        counterpart: { type: "place", sort: "noDigPeriod", key: ID, name: "Commercio natalizio" },
      },
    ]);
    const shifts = periods[0]!.clearances.flatMap((one) =>
      one.kind === "shift" ? [[one.startsAt.slice(0, 10), one.endsAt.slice(0, 10)]] : [],
    );
    // The last working week that ends before December, and the first after Epiphany, a holiday itself.
    expect(shifts).toEqual([
      ["2026-11-23", "2026-11-27"],
      ["2027-01-11", "2027-01-15"],
    ]);
    expect((await found(100, ["2026-11-23", "2026-11-27"])).periods).toEqual([]);
    expect((await found(100, ["2027-01-05", "2027-01-08"])).periods).toHaveLength(1);

    expect(await listKept()).toEqual([]);
    expect(await haveRulesChanged(database, TEST_CITY)).toBe(true);
    expect(await examineAgain()).toBe(true);
    expect(await listKept()).toEqual([100, 900]);
    expect(await haveRulesChanged(database, TEST_CITY)).toBe(false);
  });

  it("hold in the zones they name, whose ground of then they keep", async () => {
    expect(await set({ ...CHRISTMAS, version: 1, areas: [NORTH, NORTH] })).toMatchObject({
      versions: [
        { version: 2, areas: [{ ...NORTH, name: "north" }] },
        { version: 1, areas: [] },
      ],
    });
    await examineAgain();
    expect(await listKept()).toEqual([900]);
    expect((await found(100)).periods).toEqual([]);
    await database.transaction(TEST_CITY, (db) => db.query("DELETE FROM zone WHERE external_id = 'north'"));
    expect(await set({ ...CHRISTMAS, version: 2, areas: [NORTH], name: "Natale" })).toMatchObject({
      versions: [{ version: 3 }, {}, {}],
    });
    expect((await found(900)).periods).toHaveLength(1);
    expect((await found(100)).periods).toEqual([]);
  });

  it("are refused with a zone that there is not, and over a version that was not seen", async () => {
    expect(await set({ ...CHRISTMAS, version: 3, areas: [{ sort: "district", key: "west" }] })).toMatchObject(
      {
        refusal: "bad-input",
        errors: [{ field: "areas.0.key" }],
      },
    );
    expect(await set({ ...CHRISTMAS, version: 2 })).toMatchObject({ refusal: "version-conflict" });
    expect(await set(CHRISTMAS)).toMatchObject({ refusal: "version-conflict" });
  });

  it("end and stay on record, with who set what in the audit", async () => {
    await set({ ...CHRISTMAS, version: 3, ended: true });
    await examineAgain();
    expect(await listKept()).toEqual([]);
    expect((await found(900)).isUnknown).toBe(true);
    const [period] = await database.transaction(TEST_CITY, listPeriods);
    expect(period!.versions.map(({ version, ended }) => [version, ended])).toEqual([
      [4, true],
      [3, false],
      [2, false],
      [1, false],
    ]);
    const { rows } = await database.transaction(TEST_CITY, (db) =>
      db.query("SELECT action, after FROM audit_entry WHERE entity = 'no_dig_period' ORDER BY id"),
    );
    expect(rows).toMatchObject([
      { action: "create", after: { version: 1 } },
      { action: "update", after: { version: 2 } },
      { action: "update", after: { version: 3 } },
      { action: "update", after: { version: 4, ended: true } },
    ]);
  });

  it("of a big event hold once", async () => {
    const once = {
      ...CHRISTMAS,
      name: "Finali",
      season: { kind: "once", from: "2026-05-10", to: "2026-05-16" },
    } as const;
    expect(await set(once, randomUUID())).toMatchObject({ versions: [{ season: once.season }] });
    expect((await found(100, ["2026-05-11", "2026-05-15"])).periods).toHaveLength(1);
    expect((await found(100, ["2027-05-10", "2027-05-14"])).periods).toEqual([]);
  });
});
