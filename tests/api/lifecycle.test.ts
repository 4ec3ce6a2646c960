/** An intervention from forecast to definitive reinstatement, over HTTP: who may take it where, and what is kept. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../domain/contract/endpoint.ts";
import {
  INTERVENTION_STATES,
  type InterventionInput,
  type InterventionState,
} from "../../domain/interventions/intervention.ts";
import {
  findTransition,
  findTransitionTo,
  mayMake,
  TRANSITION_VERBS,
} from "../../domain/interventions/lifecycle.ts";
import { createIntervention } from "../../server/features/interventions/service.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { type Answer, startTestServer, type TestServer } from "../support/server.ts";
import { ROME, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const NOW = Date.parse("2026-02-01T09:00:00Z");
const DAYS = ["2026-03-02", "2026-03-06"] as const;
const SIGNED = ["planner", "other", "crew", "official", "admin"] as const;
const ACTORS: Readonly<Record<(typeof SIGNED)[number], { role: Role; officeId: string }>> = {
  planner: { role: "planner", officeId: "roads" },
  other: { role: "planner", officeId: "water" },
  crew: { role: "crew_lead", officeId: "roads" },
  official: { role: "official", officeId: "roads" },
  admin: { role: "administrator", officeId: "roads" },
};

await describeOnDatabases("lifecycle", (open) => {
  let server: TestServer;
  let database: Database;
  const cookies: Record<string, string> = {};
  let row = 0;

  beforeAll(async () => {
    const opened = await open("small");
    database = opened.database;
    server = await startTestServer(opened, { now: () => NOW });
    for (const id of [...SIGNED, "citizen", "desk"]) cookies[id] = await server.signIn(id);
    return () => server.close();
  });

  /** On ground of its own, so that it meets nothing; in any state, as what is brought in comes. */
  async function place(state: InterventionState, more: Partial<InterventionInput> = {}): Promise<string> {
    const id = randomUUID();
    row = 1 + (row % 90);
    const input = { ...roadworkAt([20, row * 10], [60, row * 10], DAYS, { state }), ...more };
    const change = { actor: { id: "admin", ...ACTORS.admin }, requestId: "test", nowMs: NOW };
    const setting = { city: TEST_CITY, timeZone: ROME };
    const outcome = await database.transaction(TEST_CITY, (db) =>
      createIntervention(db, setting, id, input, "roads", change, { inAnyState: true }),
    );
    expect(outcome).toBe("created");
    return id;
  }

  const move = (id: string, by: string, body: object): Promise<Answer> =>
    server.ask("POST", `/api/interventions/${id}/transitions`, { cookie: cookies[by], body });
  const get = async (id: string) => (await server.ask("GET", `/api/interventions/${id}`)).json;
  /** What any transition could ask for. */
  const said = { reason: "prova", endsAt: "2026-03-10T17:00:00Z", reinstatement: "provisional" };

  describe("by name", () => {
    it.each(INTERVENTION_STATES)(
      "from %s goes where the table leads, for those it names, and nowhere else",
      async (state) => {
        const standing = { state, officeId: "roads", reinstatement: null };
        const kept = await place(state);
        const wrong: string[] = [];
        for (const transition of TRANSITION_VERBS) {
          const found = findTransition(transition, standing);
          // Each role is asked where the table names some; where it names none, who may anything is refused.
          const refused =
            found === null ? ["admin"] : SIGNED.filter((by) => !mayMake(found, ACTORS[by], standing));
          for (const by of refused) {
            const { status, json } = await move(kept, by, { version: 1, transition, ...said });
            if (
              status !== 409 ||
              json.code !== "transition-not-allowed" ||
              json.errors[0].field !== "state"
            ) {
              wrong.push(`${transition} by ${by}: ${status} ${json.code}`);
            }
          }
          if (found === null) continue;
          const by = SIGNED.find((one) => mayMake(found, ACTORS[one], standing))!;
          const { status, json } = await move(await place(state), by, { version: 1, transition, ...said });
          if (status !== 200 || json.state !== (found.to ?? state) || json.version !== 2) {
            wrong.push(`${transition} by ${by}: ${status} ${json.code ?? json.state}`);
          }
        }
        expect(wrong).toEqual([]);
        expect(await get(kept)).toMatchObject({ state, version: 1 });
      },
    );

    it("is not for citizens, nor for the desk", async () => {
      const id = await place("draft");
      for (const by of ["citizen", "desk"]) {
        const { json } = await move(id, by, { version: 1, transition: "propose" });
        expect(json).toMatchObject({ status: 403, code: "not-allowed" });
      }
    });

    it.each([
      { transition: "suspend", state: "inProgress", without: "reason" },
      { transition: "cancel", state: "draft", without: "reason" },
      { transition: "startUrgently", state: "approved", without: "reason" },
      { transition: "extend", state: "approved", without: "endsAt" },
      { transition: "extend", state: "approved", without: "reason" },
      { transition: "complete", state: "inProgress", without: "reinstatement" },
      { transition: "takeBack", state: "completed", without: "reinstatement" },
    ] as const)("$transition asks for its $without", async ({ transition, state, without }) => {
      const id = await place(state);
      const body = { version: 1, transition, ...said, [without]: undefined };
      expect((await move(id, "admin", body)).json).toMatchObject({
        status: 400,
        code: "bad-input",
        errors: [{ field: without }],
      });
      expect(await get(id)).toMatchObject({ state, version: 1 });
    });

    it("begun urgently starts the clock by which it is regularised", async () => {
      const id = await place("approved");
      const begun = await move(id, "crew", { version: 1, transition: "startUrgently", reason: "Voragine" });
      expect(begun.json).toMatchObject({ state: "inProgress", urgent: true });
      const clocks = await database.transaction(TEST_CITY, async (db) => {
        const { rows } = await db.query<{ started: Date; done: Date | null }>(
          "SELECT started_at AS started, done_at AS done FROM regularisation WHERE intervention_id = $1",
          [id],
        );
        return rows;
      });
      expect(clocks).toEqual([{ started: new Date(NOW), done: null }]);
    });

    it("asks nobody how a market's ground was restored", async () => {
      const id = await place("inProgress", { kind: "event" });
      const done = await move(id, "planner", { version: 1, transition: "complete" });
      expect(done.json).toMatchObject({ state: "completed", reinstatement: null });
    });

    it("is refused to who looked at an older version, and to nobody twice at once", async () => {
      const id = await place("proposed");
      const both = await Promise.all(
        ["official", "admin"].map((by) => move(id, by, { version: 1, transition: "approve" })),
      );
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(both.find(({ status }) => status === 409)!.json.code).toBe("version-conflict");
    });
  });

  describe("as a plain change", () => {
    const change = (id: string, state: InterventionState, version: number) => {
      row = 1 + (row % 90);
      const intervention = roadworkAt([200, row * 10], [240, row * 10], DAYS, { state });
      return server.ask("PUT", `/api/interventions/${id}`, {
        cookie: cookies.planner,
        body: { version, intervention },
      });
    };

    it.each(INTERVENTION_STATES)("from %s to any other state follows the same table", async (from) => {
      const wrong: string[] = [];
      let id = await place(from);
      for (const to of INTERVENTION_STATES) {
        const standing = { state: from, officeId: "roads", reinstatement: null };
        const found = findTransitionTo(to, standing);
        const may =
          from === to ||
          (found !== null && found.needs.length === 0 && mayMake(found, ACTORS.planner, standing));
        const { version } = await get(id);
        const { status, json } = await change(id, to, version);
        const isRight = may
          ? status === 200 && json.state === to
          : status === 409 && json.code === "transition-not-allowed" && json.errors[0].field === "state";
        if (!isRight) wrong.push(`${from} to ${to}: ${status} ${json.code ?? json.state}`);
        if (may) id = await place(from);
      }
      expect(wrong).toEqual([]);
    });

    it.each(INTERVENTION_STATES)("begins as %s only where a new one may", async (state) => {
      const saved = (urgent: boolean) =>
        server.ask("POST", "/api/interventions", {
          cookie: cookies.planner,
          body: {
            id: randomUUID(),
            intervention: { ...roadworkAt([20, 970], [60, 970], DAYS, { state }), urgent },
          },
        });
      const first = ["forecast", "draft", "proposed"].includes(state);
      expect((await saved(false)).status).toBe(first ? 201 : 409);
      const urgent = await saved(true);
      expect(urgent.status).toBe(first || state === "inProgress" ? 201 : 409);
      if (urgent.status === 409) {
        expect(urgent.json).toMatchObject({ code: "transition-not-allowed", errors: [{ field: "state" }] });
      }
    });

    it("that puts the end off after approval goes into the ledger, though nobody said why", async () => {
      const id = await place("approved");
      const { phases, version } = await get(id);
      const { status, json } = await server.ask("PUT", `/api/interventions/${id}`, {
        cookie: cookies.planner,
        body: {
          version,
          intervention: {
            ...roadworkAt([20, 950], [60, 950], ["2026-03-02", "2026-03-08"], { state: "approved" }),
            phases: [{ ...phases[0], endsAt: "2026-03-08T17:00:00.000Z" }],
          },
        },
      });
      expect(status).toBe(200);
      expect(json.extensions).toEqual([
        {
          phaseId: phases[0].id,
          from: "2026-03-06T17:00:00.000Z",
          to: "2026-03-08T17:00:00.000Z",
          reason: null,
          at: new Date(NOW).toISOString(),
        },
      ]);
    });
  });

  it("goes from forecast to definitive reinstatement, and its history tells each step", async () => {
    const id = await place("forecast");
    const steps: [string, object][] = [
      ["planner", { transition: "propose" }],
      ["official", { transition: "approve" }],
      ["official", { transition: "handOver" }],
      ["crew", { transition: "start" }],
      ["crew", { transition: "suspend", reason: "Ritrovamento archeologico" }],
      ["official", { transition: "resume" }],
      ["planner", { transition: "extend", endsAt: "2026-03-20T17:00:00Z", reason: "Pioggia" }],
      ["crew", { transition: "complete", reinstatement: "provisional" }],
      ["official", { transition: "takeBack" }],
      ["planner", { transition: "reinstate" }],
    ];
    let last: Answer | null = null;
    for (const [index, [by, body]] of steps.entries()) {
      last = await move(id, by, { version: index + 1, ...body });
      expect(last.text).toContain('"version"');
      expect(last.status).toBe(200);
      if (index === 7) {
        expect(last.json.reinstatement).toEqual({
          kind: "provisional",
          at: new Date(NOW).toISOString(),
          definitiveBy: "2026-04-02",
        });
      }
    }
    expect(last!.json).toMatchObject({
      state: "takenBack",
      reinstatement: { kind: "definitive", definitiveBy: null },
      extensions: [{ reason: "Pioggia", from: "2026-03-06T17:00:00.000Z", to: "2026-03-20T17:00:00.000Z" }],
    });
    const history = await server.ask("GET", `/api/interventions/${id}/history`, { cookie: cookies.planner });
    expect(history.json.entries.map((entry: { action: string }) => entry.action)).toEqual([
      "create",
      ...steps.map(() => "transition"),
    ]);
    expect(history.json.entries[5]).toMatchObject({
      actor: { id: "crew", name: "Caposquadra Prova" },
      version: 6,
      transition: {
        verb: "suspend",
        from: "inProgress",
        to: "suspended",
        reason: "Ritrovamento archeologico",
      },
    });
    expect(history.json.entries[7].transition).toMatchObject({
      verb: "extend",
      to: "inProgress",
      endsAt: "2026-03-20T17:00:00Z",
    });
  });

  it("extends the phase it is told, else the one that ends last, and only forward", async () => {
    const two = roadworkAt([20, 960], [60, 960], DAYS).phases;
    const later = { ...two[0]!, startsAt: "2026-03-09T07:00:00Z", endsAt: "2026-03-13T17:00:00Z" };
    const id = await place("approved", { phases: [later, two[0]!] });
    const [second, first] = (await get(id)).phases;
    const extend = (version: number, endsAt: string, phaseId?: string) =>
      move(id, "planner", { version, transition: "extend", reason: "prova", endsAt, phaseId });
    expect((await extend(1, "2026-03-13T17:00:00Z")).json.errors[0].field).toBe("endsAt");
    expect((await extend(1, "2046-03-13T17:00:00Z")).json.errors[0].field).toBe("endsAt");
    expect((await extend(1, "2026-03-14T17:00:00Z", id)).json.errors[0].field).toBe("phaseId");
    expect((await extend(1, "2026-03-14T17:00:00Z")).json.phases[0].endsAt).toBe("2026-03-14T17:00:00.000Z");
    const { json } = await extend(2, "2026-03-07T17:00:00Z", first.id);
    expect(json.phases[1].endsAt).toBe("2026-03-07T17:00:00.000Z");
    expect(json.extensions.map(({ phaseId }: { phaseId: string }) => phaseId)).toEqual([second.id, first.id]);
    // What was drawn stays to the millimetre where it was drawn.
    expect(json.phases[0].footprint).toEqual(second.footprint);
  });

  it("takes findings with it: they end with what takes no ground any more, and come with a later end", async () => {
    const crossing = async (state: InterventionState, days: readonly [string, string]) => {
      const id = randomUUID();
      const input = roadworkAt([500, 500], [540, 500], days, { state });
      await database.transaction(TEST_CITY, (db) =>
        createIntervention(
          db,
          { city: TEST_CITY, timeZone: ROME },
          id,
          input,
          "roads",
          { actor: { id: "admin", ...ACTORS.admin }, requestId: "test", nowMs: NOW },
          { inAnyState: true },
        ),
      );
      return id;
    };
    const early = await crossing("approved", ["2026-05-04", "2026-05-08"]);
    const late = await crossing("approved", ["2026-05-11", "2026-05-15"]);
    const clashes = async (id: string) =>
      (await get(id)).findings.filter(({ severity }: { severity: string }) => severity === "blocking").length;
    expect(await clashes(late)).toBe(0);
    const extended = { version: 1, transition: "extend", reason: "prova", endsAt: "2026-05-12T17:00:00Z" };
    expect((await move(early, "planner", extended)).json.findings).not.toEqual([]);
    expect(await clashes(late)).toBeGreaterThan(0);
    await move(early, "planner", { version: 2, transition: "cancel", reason: "prova" });
    expect((await get(early)).findings).toEqual([]);
    expect(await clashes(late)).toBe(0);
    const open = await database.transaction(TEST_CITY, async (db) => {
      const { rows } = await db.query<{ count: number }>(
        `SELECT count(*)::integer AS count FROM finding JOIN phase ON phase.id = a_phase_id
         WHERE ended_at IS NULL AND intervention_id = $1`,
        [early],
      );
      return rows[0]!.count;
    });
    expect(open).toBe(0);
  });

  describe("recurring care", () => {
    const mowing = (recurrence: string | null) => ({
      ...roadworkAt([20, 980], [60, 980], ["2026-03-26", "2026-03-26"]),
      kind: "greenwork",
      recurrence,
    });
    const save = (id: string, recurrence: string | null) =>
      server.ask("POST", "/api/interventions", {
        cookie: cookies.planner,
        body: { id, intervention: mowing(recurrence) },
      });

    it("unfolds into phases at the same hours of the city, once", async () => {
      const id = randomUUID();
      const saved = await save(id, "FREQ=WEEKLY;COUNT=3");
      expect(saved.json.phases.map((phase: { startsAt: string }) => phase.startsAt)).toEqual([
        "2026-03-26T07:00:00.000Z",
        "2026-04-02T06:00:00.000Z",
        "2026-04-09T06:00:00.000Z",
      ]);
      // Sent again after a lost answer, it is the same; changed as it stands, it is not unfolded again.
      expect((await save(id, "FREQ=WEEKLY;COUNT=3")).json).toEqual(saved.json);
      const changed = await server.ask("PUT", `/api/interventions/${id}`, {
        cookie: cookies.planner,
        body: { version: 1, intervention: { ...mowing("FREQ=WEEKLY;COUNT=3"), phases: saved.json.phases } },
      });
      expect(changed.json.phases).toHaveLength(3);
      expect(changed.json.recurrence).toBe("FREQ=WEEKLY;COUNT=3");
    });

    it.each(["FREQ=WEEKLY", "every week", "FREQ=DAILY;COUNT=401", "FREQ=WEEKLY;BYDAY=MO;COUNT=2"])(
      "by %s is refused with the field named",
      async (rule) => {
        expect((await save(randomUUID(), rule)).json).toMatchObject({
          status: 422,
          code: "invalid-recurrence",
          errors: [{ field: "recurrence" }],
        });
      },
    );
  });
});
