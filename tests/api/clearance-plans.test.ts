/** Plans that clear a whole draft: applied as the editor does, and asked about again, on both databases. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { planEdit } from "../../client/features/interventions/apply-plan.ts";
import { type Draft, draftSchema, phasesInput, whenOf } from "../../client/features/interventions/draft.ts";
import { applyEdit } from "../../client/features/interventions/edits.ts";
import type { ClearancePlan } from "../../domain/conflicts/clearance-plan.ts";
import { isRefusal } from "../../domain/contract/problems.ts";
import { addDays, fromLocal, toLocal } from "../../domain/geo/calendar.ts";
import {
  type InterventionInput,
  interventionInputSchema,
  type PhaseInput,
} from "../../domain/interventions/intervention.ts";
import { examine } from "../../server/features/conflicts/examine.ts";
import { searchPlans } from "../../server/features/conflicts/plan-clearance.ts";
import { createIntervention, prepareDraft } from "../../server/features/interventions/service.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { seededRandom } from "../support/random.ts";
import { loadSmallCity, ORIGIN, ROME, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const NOW = Date.parse("2026-01-10T09:00:00Z");
const SETTING = { city: TEST_CITY, timeZone: ROME };
const CHANGE = {
  actor: { id: "planner", role: "planner", officeId: "roads" } as const,
  requestId: "test",
  nowMs: NOW,
};

const save = (database: Database, input: InterventionInput) =>
  database.transaction(TEST_CITY, async (db) => {
    const outcome = await createIntervention(db, SETTING, randomUUID(), input, "water", CHANGE);
    if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
  });

const plan = (database: Database, draft: InterventionInput) =>
  database.transaction(TEST_CITY, async (db) => {
    const planned = await searchPlans(db, SETTING, { draft, interventionId: null }, NOW);
    if (isRefusal(planned)) throw new Error(JSON.stringify(planned));
    return planned;
  });

/** What the server finds, as the editor asks it. */
const check = (database: Database, draft: InterventionInput) =>
  database.transaction(TEST_CITY, async (db) => {
    const phases = await prepareDraft(db, TEST_CITY, draft);
    if (isRefusal(phases)) throw new Error(JSON.stringify(phases));
    const { findings } = await examine(db, { interventionId: null, phases, nowMs: NOW, timeZone: ROME });
    return findings.filter(({ severity }) => severity === "blocking");
  });

/** On the editor's desk. */
function toDraft(input: InterventionInput): Draft {
  return draftSchema.parse({
    ...input,
    id: randomUUID(),
    savedVersion: null,
    position: 0,
    phases: input.phases.map((phase) => ({
      ...phase,
      id: randomUUID(),
      widthMetres: phase.footprint.kind === "line" ? phase.footprint.widthMetres : 2.5,
      ...whenOf(phase, ROME),
    })),
  });
}

/** The draft with a plan applied by the client's own edit, as it would be sent. */
function applied(input: InterventionInput, steps: ClearancePlan["steps"]): InterventionInput {
  const draft = toDraft(input);
  const after = applyEdit(draft, planEdit(draft, { steps }, ROME));
  expect(applyEdit(after.draft, after.inverse).draft.phases).toEqual(draft.phases);
  return interventionInputSchema.parse({ ...input, phases: phasesInput(after.draft.phases, ROME) });
}

const moved = (phase: PhaseInput, days: number): PhaseInput => {
  const by = (instant: string) => {
    const { date, clockMs } = toLocal(Date.parse(instant), ROME);
    return new Date(fromLocal(addDays(date, days), clockMs, ROME)).toISOString();
  };
  return { ...phase, startsAt: by(phase.startsAt), endsAt: by(phase.endsAt) };
};

const WEEK = ["2026-03-02", "2026-03-06"] as const;

