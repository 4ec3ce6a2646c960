/** Findings held against brute force, full recomputation and their own remedies, on both databases. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { collapseKey, counterpartKey } from "../../domain/conflicts/counterpart.ts";
import type { Clearance, Finding } from "../../domain/conflicts/finding.ts";
import { isRefusal } from "../../domain/contract/problems.ts";
import { addDays } from "../../domain/geo/calendar.ts";
import type { InterventionInput, PhaseInput } from "../../domain/interventions/intervention.ts";
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
import {
  corners,
  distanceToLine,
  distanceToPoint,
  findPairs,
  inset,
  type PlainPhase,
  type Point,
} from "../support/pair-findings.ts";
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

const save = (database: Database, input: InterventionInput, id = randomUUID()) =>
  database.transaction(TEST_CITY, async (db) => {
    const outcome = await createIntervention(db, SETTING, id, input, "roads", CHANGE);
    if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
    return id;
  });

/** The pairs in force, by phase ids. */
const listPairs = (database: Database): Promise<string[]> =>
  list(
    database,
    `SELECT concat_ws(' ', rule, a_phase_id, b_phase_id, severity) AS line FROM finding
     WHERE ended_at IS NULL AND counterpart_type = 'phase'`,
  );

const listAbout = (database: Database, type: "tree" | "utility"): Promise<string[]> =>
  list(
    database,
    `SELECT concat_ws(' ', a_phase_id, counterpart_key, severity) AS line FROM finding
     WHERE ended_at IS NULL AND counterpart_type = '${type}'`,
  );

async function list(database: Database, sql: string): Promise<string[]> {
  const { rows } = await database.transaction(TEST_CITY, (db) => db.query<{ line: string }>(sql));
  return rows.map(({ line }) => line).sort();
}

/** What is saved, in plain figures, metres from the south-west corner. */
const plain = new Map<string, PlainPhase>();

function remember(id: string, input: InterventionInput, from: Point, to: Point, width: number): void {
  const phase = input.phases[0]!;
  plain.set(id, {
    phaseId: phase.id!,
    interventionId: id,
    kind: input.kind,
    state: input.state,
    hindrance: phase.hindrance,
    corners: corners(from, to, width),
    startMs: Date.parse(phase.startsAt),
    endMs: Date.parse(phase.endsAt),
    hours: phase.dailyHours && [phase.dailyHours.fromMinute / 60, phase.dailyHours.toMinute / 60],
  });
}

const KINDS = ["roadwork", "roadwork", "roadwork", "greenwork", "event", "occupation"] as const;
const HOURS = [null, { fromMinute: 480, toMinute: 1080 }, { fromMinute: 1080, toMinute: 1440 }] as const;

/** Somewhere, some day of the winter, in `plain` under the id it is saved with. */
function invent(random: () => number) {
  const pick = <T>(choices: readonly T[]) => choices[Math.floor(random() * choices.length)]!;
  const from = [100 + random() * 250, 100 + random() * 250] as const;
  const angle = random() * Math.PI;
  const length = 8 + random() * 50;
  const to = [from[0] + Math.cos(angle) * length, from[1] + Math.sin(angle) * length] as const;
  const first = addDays("2026-01-12", Math.floor(random() * 60));
  const widthMetres = 1 + random() * 4;
  const kind = pick(KINDS);
  const drawn = roadworkAt(from, to, [first, addDays(first, Math.floor(random() * 9))], {
    id: randomUUID(),
    hindrance: random() < 0.3 ? "major" : "minor",
    widthMetres,
    state: random() < 0.2 ? "forecast" : "proposed",
    depthMetres: kind === "roadwork" ? pick([0, 0.5, 1.2, null]) : null,
    dailyHours: pick(HOURS),
  });
  const input = { ...drawn, kind };
  const id = randomUUID();
  remember(id, input, from, to, widthMetres);
  return { id, input };
}

const TREES = 120;
const PIPES = 25;

