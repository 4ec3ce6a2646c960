/**
 * Incremental equals full: people of two offices create, move, redate, cancel, delete and judge works at once over HTTP,
 * and change numbers that rules read, as fast-check invents it; what is then on record is what an examination of
 * everything from nothing records. DECUMANO_EDITS sets how many edits each of them makes.
 */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { addDays } from "../../domain/geo/calendar.ts";
import type { InterventionInput } from "../../domain/interventions/intervention.ts";
import { recomputeAllFindings } from "../../server/features/conflicts/rules-changed.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { type Answer, startTestServer, type TestServer } from "../support/server.ts";
import { ORIGIN, ROME, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const EDITORS = 6;
const EDITS = Number(process.env.DECUMANO_EDITS ?? 12);
const NOW = Date.parse("2026-01-10T09:00:00Z");

/** Where and when: few places and days, so that most meet something. */
const place = fc.record({
  x: fc.integer({ min: 0, max: 5 }),
  y: fc.integer({ min: 0, max: 3 }),
  turned: fc.boolean(),
  width: fc.constantFrom(1.5, 3, 5),
  day: fc.integer({ min: 0, max: 12 }),
  days: fc.integer({ min: 0, max: 9 }),
  kind: fc.constantFrom("roadwork", "roadwork", "greenwork", "event", "occupation"),
  hindrance: fc.constantFrom("minor", "major"),
  depth: fc.constantFrom(0, 0.5, 1.2),
  forecast: fc.boolean(),
});
type Drawn = typeof place extends fc.Arbitrary<infer T> ? T : never;

const which = fc.nat({ max: 1_000 });
const edit = fc.oneof(
  { weight: 9, arbitrary: fc.record({ do: fc.constant("create" as const), drawn: place }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("change" as const), which, drawn: place }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("redate" as const),
      which,
      days: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("judge" as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("set" as const),
      parameter: fc.constantFrom("worksBufferMetres", "digOnceReachMetres", "treeTimesDiameter"),
      value: fc.integer({ min: 1, max: 12 }),
    }),
  },
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function toInput({
  x,
  y,
  turned,
  width,
  day,
  days,
  kind,
  hindrance,
  depth,
  forecast,
}: Drawn): InterventionInput {
  const from = [100 + 12 * x, 100 + 12 * y] as const;
  const to = turned ? ([from[0], from[1] + 20] as const) : ([from[0] + 20, from[1] + 3] as const);
  const first = addDays("2026-03-02", day);
  const drawn = roadworkAt([...from], [...to], [first, addDays(first, days)], {
    widthMetres: width,
    hindrance: hindrance as "minor" | "major",
    depthMetres: kind === "roadwork" ? depth : null,
    state: forecast ? "forecast" : "proposed",
  });
  return { ...drawn, kind: kind as InterventionInput["kind"] };
}

/** What came of each edit, so that a test of nothing but refusals would be seen. */
type Tally = Record<string, Record<number, number>>;

interface Cookies {
  readonly planner: string;
  readonly official: string;
}

class Editor {
  readonly #server: TestServer;
  readonly #cookies: Cookies;
  /** Ids that any of the editors made. */
  readonly #ids: string[];
  readonly #tally: Tally;

  constructor(server: TestServer, cookies: Cookies, ids: string[], tally: Tally) {
    this.#server = server;
    this.#cookies = cookies;
    this.#ids = ids;
    this.#tally = tally;
  }

  async run(edits: readonly Edit[]): Promise<void> {
    for (const one of edits) {
      const answer = await this.#make(one);
      if (answer === null) continue;
      // Refused: somebody else was first, or the state does not allow it. Anything else is a fault.
      expect([200, 201, 403, 404, 409, 422], `${one.do}: ${answer.text}`).toContain(answer.status);
      this.#tally[one.do] ??= {};
      this.#tally[one.do]![answer.status] = (this.#tally[one.do]![answer.status] ?? 0) + 1;
    }
  }

  #ask(
    method: string,
    path: string,
    body?: unknown,
    as: "planner" | "official" = "planner",
  ): Promise<Answer> {
    return this.#server.ask(method, path, {
      cookie: this.#cookies[as],
      ...(body === undefined ? {} : { body }),
    });
  }

  async #make(one: Edit): Promise<Answer | null> {
    if (one.do === "create") {
      const id = randomUUID();
      const answer = await this.#ask("POST", "/api/interventions", { id, intervention: toInput(one.drawn) });
      if (answer.status === 201) this.#ids.push(id);
      return answer;
    }
    if (one.do === "set") {
      const { json } = await this.#ask("GET", "/api/rules/parameters");
      const { version } = json.parameters.find(({ id }: { id: string }) => id === one.parameter);
      const body = { version, value: one.value, source: "prova", confirmed: false };
      return this.#ask("PUT", `/api/rules/parameters/${one.parameter}`, body, "official");
    }
    const id = this.#ids[one.which % Math.max(1, this.#ids.length)];
    if (id === undefined) return null;
    const seen = await this.#ask("GET", `/api/interventions/${id}`);
    if (seen.status !== 200) return null;
    const { version, findings, phases } = seen.json;
    if (one.do === "delete") return this.#ask("DELETE", `/api/interventions/${id}?version=${version}`);
    if (one.do === "cancel") {
      const body = { version, transition: "cancel", reason: "prova" };
      return this.#ask("POST", `/api/interventions/${id}/transitions`, body);
    }
    if (one.do === "judge") {
      const kept = findings.find((finding: { id: string | null }) => finding.id !== null);
      if (kept === undefined) return null;
      const body = { findingIds: [kept.id], judgement: { verdict: "accept", reason: "prova" } };
      return this.#ask("POST", "/api/judgements", body);
    }
    const intervention =
      one.do === "change"
        ? withPhaseId(toInput(one.drawn), phases[0].id)
        : withPhaseId(redated(seen.json, one.days), phases[0].id);
    return this.#ask("PUT", `/api/interventions/${id}`, { version, intervention });
  }
}

