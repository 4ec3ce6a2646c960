/** A number that rules read is changed: what it touches is examined again, page by page; stopped, killed, overtaken. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it, vi } from "vitest";
import { DEFAULT_PARAMETERS, type ParameterId } from "../../domain/conflicts/parameters/parameters.ts";
import { isRefusal } from "../../domain/contract/problems.ts";
import type { InterventionInput } from "../../domain/interventions/intervention.ts";
import {
  askReexamination,
  findLatestReexamination,
  noteFailure,
  reexamine,
  resume,
  stop,
} from "../../server/features/conflicts/reexamine.ts";
import { haveRulesChanged, recomputeAllFindings } from "../../server/features/conflicts/rules-changed.ts";
import { createIntervention } from "../../server/features/interventions/service.ts";
import { findParameterValues, setParameter } from "../../server/features/rules-catalogue/service.ts";
import type { Database, Db } from "../../server/platform/db.ts";
import { describeOnDatabases, type TestDatabase } from "../support/databases.ts";
import { startTestServer } from "../support/server.ts";
import { ROME, roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const NOW = Date.parse("2026-01-10T09:00:00Z");
const BY = { actor: { id: "official", officeId: "roads" }, requestId: "test", nowMs: NOW };
const CHANGE = {
  actor: { id: "planner", role: "planner", officeId: "roads" } as const,
  requestId: "test",
  nowMs: NOW,
};
const DAYS = ["2026-03-02", "2026-03-06"] as const;
const PAIRS = 4;
const PAGE = 3;
/** The pairs, and two that dig in one place in different months. */
const DIGS = 2 * PAIRS + 2;
/** With an event. */
const SAVED = DIGS + 1;
const PAGES = Math.ceil(SAVED / PAGE);

class Killed extends Error {}