/** Trees and pipes at random among the works; all of one sort, so that brute force stays plain. */
async function plantThings(database: Database, random: () => number) {
  const place = () => [90 + random() * 300, 90 + random() * 300] as const;
  const trees = Array.from({ length: TREES }, (_, i) => ({
    key: `tree-${i}`,
    at: place(),
    trunk: 0.1 + random() * 0.5,
  }));
  const pipes = Array.from({ length: PIPES }, (_, i) => ({ key: `pipe-${i}`, from: place(), to: place() }));
  await database.transaction(TEST_CITY, async (db) => {
    await db.query(
      `INSERT INTO tree (id, external_id, species, trunk_diameter_metres, geom)
       SELECT row_number() OVER (), key, 'Tilia cordata', trunk, ST_SetSRID(ST_MakePoint(x, y), 32632)
       FROM unnest($1::text[], $2::float8[], $3::float8[], $4::float8[]) AS row (key, trunk, x, y)`,
      [
        trees.map(({ key }) => key),
        trees.map(({ trunk }) => trunk),
        trees.map(({ at }) => ORIGIN.x + at[0]),
        trees.map(({ at }) => ORIGIN.y + at[1]),
      ],
    );
    await db.query(
      `INSERT INTO utility (id, external_id, network, diameter_millimetres, depth_metres, accuracy_class, geom)
       SELECT row_number() OVER (), key, 'water', 200, 0.6, 'A',
         ST_SetSRID(ST_MakeLine(ST_MakePoint(x0, y0), ST_MakePoint(x1, y1)), 32632)
       FROM unnest($1::text[], $2::float8[], $3::float8[], $4::float8[], $5::float8[]) AS row (key, x0, y0, x1, y1)`,
      [
        pipes.map(({ key }) => key),
        pipes.map(({ from }) => ORIGIN.x + from[0]),
        pipes.map(({ from }) => ORIGIN.y + from[1]),
        pipes.map(({ to }) => ORIGIN.x + to[0]),
        pipes.map(({ to }) => ORIGIN.y + to[1]),
      ],
    );
  });
  return { trees, pipes };
}

await describeOnDatabases("findings", (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open("schema"));
    await loadSmallCity(database);
    plain.clear();
  });

  it("are those of brute force over every pair and thing, after 110 saves", async () => {
    const random = seededRandom(11);
    const { trees, pipes } = await plantThings(database, random);
    const depths = new Map<string, number | null>();
    for (let count = 0; count < 110; count++) {
      const { id, input } = invent(random);
      await save(database, input, id);
      const { id: phaseId, depthMetres } = input.phases[0]!;
      if (input.kind === "roadwork" && depthMetres !== 0) depths.set(phaseId!, depthMetres);
    }
    const pairs = await listPairs(database);
    for (const rule of [
      "roadwork-roadwork",
      "works-greenwork",
      "works-event",
      "occupation-any",
      "dig-once",
    ]) {
      expect(pairs.some((pair) => pair.startsWith(rule))).toBe(true);
    }
    expect(pairs).toEqual(findPairs([...plain.values()]));

    const digging = [...plain.values()].filter(({ phaseId }) => depths.has(phaseId));
    // A tree bears to lose a tenth of its zone: a straight edge at 0.68705 of the radius takes that of a circle.
    const roots = digging.flatMap(({ phaseId, corners: ring }) =>
      trees
        .filter(({ at, trunk }) => distanceToPoint(ring, at) < 0.68705 * 12 * trunk)
        .map(({ key }) => `${phaseId} ${key} ${depths.get(phaseId) === null ? "advice" : "warning"}`),
    );
    expect(roots.length).toBeGreaterThan(10);
    expect(await listAbout(database, "tree")).toEqual(roots.sort());

    // Class A at 0.6 m: 1.2 m deep meets it, 0.5 m does not; sure to where it lies under the dig by 50 mm at the least.
    const met = digging.flatMap(({ phaseId, corners: ring }) =>
      depths.get(phaseId) !== 1.2
        ? []
        : pipes
            .filter(({ from, to }) => distanceToLine(inset(ring, 0.05), from, to) === 0)
            .map(({ key }) => `${phaseId} ${key} warning`),
    );
    expect(met.length).toBeGreaterThan(10);
    expect(await listAbout(database, "utility")).toEqual(met.sort());
  });

  it("are the same after a full recomputation, row for row", async () => {
    const read = () =>
      list(
        database,
        "SELECT concat_ws(' ', id, rule, counterpart_key) AS line FROM finding WHERE ended_at IS NULL",
      );
    const before = await read();
    let after: string | null = null;
    do {
      const from: string | null = after;
      after = await database.transaction(TEST_CITY, (db) => recomputePage(db, ROME, from, 40, NOW));
    } while (after !== null);
    expect(await read()).toEqual(before);
  });

  it("vanish when a remedy is applied, which brings no blocking one and leaves what it says", async () => {
    const random = seededRandom(23);
    const wide = [8, 9.5, 12].map((widthMetres) =>
      roadworkAt([100, 713.3], [160, 713.3], ["2026-03-02", "2026-03-06"], { widthMetres, depthMetres: 1.2 }),
    );
    await save(database, roadworkAt([100, 700], [160, 700], ["2026-03-02", "2026-03-06"]));
    await save(database, {
      ...roadworkAt([200, 713.3], [260, 713.3], ["2026-03-02", "2026-03-08"], {
        dailyHours: { fromMinute: 1080, toMinute: 1440 },
      }),
      kind: "event",
    });
    const beside = roadworkAt([200, 720], [260, 720], ["2026-03-02", "2026-03-06"]);
    const drafts = Array.from({ length: 45 }, () => {
      const { id, input } = invent(random);
      plain.delete(id);
      return { ...input, state: "proposed" as const };
    });
    const tried = new Map<string, number>();
    for (const draft of [...wide, beside, ...drafts]) {
      const findings = await check(database, draft);
      const changes = new Map<string, { clearance: Clearance; of: Finding[] }>();
      for (const finding of findings) {
        for (const clearance of finding.clearances) {
          const name = JSON.stringify({ ...clearance, label: null });
          changes.set(name, { clearance, of: [...(changes.get(name)?.of ?? []), finding] });
        }
      }
      for (const { clearance, of } of changes.values()) {
        const left = await check(database, applied(draft, clearance));
        const keys = left.map(keyOf);
        for (const finding of of) expect(keys).not.toContain(keyOf(finding));
        const blocking = (all: Finding[]) => all.filter(({ severity }) => severity === "blocking").map(keyOf);
        expect(blocking(findings)).toEqual(expect.arrayContaining(blocking(left)));
        const cards = countCards(left);
        // What a narrower band shares is told from its line alone: never too little, sometimes too much.
        if (clearance.kind !== "narrow") expect(clearance.leaves).toEqual(cards);
        expect(clearance.leaves.blocking).toBeGreaterThanOrEqual(cards.blocking);
        tried.set(clearance.kind, (tried.get(clearance.kind) ?? 0) + 1);
      }
    }
    const kinds = ["shift", "narrow", "limit-depth", "restrict-hours", "coordinate"];
    expect(kinds.filter((kind) => !tried.has(kind))).toEqual([]);
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

    const later = { ...second.phases[0]!, startsAt: "2026-05-11T07:00:00Z", endsAt: "2026-05-15T17:00:00Z" };
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
      return [...examined.findings];
    },
    { readOnly: true },
  );
}