const withPhaseId = (input: InterventionInput, id: string): InterventionInput => ({
  ...input,
  phases: input.phases.map((phase) => ({ ...phase, id })),
});

/** The same works so many days later, as they were read. */
function redated(saved: InterventionInput, days: number): InterventionInput {
  const later = (at: string) => new Date(Date.parse(at) + days * 86_400_000).toISOString();
  const { kind, state, phases } = saved;
  const base = roadworkAt([100, 100], [120, 100], ["2026-03-02", "2026-03-06"]);
  const [phase] = phases;
  const { footprint, startsAt, endsAt, hindrance, depthMetres, vehicleImpact } = phase!;
  return {
    ...base,
    kind,
    state,
    phases: [
      {
        ...base.phases[0]!,
        footprint,
        startsAt: later(startsAt),
        endsAt: later(endsAt),
        hindrance,
        depthMetres,
        vehicleImpact,
      },
    ],
  };
}

async function listInForce(database: Database): Promise<string[]> {
  const { rows } = await database.transaction(TEST_CITY, (db) =>
    db.query<{ line: string }>(
      `SELECT concat_ws(' ', rule, rule_version, severity, class, a_phase_id, counterpart_type, counterpart_key,
         overlap_during, statement->>'fingerprint') AS line
       FROM finding WHERE ended_at IS NULL ORDER BY 1`,
    ),
  );
  return rows.map(({ line }) => line);
}

await describeOnDatabases("random edits at once", (open) => {
  it("leave on record what an examination of everything from nothing finds", async () => {
    const opened = await open("small");
    const { database } = opened;
    await database.transaction(TEST_CITY, (db) =>
      db.query(
        `INSERT INTO tree (id, external_id, trunk_diameter_metres, geom)
         SELECT n, 'tree-' || n, 0.2 + n % 4 * 0.1,
           ST_SetSRID(ST_MakePoint($1::float8 + 95 + n % 8 * 17, $2::float8 + 95 + n / 8 * 15), 32632)
         FROM generate_series(1, 40) AS n`,
        [ORIGIN.x, ORIGIN.y],
      ),
    );
    await recomputeAllFindings(database, TEST_CITY, ROME, () => NOW);
    const server = await startTestServer(opened, { now: () => NOW });
    const tally: Tally = {};
    try {
      const [roads, water, official] = [
        await server.signIn("planner"),
        await server.signIn("other"),
        await server.signIn("official"),
      ];
      const ids: string[] = [];
      const [plan] = fc.sample(
        fc.array(fc.array(edit, { minLength: EDITS, maxLength: EDITS }), {
          minLength: EDITORS,
          maxLength: EDITORS,
        }),
        { numRuns: 1, seed: opened.kind === "embedded" ? 20_260_110 : 20_260_111 },
      );
      await Promise.all(
        plan!.map((edits, index) =>
          new Editor(server, { planner: index % 2 === 0 ? roads : water, official }, ids, tally).run(edits),
        ),
      );
      await vi.waitFor(
        async () => {
          const { json } = await server.ask("GET", "/api/rules/reexamination");
          expect(json.reexamination?.state ?? "done").toBe("done");
        },
        { timeout: 60_000, interval: 200 },
      );
      for (const done of ["create", "change", "set"]) {
        expect((tally[done]?.[200] ?? 0) + (tally[done]?.[201] ?? 0), JSON.stringify(tally)).toBeGreaterThan(
          0,
        );
      }
    } finally {
      await server.close();
    }
    const kept = await listInForce(database);
    expect(kept.length, JSON.stringify(tally)).toBeGreaterThan(60);
    await database.transaction(TEST_CITY, (db) =>
      db.query("UPDATE finding SET ended_at = now() WHERE ended_at IS NULL"),
    );
    await recomputeAllFindings(database, TEST_CITY, ROME, () => NOW);
    expect(kept).toEqual(await listInForce(database));
  });
});
