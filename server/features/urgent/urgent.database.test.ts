import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOnDatabases, type TestDatabase } from "../../../tests/support/databases.ts";
import { openEventStream } from "../../../tests/support/event-stream.ts";
import { startTestServer, type TestServer } from "../../../tests/support/server.ts";
import { ORIGIN, roadworkAt } from "../../../tests/support/small-city.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";

/** A Sunday. */
const NOW = Date.parse("2026-11-22T09:00:00Z");

await describeOnDatabases("an urgent dig", (open) => {
  let opened: TestDatabase;
  let server: TestServer;
  const cookies: Record<string, string> = {};
  let clock = NOW;
  beforeAll(async () => {
    opened = await open("small");
    server = await startTestServer(opened, { now: () => clock });
    for (const id of ["planner", "other", "crew", "official", "citizen"])
      cookies[id] = await server.signIn(id);
  });
  afterAll(() => server.close());

  const footprintAt = (x: number, y: number) =>
    roadworkAt([x, y], [x + 6, y], ["2026-12-01", "2026-12-02"]).phases[0]!.footprint;
  const digAt = (x: number, y: number, more: object = {}) => ({
    id: randomUUID(),
    footprint: footprintAt(x, y),
    cause: "gas",
    effect: "narrowed",
    place: "Via di prova",
    startedAt: new Date(clock).toISOString(),
    ...more,
  });
  const start = (body: object, person = "crew") =>
    server.ask("POST", "/api/urgent-digs", { cookie: cookies[person], body });
  const noticesOf = async (person: string) =>
    (await server.ask("GET", "/api/notices", { cookie: cookies[person] })).json;
  const layPipe = () =>
    opened.database.transaction(TEST_CITY, async (db) => {
      const { x, y } = ORIGIN;
      await db.query(
        `INSERT INTO utility (id, external_id, network, diameter_millimetres, depth_metres, material, accuracy_class, geom)
         VALUES (1, 'pipe-1', 'water', 200, 1.4, 'ghisa', 'D',
           ST_SetSRID(ST_MakeLine(ST_MakePoint($1, $2), ST_MakePoint($1 + 400, $2)), 32632))`,
        [x + 100, y + 501.5],
      );
      await db.query("UPDATE dataset SET feature_count = 1 WHERE layer = 'utility'");
      await db.query("UPDATE office SET networks = '{water,sewer}' WHERE id = 'water'");
    });

  it("says what it does not know: nobody told of pipes here", async () => {
    const { status, json } = await server.ask("POST", "/api/urgent-digs/check", {
      cookie: cookies.crew,
      body: { footprint: footprintAt(200, 500) },
    });
    expect(status).toBe(200);
    expect(json.utilities).toEqual({ known: false, synthetic: false, lines: [] });
    expect(json.transit.known).toBe(false);
  });

  it("starts at once, tells what it hits, and tells the owner, in the same moment", async () => {
    await layPipe();
    const theirs = roadworkAt([200, 502], [230, 502], ["2026-11-20", "2026-11-30"]);
    const own = randomUUID();
    await server.ask("POST", "/api/interventions", {
      cookie: cookies.other,
      body: { id: own, intervention: theirs },
    });
    const stream = await openEventStream(server.url, { cookie: cookies.other });
    await stream.next("alive");

    const dig = digAt(205, 500);
    const { status, json } = await start(dig);
    expect(status).toBe(201);
    expect(json.intervention).toMatchObject({
      id: dig.id,
      state: "inProgress",
      urgent: true,
      office: { id: "roads" },
    });
    const [pipe] = json.hits.utilities.lines;
    expect(pipe).toMatchObject({ network: "water", depthMetres: expect.closeTo(1.4), accuracyClass: "D" });
    expect(pipe.distanceMetres).toBeCloseTo(0.25, 1);
    expect(json.hits.interventions).toMatchObject([{ id: own, officeName: "Acquedotto (prova)" }]);
    expect(json.hits.owners).toEqual([{ id: "water", name: "Acquedotto (prova)", networks: ["water"] }]);
    expect(json.regularisation).toMatchObject({
      dueOn: "2026-11-27",
      doneAt: null,
      term: { workingDays: 5, confirmed: false },
    });

    const { events } = await stream.next("changes");
    expect(events.map(({ kind }) => kind)).toContain("notices");
    expect(events.find(({ interventionId }) => interventionId === dig.id)).toMatchObject({
      change: "created",
    });
    stream.close();
    const { notices, unreadCount } = await noticesOf("other");
    const urgent = notices.find((notice: { kind: string }) => notice.kind === "urgentDig");
    expect(urgent).toMatchObject({ networks: ["water"], own: { id: own }, read: false });
    expect(urgent.intervention).toMatchObject({
      id: dig.id,
      officeName: "Ufficio Strade (prova)",
      gone: false,
    });
    expect(unreadCount).toBe(notices.length);
    expect((await noticesOf("planner")).notices).toEqual([]);

    // The answer was lost, and the phone sends it again.
    const again = await start(dig);
    expect(again.status).toBe(201);
    expect(again.json.intervention.version).toBe(1);
    expect((await noticesOf("other")).notices).toHaveLength(notices.length);
    expect((await start({ ...dig, cause: "water" })).json.code).toBe("id-taken");
  });

  it("is regularised once, by its office", async () => {
    const dig = digAt(600, 600);
    await start(dig);
    const path = `/api/urgent-digs/${dig.id}/regularisation`;
    const regularise = (person: string, reference: string) =>
      server.ask("PUT", path, { cookie: cookies[person], body: { reference } });
    expect((await regularise("other", "Prot. 0")).json.code).toBe("not-allowed");
    clock += 3_600_000;
    const done = await regularise("planner", "Prot. 12");
    expect(done.json).toMatchObject({ reference: "Prot. 12", doneAt: new Date(clock).toISOString() });
    clock += 3_600_000;
    expect((await regularise("planner", "Prot. 13")).json).toEqual(done.json);
    expect((await server.ask("GET", path)).json).toEqual(done.json);
    expect((await server.ask("GET", `/api/urgent-digs/${randomUUID()}/regularisation`)).status).toBe(404);
  });

  it("is refused with the field named", async () => {
    const late = await start(digAt(300, 300, { startedAt: new Date(clock - 5 * 86_400_000).toISOString() }));
    expect([late.status, late.json.errors[0].field]).toEqual([400, "startedAt"]);
    const outside = await start(digAt(3_000, 300));
    expect([outside.json.code, outside.json.errors[0].field]).toEqual(["outside-city", "footprint"]);
    expect((await start(digAt(300, 300), "citizen")).status).toBe(403);
  });

  it("and other changes are noticed by those whose works they touch, and read by each for themselves", async () => {
    const mine = randomUUID();
    const place = (x: number) => roadworkAt([x, 800], [x + 40, 800], ["2027-02-01", "2027-02-20"]);
    const save = (id: string, person: string, x: number) =>
      server.ask("POST", "/api/interventions", {
        cookie: cookies[person],
        body: { id, intervention: place(x) },
      });
    await save(mine, "planner", 100);
    const theirs = randomUUID();
    await save(theirs, "other", 120);
    const [blocking] = (await noticesOf("planner")).notices;
    expect(blocking).toMatchObject({
      kind: "blockingFinding",
      own: { id: mine },
      intervention: { id: theirs },
    });

    const approved = await server.ask("POST", `/api/interventions/${theirs}/transitions`, {
      cookie: cookies.official,
      body: { version: 1, transition: "approve" },
    });
    expect(approved.status).toBe(200);
    const { notices, unreadCount } = await noticesOf("planner");
    const moved = notices.find((notice: { kind: string }) => notice.kind === "counterpartMoved");
    expect(moved).toMatchObject({ state: "approved", own: { id: mine }, intervention: { id: theirs } });

    const read = (person: string, body: object) =>
      server.ask("POST", "/api/notices/read", { cookie: cookies[person], body });
    expect((await read("planner", { ids: [moved.id] })).json.unreadCount).toBe(unreadCount - 1);
    // Of another office: not theirs to read.
    expect((await read("other", { ids: [moved.id] })).status).toBe(200);
    expect((await noticesOf("crew")).unreadCount).toBe(unreadCount);
    expect((await read("planner", { ids: [], upTo: notices[0].id })).json.unreadCount).toBe(0);
    expect((await noticesOf("planner")).notices.every((notice: { read: boolean }) => notice.read)).toBe(true);
    expect((await noticesOf("citizen")).notices).toEqual([]);
  });
});