function applied(draft: InterventionInput, clearance: Clearance): InterventionInput {
  const phase = draft.phases[0]!;
  return { ...draft, phases: [{ ...phase, ...changeOf(phase, clearance) }] };
}

function changeOf(phase: PhaseInput, clearance: Clearance): Partial<PhaseInput> {
  switch (clearance.kind) {
    case "shift":
    case "coordinate":
      return { startsAt: clearance.startsAt, endsAt: clearance.endsAt };
    case "narrow":
      if (phase.footprint.kind !== "line") throw new Error("only a line can be narrowed");
      return { footprint: { ...phase.footprint, widthMetres: clearance.widthMetres } };
    case "limit-depth":
      return { depthMetres: clearance.depthMetres };
    case "free-footway":
      return { footwayWidthMetres: clearance.widthMetres };
    case "free-carriageway":
      return { carriagewayWidthMetres: clearance.widthMetres };
    case "regulate-traffic":
      return { vehicleImpact: clearance.vehicleImpact };
    case "limit-people":
      return { expectedPeople: clearance.expectedPeople };
    case "restrict-hours":
      return { dailyHours: clearance.dailyHours };
    case "restrict-weekdays":
      return { weekdays: clearance.weekdays };
  }
}

const keyOf = ({ rule, counterpart }: Finding) => `${rule} ${counterpartKey(counterpart)}`;

function countCards(findings: readonly Finding[]): Clearance["leaves"] {
  const of = (severity: Finding["severity"]) =>
    new Set(
      findings
        .filter((one) => one.severity === severity && one.class === "interference")
        .map(({ rule, counterpart }) => collapseKey(rule, counterpart)),
    ).size;
  return { blocking: of("blocking"), warning: of("warning") };
}
