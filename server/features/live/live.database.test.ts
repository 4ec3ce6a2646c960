import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { LiveEvent } from "../../../domain/live/contract.ts";
import {
  describeOnDatabases,
  openTestDatabase,
  type TestDatabase,
} from "../../../tests/support/databases.ts";
import { openEventStream } from "../../../tests/support/event-stream.ts";
import { describeWith } from "../../../tests/support/require.ts";
import { startTestServer, type TestServer } from "../../../tests/support/server.ts";
import { loadSmallCity, roadworkAt } from "../../../tests/support/small-city.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";
import type { Db } from "../../platform/db.ts";
import { announceNotices } from "./service.ts";
import { isKeptSince, listSince, pruneEvents, readSnapshot } from "./store.ts";

const WEEK = ["2026-12-01", "2026-12-10"] as const;
const at = (hours: number) => new Date(Date.parse("2026-11-22T09:00:00Z") + hours * 3_600_000);

await describeOnDatabases("live events", (open) => {
  let opened: TestDatabase;
  let server: TestServer;
  let planner: string;
  let other: string;
  beforeAll(async () => {
    opened = await open("small");
    server = await startTestServer(opened);
    planner = await server.signIn("planner");
    other = await server.signIn("other");
    // A server examines a city that no rules were noted for once, and tells so when it is done.
    await vi.waitFor(async () => expect((await askReexamination()) ?? "done").toBe("done"), 30_000);
  });
  afterAll(() => server.close());

  const askReexamination = async () =>
    (await server.ask("GET", "/api/rules/reexamination")).json.reexamination?.state;
  const inCity = <T>(work: (db: Db) => Promise<T>) => opened.database.transaction(TEST_CITY, work);
  const create = async (x: number, cookie = planner, y = 500) => {
    const id = randomUUID();
    const intervention = roadworkAt([x, y], [x + 30, y], WEEK);
    const { status, text } = await server.ask("POST", "/api/interventions", {
      cookie,
      body: { id, intervention },
    });
    if (status !== 201) throw new Error(text);
    return { id, intervention };
  };

  it("tell each change of an intervention, and whose findings changed with it", async () => {
    const stream = await openEventStream(server.url);
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    expect(stream.headers.get("cache-control")).toContain("no-transform");
    await stream.next("alive");

    const first = await create(100);
    const [created] = (await stream.next("changes")).events;
    expect(created).toMatchObject({ kind: "intervention", change: "created", version: 1 });
    expect(created!.interventionId).toBe(first.id);
    const [west, south, east, north] = created!.extent!;
    expect(west < east && south < north && east - west < 0.001).toBe(true);

    const second = await create(120, other);
    const both = await stream.next("changes");
    expect(both.events.map(({ kind, interventionId }) => [kind, interventionId])).toEqual([
      ["intervention", second.id],
      ["findings", first.id],
    ]);

    const path = `/api/interventions/${second.id}`;
    const elsewhere = roadworkAt([700, 500], [730, 500], WEEK);
    const update = { cookie: other, body: { version: 1, intervention: elsewhere } };
    expect((await server.ask("PUT", path, update)).status).toBe(200);
    const [change, findings] = (await stream.next("changes")).events;
    expect(change).toMatchObject({ change: "updated", version: 2 });
    // The ground it left counts too.
    expect(change!.extent![2] - change!.extent![0]).toBeGreaterThan(0.006);
    expect(findings).toMatchObject({ kind: "findings", interventionId: first.id });

    const withdrawal = { cookie: other, body: { version: 2, transition: "withdraw" } };
    expect((await server.ask("POST", `${path}/transitions`, withdrawal)).status).toBe(200);
    expect((await stream.next("changes")).events[0]).toMatchObject({ change: "moved", version: 3 });

    expect((await server.ask("DELETE", `${path}?version=3`, { cookie: other })).status).toBe(200);
    expect((await stream.next("changes")).events[0]).toMatchObject({ change: "deleted", version: 4 });
    stream.close();
  });

  it("go on after the last that was heard, by either way to say so, and each is told once", async () => {
    const first = await openEventStream(server.url);
    const { id: start } = await first.next("alive");
    const one = await create(100, planner, 100);
    const heard = await first.next("changes");
    first.close();
    const two = await create(100, planner, 200);
    const three = await create(100, planner, 300);

    const idsAfter = async (given: { after?: string; lastEventId?: string }) => {
      const stream = await openEventStream(server.url, given);
      const { events } = await stream.next("changes");
      stream.close();
      return events.map(({ interventionId }) => interventionId);
    };
    expect(await idsAfter({ lastEventId: heard.id })).toEqual([two.id, three.id]);
    expect(await idsAfter({ after: start })).toEqual([one.id, two.id, three.id]);
    // A browser that goes back repeats the address it began with, and says how far it came.
    expect(await idsAfter({ after: start, lastEventId: heard.id })).toEqual([two.id, three.id]);
  });

  it("of an office are told to its people alone", async () => {
    const [theirs, anybody] = await Promise.all([
      openEventStream(server.url, { cookie: other }),
      openEventStream(server.url, { cookie: planner }),
    ]);
    await Promise.all([theirs.next("alive"), anybody.next("alive")]);
    await inCity((db) => announceNotices(db, ["water"], at(0)));
    const marker = await create(100, planner, 900);
    const heard = async (stream: typeof theirs) => {
      const kinds: LiveEvent["kind"][] = [];
      for (;;) {
        const { events } = await stream.next("changes");
        kinds.push(...events.map(({ kind }) => kind));
        if (events.some(({ interventionId }) => interventionId === marker.id)) return kinds;
      }
    };
    expect(await heard(theirs)).toEqual(["notices", "intervention"]);
    expect(await heard(anybody)).toEqual(["intervention"]);
    theirs.close();
    anybody.close();
  });

  it("that are no longer kept, or never were here, ask to look again", async () => {
    const before = await inCity(readSnapshot);
    await inCity((db) => announceNotices(db, ["roads"], at(-48)));
    await inCity((db) => announceNotices(db, ["water"], at(-48)));
    const since = await inCity(readSnapshot);
    const kept = (after: string) => inCity((db) => isKeptSince(db, after, at(-24)));
    expect(await kept(before)).toBe(false);
    expect(await kept(since)).toBe(true);
    await inCity((db) => pruneEvents(db, at(-24)));
    expect(await kept(before)).toBe(false);
    expect(await kept(since)).toBe(true);
    const { events } = await inCity((db) => listSince(db, before, 10));
    expect(events.map(({ officeId }) => officeId)).toEqual(["water"]);

    const farAhead = await openEventStream(server.url, { after: "900000000000:900000000000:" });
    await farAhead.next("reload");
    farAhead.close();
  });

  it("refuses what is no id of an event", async () => {
    const { status, json } = await server.ask("GET", "/api/events?after=12");
    expect([status, json.errors[0].field]).toEqual([400, "after"]);
    const told = await server.ask("GET", "/api/events", { headers: { "last-event-id": "2:1:" } });
    expect([told.status, told.json.errors[0].field]).toEqual([400, "Last-Event-ID"]);
  });

  it("end when the server closes, which waits for no listener", async () => {
    const second = await startTestServer(opened);
    const stream = await openEventStream(second.url);
    await stream.next("alive");
    await Promise.all([second.close(), stream.ended()]);
  });
});

