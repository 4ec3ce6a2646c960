/** The first free window, held to the engine asked day by day: what is gathered once must leave nothing out. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { WindowQuestion } from "../../../domain/conflicts/free-window.ts";
import { isRefusal } from "../../../domain/contract/problems.ts";
import { addDays, daysBetween } from "../../../domain/geo/calendar.ts";
import type { InterventionInput } from "../../../domain/interventions/intervention.ts";
import { describeOnDatabases } from "../../../tests/support/databases.ts";
import { seededRandom } from "../../../tests/support/random.ts";
import { loadSmallCity, ROME, roadworkAt } from "../../../tests/support/small-city.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";
import type { Database } from "../../platform/db.ts";
import { createIntervention, prepareDraft } from "../interventions/service.ts";
import { searchWindow } from "./free-window.ts";
import { examine } from "./service.ts";

const NOW = Date.parse("2026-01-10T09:00:00Z");
const SETTING = { city: TEST_CITY, timeZone: ROME };
const CHANGE = {
  actor: { id: "planner", role: "planner", officeId: "roads" } as const,
  requestId: "test",
  nowMs: NOW,
};

const save = (database: Database, input: InterventionInput) =>
  database.transaction(TEST_CITY, async (db) => {
    const id = randomUUID();
    const outcome = await createIntervention(db, SETTING, id, input, "roads", CHANGE);
    if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
    return id;
  });

const ask = (database: Database, draft: InterventionInput, question: WindowQuestion) =>
  database.transaction(TEST_CITY, async (db) => {
    const phases = await prepareDraft(db, TEST_CITY, draft);
    if (isRefusal(phases)) throw new Error(JSON.stringify(phases));
    return searchWindow(
      db,
      { interventionId: null, phases, nowMs: NOW, timeZone: ROME },
      phases[0]!,
      question,
    );
  });

/** What the engine says of the first phase on these days: the rules that stand in the way. */
const engineOn = (
  database: Database,
  draft: InterventionInput,
  days: readonly [string, string],
  accept: boolean,
) =>
  database.transaction(TEST_CITY, async (db) => {
    const [first, ...others] = draft.phases;
    const moved = { ...first!, startsAt: at(days[0], first!.startsAt), endsAt: at(days[1], first!.endsAt) };
    const phases = await prepareDraft(db, TEST_CITY, { ...draft, phases: [moved, ...others] });
    if (isRefusal(phases)) throw new Error(JSON.stringify(phases));
    const { findings } = await examine(db, { interventionId: null, phases, nowMs: NOW, timeZone: ROME });
    return findings
      .filter(({ phasePosition }) => phasePosition === 0)
      .filter(({ severity }) => severity === "blocking" || (!accept && severity === "warning"))
      .map(({ rule }) => rule);
  });

/** The same hour by the clock of winter; the days asked about are all in winter. */
const at = (day: string, instant: string) => `${day}${instant.slice(10)}`;

const trench = (from: string, to: string) =>
  roadworkAt([200, 200], [240, 200], [from, to], { depthMetres: 0.8 });

await describeOnDatabases("first free window", (open) => {
  let database: Database;

  beforeAll(async () => {
    ({ database } = await open());
    await loadSmallCity(database);
    await save(database, roadworkAt([220, 190], [220, 210], ["2026-01-12", "2026-01-20"]));
    const random = seededRandom(7);
    for (let index = 0; index < 14; index++) {
      const first = addDays("2026-01-12", Math.floor(random() * 55));
      const east = 150 + random() * 100;
      const south = random() < 0.6 ? 180 : 207 + random() * 8;
      const input = roadworkAt(
        [east, south],
        [east + 20, south < 200 ? 220 : south],
        [first, addDays(first, Math.floor(random() * 9))],
        { state: index % 5 === 0 ? "forecast" : "proposed", hindrance: index % 2 === 0 ? "major" : "minor" },
      );
      await save(database, index % 4 === 3 ? { ...input, kind: "event" } : input);
    }
    // Reinstated for good a while ago: the moratorium is over during the days looked at.
    const old = await save(database, roadworkAt([210, 200], [220, 200], ["2025-08-01", "2025-08-05"]));
    await database.transaction(TEST_CITY, async (db) => {
      await db.query(
        `UPDATE intervention SET state = 'takenBack', reinstatement = 'definitive',
           reinstated_at = '2025-08-09T10:00:00Z' WHERE id = $1`,
        [old],
      );
      await db.query("UPDATE phase SET live = false WHERE intervention_id = $1", [old]);
    });
  }, 60_000);

  for (const [name, draft, question] of [
    ["blocking alone", trench("2026-01-12", "2026-01-13"), { days: null, acceptWarnings: true }],
    ["nor warnings", trench("2026-01-12", "2026-01-12"), { days: 2, acceptWarnings: false }],
    [
      "an event with its other evening",
      {
        ...trench("2026-01-17", "2026-01-18"),
        kind: "event" as const,
        phases: [trench("2026-01-17", "2026-01-18"), trench("2026-01-24", "2026-01-25")].flatMap(
          ({ phases }) => phases,
        ),
      },
      { days: null, acceptWarnings: true, unit: "calendar" as const },
    ],
  ] as const) {
    it(`is the engine's own first free day: ${name}`, async () => {
      const asked = { from: "2026-01-12", startDays: 45, unit: "working" as const, ...question };
      const result = await ask(database, draft, asked);
      const days = result.days;
      const works = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay() % 6 !== 0;
      const lastOf = (first: string) => {
        let date = first;
        for (let left = days - 1; left > 0; ) {
          date = addDays(date, 1);
          if (asked.unit === "calendar" || works(date)) left -= 1;
        }
        return date;
      };
      const blocked = new Set<string>();
      let free: string | null = null;
      // No public holiday falls in these weeks.
      for (let date = asked.from; daysBetween(asked.from, date) < asked.startDays; date = addDays(date, 1)) {
        if (asked.unit === "working" && !works(date)) continue;
        const found = await engineOn(database, draft, [date, lastOf(date)], asked.acceptWarnings);
        if (found.length === 0) {
          free = date;
          break;
        }
        for (const rule of found) blocked.add(rule);
      }
      expect(result.window?.firstDay ?? null).toBe(free);
      expect(result.window?.lastDay ?? null).toBe(free === null ? null : lastOf(free));
      expect([...new Set(result.blockers.map(({ rule }) => rule))].sort()).toEqual([...blocked].sort());
      // Somebody is in the way of the first day, or this would show nothing.
      expect(result.blockers.length).toBeGreaterThan(0);
    });
  }

  it("says what never makes way, and that there is no window", async () => {
    const draft = roadworkAt([200, 200], [240, 200], ["2026-01-12", "2026-01-13"], {
      footwayWidthMetres: 0.5,
    });
    const result = await ask(database, draft, {
      from: "2026-01-12",
      startDays: 30,
      days: null,
      unit: "working",
      acceptWarnings: true,
    });
    expect(result.window).toBeNull();
    expect(result.tried).toBe(22);
    expect(result.blockers.find(({ rule }) => rule === "pedestrian-corridor")).toMatchObject({
      firstStart: "2026-01-12",
      lastStart: "2026-02-10",
      starts: 22,
    });
  });
});
