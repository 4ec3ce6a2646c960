/** Every operation asked by nobody, by every role and with cookies that are not ours: only whom the contract names. */
import { sign } from "cookie-signature";
import { beforeAll, describe, expect, it } from "vitest";
import { API } from "../../domain/contract/api.ts";
import type { AnyEndpoint, Role } from "../../domain/contract/endpoint.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { type Answer, startTestServer, type TestServer } from "../support/server.ts";
import { PEOPLE } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";
import { addressOf, goodInputs } from "./requests.ts";

const SECRET = "a secret of thirty-two characters at least";
const NOBODY_HAS_IT = "00000000-0000-4000-8000-0000000000bb";
const NOW = Date.parse("2026-01-10T09:00:00Z");

function mayCall({ access }: AnyEndpoint, role: Role | null): boolean {
  if (access === "anyone") return true;
  return role !== null && (access === "signed-in" || access.includes(role));
}

/** The operation with its parameters, and a body that no operation accepts: who may call is told 400. */
function callSpoilt(server: TestServer, endpoint: AnyEndpoint, cookie?: string): Promise<Answer> {
  const input = goodInputs({ id: NOBODY_HAS_IT, version: 1 })[endpoint.id]!;
  const writes = endpoint.method === "POST" || endpoint.method === "PUT";
  return server.ask(endpoint.method, addressOf(endpoint, input), { cookie, ...(writes ? { body: [] } : {}) });
}

const isRefusedToCaller = ({ status, json }: Answer) =>
  (status === 401 && json.code === "not-signed-in") || (status === 403 && json.code === "not-allowed");

await describeOnDatabases("access", (open) => {
  let server: TestServer;
  let database: Database;
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    const opened = await open("small");
    database = opened.database;
    server = await startTestServer(opened, { now: () => NOW, environment: { SESSION_SECRET: SECRET } });
    for (const { id } of PEOPLE) cookies.set(id, await server.signIn(id));
    return () => server.close();
  });

  describe.each(API)("to $id", (endpoint) => {
    it("is as the contract says for nobody", async () => {
      const answer = await callSpoilt(server, endpoint);
      expect(isRefusedToCaller(answer)).toBe(!mayCall(endpoint, null));
      if (!mayCall(endpoint, null)) expect(answer.status).toBe(401);
    });

    it.each(PEOPLE)("is as the contract says for $id ($role)", async ({ id, role }) => {
      const answer = await callSpoilt(server, endpoint, cookies.get(id));
      expect(isRefusedToCaller(answer)).toBe(!mayCall(endpoint, role));
      if (!mayCall(endpoint, role)) expect(answer.status).toBe(403);
    });
  });

  const guarded = API.filter(({ access }) => access !== "anyone");
  const cookieOf = (personId: string, endsAt: number, secret = SECRET) =>
    `decumano=${sign(`${Buffer.from(personId).toString("base64url")}.${endsAt}`, secret)}`;
  const HOUR_MS = 3_600_000;

  it("is given to a cookie of ours", async () => {
    for (const endpoint of guarded) {
      const answer = await callSpoilt(server, endpoint, cookieOf("admin", NOW + HOUR_MS));
      expect(answer.status, endpoint.id).not.toBe(401);
    }
  });

  it.each([
    {
      what: "signed by somebody else",
      cookie: cookieOf("admin", NOW + HOUR_MS, "another secret, long enough, is used"),
    },
    { what: "that has ended", cookie: cookieOf("admin", NOW) },
    { what: "of a person who is gone", cookie: cookieOf("nobody-of-this-name", NOW + HOUR_MS) },
    {
      what: "without a signature",
      cookie: `decumano=${Buffer.from("admin").toString("base64url")}.${NOW + HOUR_MS}`,
    },
    {
      what: "with another person put in",
      cookie: cookieOf("crew", NOW + HOUR_MS).replace(
        Buffer.from("crew").toString("base64url"),
        Buffer.from("admin").toString("base64url"),
      ),
    },
    { what: "that is nothing", cookie: "decumano=" },
  ])("is refused to a cookie $what", async ({ cookie }) => {
    for (const endpoint of guarded) {
      expect((await callSpoilt(server, endpoint, cookie)).status, endpoint.id).toBe(401);
    }
  });

  it("follows a change of role at once", async () => {
    const create = API.find(({ id }) => id === "createIntervention")!;
    const setRole = (role: Role) =>
      database.transaction(TEST_CITY, (db) =>
        db.query("UPDATE person SET role = $1 WHERE id = 'other'", [role]),
      );
    await setRole("citizen");
    expect((await callSpoilt(server, create, cookies.get("other"))).status).toBe(403);
    await setRole("planner");
    expect((await callSpoilt(server, create, cookies.get("other"))).status).toBe(400);
  });

  it("that tells personal data is recorded in full, and not given when it cannot be", async () => {
    const cookie = cookies.get("admin")!;
    const { id, body } = {
      id: "00000000-0000-4000-8000-0000000000cc",
      body: goodInputs({ id: NOBODY_HAS_IT, version: 1 }).createIntervention!.body,
    };
    expect((await server.ask("POST", "/api/interventions", { cookie, body: { ...body, id } })).status).toBe(
      201,
    );
    const count = () =>
      database.transaction(TEST_CITY, async (db) => {
        const { rows } = await db.query<{ count: number }>("SELECT count(*) AS count FROM disclosure");
        return rows[0]!.count;
      });
    const before = await count();
    const history = `/api/interventions/${id}/history`;
    expect((await server.ask("GET", history, { cookie: cookies.get("crew") })).status).toBe(200);
    expect(await count()).toBe(before + 1);

    await database.transaction(TEST_CITY, (db) =>
      db.query("ALTER TABLE disclosure ADD CONSTRAINT full_disk CHECK (false) NOT VALID"),
    );
    const refused = await server.ask("GET", history, { cookie: cookies.get("crew") });
    expect(refused.status).toBe(500);
    expect(refused.text).not.toContain("Amministratrice");
    await database.transaction(TEST_CITY, (db) =>
      db.query("ALTER TABLE disclosure DROP CONSTRAINT full_disk"),
    );
  });
});