await describeWith("native", "events of transactions side by side", () => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openTestDatabase("postgres", "schema");
    await loadSmallCity(opened.database);
  });
  afterAll(() => opened.close());

  it("come in the order of commits, none passed over and none twice", async () => {
    const { database } = opened;
    const inCity = <T>(work: (db: Db) => Promise<T>) => database.transaction(TEST_CITY, work);
    let position = await inCity(readSnapshot);
    const told: string[] = [];
    const look = async () => {
      const { events, snapshot } = await inCity((db) => listSince(db, position, 100));
      position = snapshot;
      told.push(...events.map(({ officeId }) => officeId!));
    };
    // Took its number first, and commits last.
    let commit = () => {};
    const mayCommit = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let hasNumber = () => {};
    const numbered = new Promise<void>((resolve) => {
      hasNumber = resolve;
    });
    const slow = inCity(async (db) => {
      await announceNotices(db, ["slow"], at(0));
      hasNumber();
      await mayCommit;
    });
    await numbered;
    await inCity((db) => announceNotices(db, ["quick"], at(0)));
    await look();
    expect(told).toEqual(["quick"]);
    await look();
    commit();
    await slow;
    await look();
    await look();
    expect(told).toEqual(["quick", "slow"]);

    // Forty at once, some of them slow: read in between, each comes once.
    const names = Array.from({ length: 40 }, (_, index) => `at once ${index}`);
    const all = Promise.all(
      names.map((name, index) =>
        inCity(async (db) => {
          await announceNotices(db, [name], at(0));
          await delay(index % 4 === 0 ? 40 : 0);
        }),
      ),
    );
    let done = false;
    void all.then(() => {
      done = true;
    });
    while (!done) await look();
    await look();
    expect(told.slice(2).sort()).toEqual([...names].sort());
  });
});