await describeOnDatabases("what a changed number touches", (open) => {
  let opened: TestDatabase;
  let database: Database;
  const transaction = <T>(work: (db: Db) => Promise<T>) => database.transaction(TEST_CITY, work);

  beforeAll(async () => {
    opened = await open("small");
    ({ database } = opened);
    await transaction(async (db) => {
      const save = async (input: InterventionInput) => {
        const outcome = await createIntervention(
          db,
          { city: TEST_CITY, timeZone: ROME },
          randomUUID(),
          input,
          "roads",
          CHANGE,
        );
        if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
      };
      for (let pair = 0; pair < PAIRS; pair++) {
        // Their edges are 5.5 m apart: near by zones of 5 m each, not by zones of 1 m.
        await save(roadworkAt([100, 100 + 60 * pair], [140, 100 + 60 * pair], DAYS));
        await save(roadworkAt([100, 108 + 60 * pair], [140, 108 + 60 * pair], DAYS));
      }
      await save(roadworkAt([700, 100], [740, 100], DAYS));
      await save(roadworkAt([700, 100], [740, 100], ["2026-06-01", "2026-06-05"]));
      // Digging once is no matter of an event; the zones of works are.
      await save({ ...roadworkAt([500, 500], [540, 500], DAYS), kind: "event" });
    });
    await recomputeAllFindings(database, TEST_CITY, ROME, () => NOW);
  });

  /** Sets a number as the page does, in one transaction with what it asks for. */
  const set = async (id: ParameterId, value: number) =>
    transaction(async (db) => {
      const { rows } = await db.query<{ version: number }>(
        "SELECT coalesce(max(version), 0)::integer AS version FROM rule_parameter WHERE parameter = $1",
        [id],
      );
      const { version } = rows[0]!;
      const answer = await setParameter(db, id, { version, value, source: "prova", confirmed: true }, BY);
      if (isRefusal(answer)) throw new Error(JSON.stringify(answer));
      return askReexamination(db, new Date(NOW));
    });
  const go = (onPage?: () => Promise<void> | void) =>
    reexamine(database, TEST_CITY, ROME, () => NOW, { pageSize: PAGE, onPage });
  const latest = () => transaction(findLatestReexamination);
  const countNear = async () => {
    const { rows } = await transaction((db) =>
      db.query<{ count: number }>(
        `SELECT count(*)::integer AS count FROM finding
         WHERE ended_at IS NULL AND rule = 'roadwork-roadwork' AND severity = 'warning'`,
      ),
    );
    return rows[0]!.count;
  };
  const listInForce = async () => {
    const { rows } = await transaction((db) =>
      db.query<{ line: string }>(
        `SELECT concat_ws(' ', id, rule, counterpart_key, statement->>'fingerprint') AS line
         FROM finding WHERE ended_at IS NULL ORDER BY 1`,
      ),
    );
    return rows.map(({ line }) => line);
  };
  /** As a full examination leaves it, row for row. */
  const expectWhole = async () => {
    const kept = await listInForce();
    expect(await haveRulesChanged(database, TEST_CITY)).toBe(false);
    await recomputeAllFindings(database, TEST_CITY, ROME, () => NOW);
    expect(await listInForce()).toEqual(kept);
  };

  it("is examined page by page, and says how far it is", async () => {
    expect(await countNear()).toBe(PAIRS);
    expect(await set("worksBufferMetres", 1)).toBe(true);
    expect(await latest()).toMatchObject({ state: "waiting", done: 0, total: null });
    const seen: unknown[] = [];
    await go(async () => void seen.push(await latest()));
    expect(seen).toMatchObject([
      ...Array.from({ length: PAGES }, (_, page) => ({
        state: "running",
        done: Math.min(SAVED, PAGE * (page + 1)),
        total: SAVED,
      })),
      { state: "done", done: SAVED, total: SAVED },
    ]);
    expect(await countNear()).toBe(0);
    await expectWhole();
  });

  it("is no more than the rules that read it and the kinds they ask about", async () => {
    const before = await listInForce();
    const others = before.filter((line) => !line.includes("dig-once"));
    expect(others).toHaveLength(before.length - 1);
    expect(await set("digOnceMostDays", 30)).toBe(true);
    expect(await latest()).toMatchObject({ rules: ["dig-once"], state: "waiting" });
    await go();
    expect(await latest()).toMatchObject({ state: "done", done: DIGS, total: DIGS });
    expect(await listInForce()).toEqual(others);
    await expectWhole();
  });

  it("is nothing where only rules read it whose findings are kept nowhere", async () => {
    const { id } = (await latest())!;
    expect(await set("moratoriumMonths", 7)).toBe(false);
    expect((await latest())!.id).toBe(id);
    expect(await haveRulesChanged(database, TEST_CITY)).toBe(false);
  });

  it("stays as far as it was when it is stopped, and goes on from there", async () => {
    await set("worksBufferMetres", 5);
    await go(() => transaction(async (db) => void (await stop(db, (await findLatestReexamination(db))!.id))));
    const stopped = (await latest())!;
    expect(stopped).toMatchObject({ state: "stopped", done: PAGE, total: SAVED });
    // A server that starts again leaves it so.
    expect(await transaction((db) => askReexamination(db, new Date(NOW)))).toBe(false);
    await go();
    expect(await latest()).toEqual(stopped);
    expect(await transaction((db) => stop(db, stopped.id))).toBe(false);
    expect(await transaction((db) => resume(db, stopped.id))).toBe(true);
    const pages: number[] = [];
    await go(async () => void pages.push((await latest())!.done));
    expect(pages[0]).toBe(2 * PAGE);
    expect(await latest()).toMatchObject({ id: stopped.id, state: "done" });
    expect(await countNear()).toBe(PAIRS);
    await expectWhole();
  });

  it("goes on where the process was killed, and a failure is told until it does", async () => {
    await set("worksBufferMetres", 1);
    const kill = () => {
      throw new Killed();
    };
    await expect(go(kill)).rejects.toThrow(Killed);
    expect(await latest()).toMatchObject({ state: "running", done: PAGE });
    await expect(go(kill)).rejects.toThrow(Killed);
    expect(await latest()).toMatchObject({ state: "running", done: 2 * PAGE });
    await transaction(noteFailure);
    expect(await latest()).toMatchObject({ state: "failed", done: 2 * PAGE });
    expect(await transaction((db) => askReexamination(db, new Date(NOW)))).toBe(true);
    await go();
    expect(await latest()).toMatchObject({ state: "done" });
    expect(await countNear()).toBe(0);
    await expectWhole();
  });

  it("begins anew when another value comes while it runs: the newest holds, and no finding of the one between", async () => {
    await set("worksBufferMetres", 5);
    const first = (await latest())!;
    let changed = false;
    await go(async () => {
      if (changed) return;
      changed = true;
      // Back to what all but the first page still are, and a number of another rule with it.
      await set("worksBufferMetres", 1);
      await set("digOnceMostDays", DEFAULT_PARAMETERS.digOnceMostDays);
    });
    const last = (await latest())!;
    expect(last.id).toBeGreaterThan(first.id);
    expect(last.state).toBe("done");
    expect(last.rules).toEqual(expect.arrayContaining([...first.rules, "dig-once"]));
    const { rows } = await transaction((db) =>
      db.query("SELECT state FROM reexamination WHERE id = $1", [first.id]),
    );
    expect(rows).toEqual([{ state: "superseded" }]);
    expect(await countNear()).toBe(0);
    await expectWhole();
  });

  it("is one at a time when two offices set numbers at once", async () => {
    await Promise.all([set("worksBufferMetres", 5), set("digOnceMostDays", 30)]);
    const { rows } = await transaction((db) =>
      db.query<{ rules: string[] }>("SELECT rules FROM reexamination WHERE state = 'waiting'"),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.rules).toEqual(expect.arrayContaining(["dig-once", "roadwork-roadwork"]));
    await go();
    expect(await transaction(findParameterValues)).toMatchObject({
      worksBufferMetres: 5,
      digOnceMostDays: 30,
    });
    await expectWhole();
  });

  it("is done by the server's job, and stopped and resumed by those who set numbers and by nobody else", async () => {
    const server = await startTestServer(opened, { now: () => NOW });
    try {
      const [official, planner] = [await server.signIn("official"), await server.signIn("planner")];
      const look = async () => (await server.ask("GET", "/api/rules/reexamination")).json.reexamination;
      const put = await server.ask("PUT", "/api/rules/parameters/digOnceMostDays", {
        cookie: official,
        body: { version: 3, value: 365, source: "prova", confirmed: false },
      });
      expect(`${put.status} ${put.text}`).toMatch(/^200 /);
      await vi.waitFor(async () => expect(await look()).toMatchObject({ state: "done" }), 30_000);
      const { id } = await look();
      const act = async (move: string, cookie?: string) =>
        (await server.ask("POST", `/api/rules/reexaminations/${id}`, { cookie, body: { move } })).status;
      expect(await act("stop", planner)).toBe(403);
      expect(await act("stop", official)).toBe(409);
      expect(await act("resume", official)).toBe(409);
      await transaction((db) => db.query("UPDATE reexamination SET state = 'failed' WHERE id = $1", [id]));
      expect(await act("stop", official)).toBe(200);
      expect(await look()).toMatchObject({ id, state: "stopped" });
      expect(await act("resume", planner)).toBe(403);
      expect(await act("resume", official)).toBe(200);
      await vi.waitFor(async () => expect(await look()).toMatchObject({ id, state: "done" }), 30_000);
      const { rows } = await transaction((db) =>
        db.query("SELECT after FROM audit_entry WHERE entity = 'reexamination' ORDER BY id"),
      );
      expect(rows).toMatchObject([{ after: { state: "stopped" } }, { after: { state: "waiting" } }]);
    } finally {
      await server.close();
    }
    await expectWhole();
  });
});
