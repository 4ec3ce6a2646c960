/** What offices say of findings: who may, what stays, and when they are asked again, on both databases. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { addDays } from "../../domain/geo/calendar.ts";
import { changedFindingsSchema } from "../../domain/judgements/contract.ts";
import { recomputeAllFindings } from "../../server/features/conflicts/rules-changed.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { alongside, openWorks, type Saved } from "../support/judged-works.ts";
import { seededRandom } from "../support/random.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { PEOPLE, ROME } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const DAYS = ["2026-03-02", "2026-03-06"] as const;
// A session lasts twelve hours: midnight is within it.
const START = Date.parse("2026-01-10T14:00:00Z");
const ACCEPT = { verdict: "accept", reason: "D'accordo al telefono" };

await describeOnDatabases("judgements", (open) => {
  let database: Database;
  let server: TestServer;
  let works: ReturnType<typeof openWorks>;
  let nowMs = START;
  let row = 0;

  beforeAll(async () => {
    const opened = await open("small");
    ({ database } = opened);
    server = await startTestServer(opened, { now: () => nowMs });
    const cookies = Object.fromEntries(
      await Promise.all(PEOPLE.map(async ({ id }) => [id, await server.signIn(id)])),
    );
    works = openWorks(server, database, cookies);
    return () => server.close();
  });

  const dated = (first: string, last: string) => ({
    startsAt: `${first}T07:00:00Z`,
    endsAt: `${last}T17:00:00Z`,
  });
  /** One of the streets' office and one of the aqueduct's that meet, and the finding between them. */
  async function meet(): Promise<{ ours: Saved; theirs: Saved; findingId: string }> {
    row += 1;
    const ours = await works.create("planner", alongside(row, 100, DAYS));
    const theirs = await works.create("other", alongside(row, 102, DAYS));
    const [kept] = await works.listKept(ours.id);
    return { ours, theirs, findingId: kept!.id };
  }
  const count = async (table: string, condition: string) => {
    const { rows } = await database.transaction(TEST_CITY, (db) =>
      db.query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${table} WHERE ${condition}`),
    );
    return rows[0]!.count;
  };
  const queueOf = async (person: string, query = "") =>
    (await works.as(person, "GET", `/api/findings?limit=100${query}`)).json;
  const isQueued = async (person: string, findingId: string, query = "") =>
    (await queueOf(person, query)).findings.some(({ findingIds }: { findingIds: string[] }) =>
      findingIds.includes(findingId),
    );

  it("are given by planners and officials of the offices concerned, and by nobody else", async () => {
    const { ours, findingId } = await meet();
    const status = async (person: string) => (await works.judge(person, [findingId], ACCEPT)).status;
    expect(await status("citizen")).toBe(403);
    expect(await status("crew")).toBe(403);
    expect(await status("desk")).toBe(403);
    for (const person of ["planner", "other", "official", "admin"]) expect(await status(person)).toBe(201);
    // Between two works of one office the other has no say, nor an administrator of it.
    row += 1;
    await works.create("planner", alongside(row, 100, DAYS));
    const own = await works.create("planner", alongside(row, 102, DAYS));
    const [between] = await works.listKept(own.id);
    const refused = await works.judge("other", [between!.id], ACCEPT);
    expect(refused.json).toMatchObject({ status: 403, code: "not-allowed" });
    expect(await count("judgement", `finding_id = '${between!.id}'`)).toBe(0);
    expect((await works.judge("planner", [findingId, randomUUID()], ACCEPT)).status).toBe(404);
    expect((await works.as("citizen", "GET", `/api/interventions/${ours.id}/judgements`)).status).toBe(403);
    expect((await works.as("crew", "GET", `/api/interventions/${ours.id}/judgements`)).status).toBe(200);
  });

  it.each([
    { verdict: "action", action: "Chiedere lo slittamento", responsible: "Acquedotto", dueOn: "2026-02-01" },
    ACCEPT,
    { verdict: "not-ours", reason: null },
    { verdict: "not-ours", reason: "È del gestore" },
    { verdict: "defer", until: "2026-02-01", reason: null },
  ])("say $verdict for their own office alone, and can be taken back", async (judgement) => {
    const { ours, findingId } = await meet();
    const judged = await works.judge("planner", [findingId], judgement);
    expect(judged.status).toBe(201);
    const standings = await works.standings("planner", ours.id, findingId);
    expect(standings.roads).toMatchObject({ status: "judged", judgement });
    expect(standings.water).toMatchObject({ status: "not-judged", judgement: null });
    expect(await isQueued("planner", findingId)).toBe(false);
    expect(await isQueued("planner", findingId, "&status=all")).toBe(true);
    expect(await isQueued("other", findingId, "&status=not-judged")).toBe(true);
    await works.judge("official", [findingId], { verdict: "withdrawn" });
    const after = await works.standings("planner", ours.id, findingId);
    expect(after.roads).toMatchObject({ status: "not-judged", judgement: null });
    expect(await count("judgement", `finding_id = '${findingId}'`)).toBe(2);
    expect(await count("audit_entry", `entity = 'judgement' AND after->>'findingId' = '${findingId}'`)).toBe(
      2,
    );
  });

  it.each([
    { verdict: "accept" },
    { verdict: "accept", reason: "   " },
    { verdict: "action", action: "x", dueOn: "2026-02-01" },
    { verdict: "defer", reason: null },
    { verdict: "apply" },
    { verdict: "ignore" },
  ])("without what their verdict asks for are refused: %o", async (judgement) => {
    const answer = await works.judge("planner", [randomUUID()], judgement);
    expect(answer.json).toMatchObject({ status: 400, code: "bad-input" });
    expect(answer.json.errors[0].field).toMatch(/^judgement\./);
  });

  it("apply a clearance that is offered now, and no other", async () => {
    const { ours, findingId } = await meet();
    const { json } = await works.as("planner", "GET", `/api/interventions/${ours.id}`);
    const finding = json.findings.find(({ id }: { id: string }) => id === findingId);
    const clearance = finding.clearances.find(({ kind }: { kind: string }) => kind === "shift");
    const made = await works.judge("planner", [findingId], {
      verdict: "apply",
      clearance: { ...clearance, days: clearance.days + 1 },
    });
    expect(made.json).toMatchObject({ status: 400, errors: [{ field: "judgement.clearance" }] });
    expect((await works.judge("planner", [findingId], { verdict: "apply", clearance })).status).toBe(201);
    const { roads } = await works.standings("planner", ours.id, findingId);
    expect(roads.judgement.clearance).toEqual(clearance.label);
  });

  it("ask again when dates change, say what changed, refuse the finding that was, and rest when it comes back", async () => {
    const { ours, theirs, findingId } = await meet();
    await works.judge("planner", [findingId], ACCEPT);
    nowMs += 60_000;
    const moved = await works.change("other", theirs, dated("2026-03-04", "2026-03-10"));
    const [now] = await works.listKept(ours.id);
    expect(now!.id).not.toBe(findingId);
    const { roads } = await works.standings("planner", ours.id, now!.id);
    expect(roads.status).toBe("to-re-judge");
    expect(roads.judgement).toMatchObject(ACCEPT);
    expect(roads.differences).toEqual([
      {
        what: "dates",
        from: { startsAt: "2026-03-02T07:00:00.000Z", endsAt: "2026-03-06T17:00:00.000Z" },
        to: { startsAt: "2026-03-04T07:00:00.000Z", endsAt: "2026-03-06T17:00:00.000Z" },
      },
    ]);
    // Accepted ones hide until then.
    expect(await isQueued("planner", now!.id, "&status=to-re-judge")).toBe(true);
    const late = await works.judge("planner", [findingId], ACCEPT);
    expect(late.json).toMatchObject({
      status: 409,
      code: "finding-changed",
      current: { findings: [{ was: findingId, now: now!.id }] },
    });
    expect(changedFindingsSchema.safeParse(late.json.current).success).toBe(true);
    nowMs += 60_000;
    await works.change("other", moved, dated(...DAYS));
    const [again] = await works.listKept(ours.id);
    expect((await works.standings("planner", ours.id, again!.id)).roads.status).toBe("judged");
    expect(await isQueued("planner", again!.id)).toBe(false);
    const { json } = await works.as("crew", "GET", `/api/findings/${again!.id}/history`);
    expect(json.entries.map(({ kind }: { kind: string }) => kind)).toEqual([
      "found",
      "judged",
      "changed",
      "changed",
    ]);
  });

  it("do not ask again when the same is saved again, nor when all is examined anew", async () => {
    const { ours, theirs, findingId } = await meet();
    await works.judge("planner", [findingId], ACCEPT);
    const again = await works.change("other", theirs, {});
    await works.change("other", { ...again, input: { ...again.input, title: "Un altro titolo" } }, {});
    await recomputeAllFindings(database, TEST_CITY, ROME, () => nowMs);
    expect((await works.listKept(ours.id)).map(({ id }) => id)).toEqual([findingId]);
    expect((await works.standings("planner", ours.id, findingId)).roads.status).toBe("judged");
  });

  it("tell ground, severity and weight that changed", async () => {
    const { ours, theirs, findingId } = await meet();
    await works.judge("planner", [findingId], ACCEPT);
    const { line } = theirs.input.phases[0]!.footprint as { line: unknown };
    await works.change("other", theirs, {
      footprint: { kind: "line", line, widthMetres: 4 } as (typeof theirs.input.phases)[0]["footprint"],
    });
    const [wider] = await works.listKept(ours.id);
    const { roads } = await works.standings("planner", ours.id, wider!.id);
    expect(roads.differences).toEqual([{ what: "ground" }]);
    // Eight metres beside, it is near and not on the same ground.
    const beside = alongside(row, 108, DAYS).phases[0]!.footprint;
    const { version } = (await works.as("other", "GET", `/api/interventions/${theirs.id}`)).json;
    await works.change("other", { ...theirs, version }, { footprint: beside });
    const [near] = await works.listKept(ours.id);
    const { differences } = (await works.standings("planner", ours.id, near!.id)).roads;
    expect(differences).toEqual([
      { what: "severity", from: "blocking", to: "warning" },
      { what: "weight", from: "heavy", to: "light" },
      { what: "ground" },
    ]);
  });

  it("that put off come back on their day", async () => {
    const { findingId } = await meet();
    await works.judge("planner", [findingId], { verdict: "defer", until: "2026-01-11", reason: null });
    expect(await isQueued("planner", findingId)).toBe(false);
    const before = nowMs;
    nowMs = Date.parse("2026-01-10T22:30:00Z");
    expect(await isQueued("planner", findingId)).toBe(false);
    // Midnight in Turin.
    nowMs = Date.parse("2026-01-10T23:00:00Z");
    const { findings } = await queueOf("planner");
    const found = findings.find(({ findingIds }: { findingIds: string[] }) => findingIds.includes(findingId));
    expect(found.standings[0]).toMatchObject({ office: { id: "roads" }, status: "deferral-ended" });
    nowMs = before;
  });

  it("keep every row: neither a judgement nor a comment can be changed or deleted", async () => {
    const { findingId } = await meet();
    await works.judge("planner", [findingId], ACCEPT);
    const body = { id: randomUUID(), text: "Sentita l'altra parte" };
    const path = `/api/findings/${findingId}/comments`;
    expect((await works.as("planner", "POST", path, body)).status).toBe(201);
    expect((await works.as("planner", "POST", path, body)).status).toBe(201);
    expect((await works.as("planner", "POST", path, { ...body, text: "altro" })).json.code).toBe("id-taken");
    expect((await works.as("crew", "POST", path, { ...body, id: randomUUID() })).status).toBe(403);
    expect(await count("finding_comment", `finding_id = '${findingId}'`)).toBe(1);
    for (const table of ["judgement", "finding_comment"]) {
      for (const statement of [`DELETE FROM ${table}`, `UPDATE ${table} SET author_id = 'nobody'`]) {
        const change = database.transaction(TEST_CITY, (db) => db.query(statement));
        await expect(change, statement).rejects.toThrow(/keeps every row/);
      }
    }
    const disclosed = () => count("disclosure", "endpoint = 'getFindingHistory'");
    const before = await disclosed();
    const { json } = await works.as("crew", "GET", `/api/findings/${findingId}/history`);
    expect(json.entries[2]).toMatchObject({
      kind: "commented",
      author: { id: "planner" },
      comment: { text: body.text },
    });
    expect(await disclosed()).toBe(before + 1);
    expect(await count("event", "kind = 'judgements' AND office_id = 'water'")).toBeGreaterThan(0);
  });

  it("tell the end of a finding, and keep what was said of it", async () => {
    const { theirs, findingId } = await meet();
    await works.judge("planner", [findingId], ACCEPT);
    nowMs += 60_000;
    await works.change("other", theirs, dated("2026-05-04", "2026-05-06"));
    const { json } = await works.as("planner", "GET", `/api/findings/${findingId}/history`);
    expect(json.entries.map(({ kind }: { kind: string }) => kind)).toEqual(["found", "judged", "ended"]);
    const { json: gone } = await works.judge("planner", [findingId], ACCEPT);
    expect(gone).toMatchObject({ status: 409, current: { findings: [{ was: findingId, now: null }] } });
  });

  it("of eight at once are all kept, while the finding changes too", async () => {
    const { ours, theirs, findingId } = await meet();
    const reasons = Array.from({ length: 8 }, (_, index) => `Motivo ${index}`);
    const given = await Promise.all(
      reasons.map((reason, index) =>
        works.judge(index % 2 === 0 ? "planner" : "other", [findingId], { verdict: "accept", reason }),
      ),
    );
    expect(given.map(({ status }) => status)).toEqual(reasons.map(() => 201));
    expect(await count("judgement", `finding_id = '${findingId}'`)).toBe(8);
    const standings = await works.standings("planner", ours.id, findingId);
    expect(reasons.filter((_, index) => index % 2 === 0)).toContain(standings.roads.judgement.reason);
    expect(reasons.filter((_, index) => index % 2 === 1)).toContain(standings.water.judgement.reason);
    const [changed, ...late] = await Promise.all([
      works.change("other", theirs, dated("2026-03-03", "2026-03-06")),
      ...reasons.map((reason) => works.judge("planner", [findingId], { verdict: "accept", reason })),
    ]);
    expect(changed.version).toBe(2);
    for (const { status } of late) expect([201, 409]).toContain(status);
    expect(await count("judgement", `finding_id = '${findingId}'`)).toBe(
      8 + late.filter(({ status }) => status === 201).length,
    );
    // Whoever was in time judged what it was: what it is now is asked for.
    const [now] = await works.listKept(ours.id);
    expect((await works.standings("planner", ours.id, now!.id)).roads.status).toBe("to-re-judge");
  });

  it("are asked for in pages that together are the whole list, the worst and soonest first", async () => {
    const whole = await queueOf("planner", "&status=all");
    expect(whole.findings.length).toBe(whole.total);
    expect(whole.total).toBeGreaterThan(8);
    const paged: { findingIds: string[] }[] = [];
    for (let after = ""; ; ) {
      const path = `/api/findings?limit=3&status=all${after === "" ? "" : `&after=${after}`}`;
      const { json } = await works.as("planner", "GET", path);
      paged.push(...json.findings);
      if (json.next === null) break;
      after = json.next;
    }
    expect(paged).toEqual(whole.findings);
    const severities = ["blocking", "warning", "advice", "synergy"];
    const keys = whole.findings.map(
      ({ severity, startsAt }: { severity: string; startsAt: string }) =>
        `${severities.indexOf(severity)} ${startsAt}`,
    );
    expect(keys).toEqual([...keys].sort());
    const warnings = await queueOf("planner", "&status=all&severities=warning");
    expect(warnings.findings).toEqual(
      whole.findings.filter(({ severity }: { severity: string }) => severity === "warning"),
    );
    // Each of the office's findings once, and none of another's: told a second time by SQL.
    const { rows } = await database.transaction(TEST_CITY, (db) =>
      db.query<{ id: string }>(
        `SELECT id FROM finding WHERE ended_at IS NULL AND class <> 'duty' AND EXISTS (
           SELECT 1 FROM phase JOIN intervention ON intervention.id = intervention_id
           WHERE phase.id IN (a_phase_id, b_phase_id) AND office_id = 'roads') ORDER BY id`,
      ),
    );
    const told = whole.findings.flatMap(({ findingIds }: { findingIds: string[] }) => findingIds);
    expect(told.toSorted()).toEqual(rows.map(({ id }) => id));
    expect((await works.as("planner", "GET", "/api/findings?after=abc")).status).toBe(400);
  });

  it("ask again exactly where facts differ, over random edits", async () => {
    const random = seededRandom(7);
    const pick = (most: number) => Math.floor(random() * most);
    row += 1;
    const saved: Saved[] = [];
    for (let index = 0; index < 4; index++) {
      saved.push(await works.create(index % 2 ? "other" : "planner", alongside(row, 100 + 3 * index, DAYS)));
    }
    /** By what stays of a finding: the facts it was last judged with. */
    const judged = new Map<string, string>();
    const listAll = async () => {
      const lists = await Promise.all(saved.map(({ id }) => works.listKept(id)));
      return [...new Map(lists.flat().map((kept) => [kept.key, kept])).values()];
    };
    let asked = 0;
    for (let step = 0; step < 24; step++) {
      nowMs += 60_000;
      const index = pick(saved.length);
      const person = index % 2 ? "other" : "planner";
      const first = addDays("2026-03-02", pick(3));
      const changes = [
        dated(first, addDays(first, 3 + pick(2))),
        { footprint: alongside(row, 100 + pick(12), DAYS).phases[0]!.footprint },
        {},
      ];
      saved[index] = await works.change(person, saved[index]!, changes[pick(3)]!);
      const kept = await listAll();
      const { findings } = await queueOf("planner", "&status=to-re-judge");
      const open = new Set(findings.flatMap(({ findingIds }: { findingIds: string[] }) => findingIds));
      for (const one of kept) {
        const known = judged.get(one.key);
        expect(open.has(one.id), one.key).toBe(known !== undefined && known !== one.fingerprint);
        if (open.has(one.id)) asked += 1;
      }
      const chosen = kept.filter(() => random() < 0.4);
      const ofRoads = await Promise.all(
        chosen.map(async (one) => (await works.judge("planner", [one.id], ACCEPT)).status === 201),
      );
      for (const [at, one] of chosen.entries()) if (ofRoads[at]) judged.set(one.key, one.fingerprint);
    }
    expect(asked).toBeGreaterThan(5);
  });
});