await describeOnDatabases("plans that clear a draft", (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open("schema"));
    await loadSmallCity(database);
    // Along y = 100: 20 m in the draft's fortnight, at the end of its line.
    await save(database, roadworkAt([180, 100], [200, 100], WEEK));
    // Along y = 300: a whole street's length for three weeks, to one side of the draft's band.
    await save(
      database,
      roadworkAt([100, 301.62], [200, 301.62], ["2026-02-23", "2026-03-13"], { widthMetres: 1.2 }),
    );
    // Along y = 500: taken from the first day that may still be until a year later.
    await save(database, roadworkAt([100, 500], [200, 500], ["2026-01-12", "2027-01-30"]));
    // A monumental tree 2 m beside y = 700, and works across it.
    await database.transaction(TEST_CITY, (db) =>
      db.query(
        `INSERT INTO tree (id, external_id, monumental, species, geom)
         VALUES (1, 'old', true, 'Platanus x acerifolia', ST_SetSRID(ST_MakePoint($1, $2), 32632))`,
        [ORIGIN.x + 150, ORIGIN.y + 706],
      ),
    );
    await save(database, roadworkAt([190, 690], [190, 710], ["2026-03-02", "2026-03-13"]));
  });

  it("are none where nothing blocks", async () => {
    const draft = roadworkAt([400, 400], [450, 400], WEEK);
    expect(await plan(database, draft)).toEqual({ plans: [], stuck: [] });
  });

  it("say what stays where nothing tried clears", async () => {
    const { plans, stuck } = await plan(database, roadworkAt([100, 500], [105, 500], WEEK));
    expect(plans).toEqual([]);
    expect(stuck.map(({ phasePosition, rule }) => [phasePosition, rule])).toEqual([[0, "roadwork-roadwork"]]);
  });

  it("do the near end first and the far end when it is free, where that costs less than to move all", async () => {
    const draft = roadworkAt([100, 100], [200, 100], ["2026-03-02", "2026-03-13"]);
    const { plans } = await plan(database, draft);
    const staged = plans.find(({ steps }) => steps[0]!.kind === "stages")!;
    expect(plans[0]).toBe(staged);
    expect(staged.cost).toEqual({ points: 5, terms: [{ term: "stages", amount: 1, weight: 5 }] });
    const phases = applied(draft, staged.steps).phases;
    expect(phases).toHaveLength(2);
    // From the first day to the last that it had.
    expect([phases[0]!.startsAt, phases[1]!.endsAt].map((at) => at.slice(0, 10))).toEqual([
      "2026-03-02",
      "2026-03-13",
    ]);
  });

  it("narrow the band where that is enough, and count what it costs", async () => {
    const draft = roadworkAt([100, 300], [200, 300], WEEK, { widthMetres: 3 });
    const { plans } = await plan(database, draft);
    // The other takes from 1.0 m beside the line.
    expect(plans[0]!.labels[0]!.it).toBe("Restringere a 2 m invece di 3 m");
    expect(plans[0]!.cost.points).toBe(1 + 4);
    // A tenth of a metre more would not do.
    const wider = roadworkAt([100, 300], [200, 300], WEEK, { widthMetres: 2.1 });
    expect(await check(database, wider)).not.toEqual([]);
  });

  it("narrow and move at once where one thing is always there and another only now", async () => {
    const draft = roadworkAt([100, 700], [200, 700], WEEK, { widthMetres: 4 });
    const { plans } = await plan(database, draft);
    expect(plans.length).toBeGreaterThan(0);
    for (const { steps } of plans) expect(await check(database, applied(draft, steps))).toEqual([]);
    const both = plans.find(({ steps: [step] }) => step!.kind === "changes" && step!.changes.length > 1)!;
    const [step] = both.steps;
    const changes = step!.kind === "changes" ? step!.changes : [];
    expect(changes.map(({ kind }) => kind).sort()).toEqual(["narrow", "shift"]);
    // Neither alone is enough.
    for (const change of changes) {
      const alone = applied(draft, [{ ...step!, kind: "changes", phasePosition: 0, changes: [change] }]);
      expect(await check(database, alone)).not.toEqual([]);
    }
  });

  it("move all phases together where that costs less than each by itself", async () => {
    const [first] = roadworkAt([100, 300], [200, 300], WEEK, { widthMetres: 9 }).phases;
    const [second] = roadworkAt([100, 300], [200, 300], ["2026-03-09", "2026-03-13"], {
      widthMetres: 9,
    }).phases;
    const draft = { ...roadworkAt([100, 300], [200, 300], WEEK), phases: [first!, second!] };
    const { plans } = await plan(database, draft);
    expect(plans.length).toBeGreaterThan(0);
    for (const { steps } of plans) expect(await check(database, applied(draft, steps))).toEqual([]);
    expect(plans[0]!.labels.map(({ en }) => en)).toEqual(["Start all phases 14 days later"]);
  });

  it("clear every random draft they are offered for, and no nearer day would have", async () => {
    const random = seededRandom(11);
    const between = (from: number, to: number) => Math.round((from + random() * (to - from)) * 10) / 10;
    let offered = 0;
    for (let trial = 0; trial < 12; trial++) {
      const y = [100, 300, 700][trial % 3]! + between(-2, 2);
      const start = addDays("2026-03-02", Math.floor(random() * 3) * 7);
      const draft = roadworkAt([between(90, 150), y], [between(160, 210), y], [start, addDays(start, 4)], {
        widthMetres: between(1, 5),
      });
      const { plans, stuck } = await plan(database, draft);
      if (plans.length === 0) {
        const rules = (await check(database, draft)).map(({ rule }) => rule);
        expect([...new Set(rules)].sort()).toEqual(stuck.map(({ rule }) => rule).sort());
        continue;
      }
      offered += 1;
      const points = plans.map(({ cost }) => cost.points);
      expect(points).toEqual([...points].sort((a, b) => a - b));
      for (const { steps, cost } of plans) {
        expect(await check(database, applied(draft, steps))).toEqual([]);
        const sum = cost.terms.reduce((total, { amount, weight }) => total + amount * weight, 0);
        expect(cost.points).toBeCloseTo(sum, 6);
      }
      // Every single move by whole weeks, which keeps a week's works on their days, that would have cost less.
      for (let days = 7; days + 1 < plans[0]!.cost.points; days += 7) {
        const [phase] = draft.phases;
        expect(
          await check(database, { ...draft, phases: [moved(phase!, days)] }),
          `${days} days`,
        ).not.toEqual([]);
      }
    }
    expect(offered).toBeGreaterThan(5);
  });
});
