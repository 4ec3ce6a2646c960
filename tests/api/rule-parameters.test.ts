/** Numbers that rules read: set by an office, kept in versions, and what they change is found again. */
import { beforeAll, expect, it } from "vitest";
import { isRefusal } from "../../domain/contract/problems.ts";
import { haveRulesChanged, recomputeAllFindings } from "../../server/features/conflicts/rules-changed.ts";
import { examine } from "../../server/features/conflicts/service.ts";
import { createIntervention, prepareDraft } from "../../server/features/interventions/service.ts";
import {
  findParameterValues,
  listParameters,
  setParameter,
} from "../../server/features/rules-catalogue/service.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { loadSmallCity, ROME, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const NOW = Date.parse("2026-01-10T09:00:00Z");
const BY = { actor: { id: "official", officeId: "roads" }, requestId: "test", nowMs: NOW };
const SETTING = { city: TEST_CITY, timeZone: ROME };

await describeOnDatabases("rule parameters", (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open("schema"));
    await loadSmallCity(database);
    await database.transaction(TEST_CITY, async (db) => {
      for (const [y, id] of [
        [100, "00000000-0000-4000-8000-00000000000a"],
        [108, "00000000-0000-4000-8000-00000000000b"],
      ] as const) {
        const input = roadworkAt([100, y], [140, y], ["2026-03-02", "2026-03-06"]);
        const change = {
          actor: { id: "planner", role: "planner", officeId: "roads" } as const,
          requestId: "t",
          nowMs: NOW,
        };
        const outcome = await createIntervention(db, SETTING, id, input, "roads", change);
        if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
      }
    });
    await recomputeAllFindings(database, TEST_CITY, ROME, () => NOW);
  });

  const set = (id: "worksBufferMetres" | "boardDays", version: number, value: number) =>
    database.transaction(TEST_CITY, (db) =>
      setParameter(db, id, { version, value, source: "Regolamento di prova, art. 1", confirmed: true }, BY),
    );
  const listRecorded = async () => {
    const { rows } = await database.transaction(TEST_CITY, (db) =>
      db.query<{ rule: string }>("SELECT rule FROM finding WHERE ended_at IS NULL ORDER BY rule"),
    );
    return rows.map(({ rule }) => rule);
  };
  const checkRules = () =>
    database.transaction(TEST_CITY, async (db) => {
      const phases = await prepareDraft(
        db,
        TEST_CITY,
        roadworkAt([100, 104], [140, 104], ["2026-03-02", "2026-03-06"]),
      );
      if (isRefusal(phases)) throw new Error(JSON.stringify(phases));
      const { findings } = await examine(db, { interventionId: null, phases, nowMs: NOW, timeZone: ROME });
      return findings.map(({ rule }) => rule);
    });

  it("are defaults, not confirmed, until a city sets one", async () => {
    const listed = await database.transaction(TEST_CITY, listParameters);
    expect(
      listed.every(
        ({ version, confirmed, versions }) => version === 0 && !confirmed && versions.length === 0,
      ),
    ).toBe(true);
    expect(await haveRulesChanged(database, TEST_CITY)).toBe(false);
  });

  it("refuse what is out of bounds, and a version that somebody else has passed", async () => {
    expect(await set("worksBufferMetres", 0, 13)).toMatchObject({
      refusal: "bad-input",
      errors: [{ field: "value", message: "must be between 0 and 12" }],
    });
    expect(await set("boardDays", 0, 1.5)).toMatchObject({ refusal: "bad-input" });
    expect(await set("boardDays", 3, 10)).toMatchObject({ refusal: "version-conflict" });
  });

  it("hold at once for a draft, and for what is saved once it was examined again; nothing is forgotten", async () => {
    // 8 m apart, less the two half widths: within twice 5 m.
    expect(await listRecorded()).toEqual(["roadwork-roadwork"]);
    expect(await checkRules()).toContain("roadwork-roadwork");
    expect(await set("worksBufferMetres", 0, 0)).toMatchObject({
      value: 0,
      version: 1,
      confirmed: true,
      versions: [
        {
          version: 1,
          value: 0,
          source: "Regolamento di prova, art. 1",
          officeName: "Ufficio Strade (prova)",
        },
      ],
    });
    expect(await checkRules()).not.toContain("roadwork-roadwork");
    expect(await haveRulesChanged(database, TEST_CITY)).toBe(true);
    await recomputeAllFindings(database, TEST_CITY, ROME, () => NOW);
    expect(await haveRulesChanged(database, TEST_CITY)).toBe(false);
    expect(await listRecorded()).toEqual([]);
    expect(await set("worksBufferMetres", 1, 5)).toMatchObject({
      version: 2,
      versions: [{ version: 2 }, { version: 1 }],
    });
    const { rows } = await database.transaction(TEST_CITY, (db) =>
      db.query("SELECT before, after FROM audit_entry WHERE entity = 'rule_parameter' ORDER BY id"),
    );
    expect(rows).toMatchObject([
      { before: { version: 0, value: 5 }, after: { version: 1, value: 0 } },
      { before: { version: 1, value: 0 }, after: { version: 2, value: 5 } },
    ]);
    const values = await database.transaction(TEST_CITY, findParameterValues);
    expect(values.worksBufferMetres).toBe(5);
  });
});
