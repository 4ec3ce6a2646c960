/** Bad input on every operation: refused with the field named, and nothing in the database changed. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { API } from "../../domain/contract/api.ts";
import type { AnyEndpoint } from "../../domain/contract/endpoint.ts";
import { PROBLEMS, type ProblemCode, problemSchema } from "../../domain/contract/problems.ts";
import { digestTable, listTables, settleTextForm } from "../../server/platform/backup/tables.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { type Answer, startTestServer, type TestServer } from "../support/server.ts";
import { roadworkAt } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";
import { addressOf, goodInputs, type Input } from "./requests.ts";
import { spoil, spoilTexts } from "./spoil.ts";

const PARTS = ["params", "query", "body"] as const;
const SAVED_ID = "00000000-0000-4000-8000-0000000000aa";

function digestCity(database: Database): Promise<string> {
  return database.transaction(TEST_CITY, async (db) => {
    await settleTextForm(db);
    const tables = [...(await listTables(db, "platform")), ...(await listTables(db, TEST_CITY))];
    const digests: string[] = [];
    for (const table of tables) digests.push(`${table.name} ${(await digestTable(db, table)).sha256}`);
    return digests.join("\n");
  });
}

interface WrongBody {
  readonly what: string;
  readonly body: string;
  readonly status: number;
  /** Default: JSON. */
  readonly type?: string;
  readonly encoding?: string;
}

const NO_BODIES: readonly WrongBody[] = [
  { what: "no JSON", body: "{not json", status: 400 },
  { what: "a number", body: "7", status: 400 },
  { what: "a list", body: "[]", status: 400 },
  { what: "nothing", body: "", status: 400 },
  { what: "a text", body: "text", type: "text/plain", status: 415 },
  { what: "a form", body: "a=b", type: "application/x-www-form-urlencoded", status: 415 },
  { what: "no media type", body: "{}", type: "", status: 415 },
  { what: "another coding", body: "{}", encoding: "compress", status: 415 },
  { what: "another character set", body: "{}", type: "application/json; charset=koi8-r", status: 415 },
  { what: "2 MB", body: JSON.stringify({ text: "x".repeat(2_000_000) }), status: 413 },
  { what: "10,000 lists in each other", body: "[".repeat(10_000) + "]".repeat(10_000), status: 400 },
];

interface BadRequest {
  readonly label: string;
  readonly part: (typeof PARTS)[number];
  readonly field: string;
  readonly input: Input;
  /** Whether the contract's schema refuses it; what it lets through may be answered. */
  readonly refused: boolean;
}

/** What is missing or empty makes another address. */
function canStandInPath(field: string, how: string, value: unknown): boolean {
  return how !== "missing" && how !== "given twice" && (value as Record<string, unknown>)[field] !== "";
}

/** A file sent as it is has no fields to spoil (tests/api/attachments.test.ts). */
function takesJson({ method, accepts }: AnyEndpoint): boolean {
  return (method === "POST" || method === "PUT") && accepts === undefined;
}

function listBadRequests(endpoint: AnyEndpoint, good: Input): BadRequest[] {
  return PARTS.flatMap((part) => {
    if (part === "body" && !takesJson(endpoint)) return [];
    const spoilt = part === "body" ? spoil(good.body) : spoilTexts(good[part]);
    return spoilt
      .filter(({ field, how, value }) => part !== "params" || canStandInPath(field, how, value))
      .map(({ field, how, value }) => ({
        label: `${part} ${field}: ${how}`,
        part,
        field,
        input: { ...good, [part]: value } as Input,
        refused: !endpoint[part].safeParse(value ?? {}).success,
      }));
  });
}

/** The named field is the one that was spoilt, one inside it, or one that holds it. */
function isNamed(answer: Answer, { part, field }: BadRequest): boolean {
  const names = (answer.json?.errors ?? []).map((error: { field: string }) => error.field) as string[];
  const near = (a: string, b: string) => a === b || a.startsWith(`${b}.`);
  return names.some((name) => field === "" || name === part || near(name, field) || near(field, name));
}

/** A few at a time: what is refused leaves nothing that another could meet. */
async function eachOf<T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> {
  const left = things.values();
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (const thing of left) await work(thing);
    }),
  );
}

await describeOnDatabases("bad input", (open) => {
  let server: TestServer;
  let database: Database;
  let cookie: string;
  let good: Record<string, Input>;
  /** The city as the last test left it: a look at every table takes a tenth of a second, so none is taken twice. */
  let asLeft: string;

  async function expectUnchanged(): Promise<void> {
    const now = await digestCity(database);
    const before = asLeft;
    asLeft = now;
    expect(now).toBe(before);
  }

  beforeAll(async () => {
    const opened = await open("small");
    database = opened.database;
    server = await startTestServer(opened);
    cookie = await server.signIn("admin");
    const intervention = roadworkAt([200, 200], [240, 200], ["2026-03-02", "2026-03-06"]);
    const created = await server.ask("POST", "/api/interventions", {
      cookie,
      body: { id: SAVED_ID, intervention },
    });
    expect(created.status).toBe(201);
    good = goodInputs({ id: SAVED_ID, version: created.json.version });
    // The start may have a job to do, which writes.
    await vi.waitFor(async () => {
      const { jobs } = (await server.ask("GET", "/api/health")).json;
      expect([jobs.waiting, jobs.active]).toEqual([0, 0]);
    }, 30_000);
    asLeft = await digestCity(database);
    return () => server.close();
  });

  const send = (endpoint: AnyEndpoint, input: Input) =>
    server.ask(endpoint.method, addressOf(endpoint, input), {
      cookie,
      ...(takesJson(endpoint) ? { body: input.body } : {}),
      ...(endpoint.accepts === undefined ? {} : { body: "testo", headers: { "Content-Type": "text/plain" } }),
    });

  it("is made from a good input of every operation", () => {
    expect(Object.keys(good).sort()).toEqual(API.map(({ id }) => id).sort());
    for (const endpoint of API) {
      const refused = PARTS.filter((part) => !endpoint[part].safeParse(good[endpoint.id]![part]).success);
      expect(refused, endpoint.id).toEqual([]);
    }
  });

  describe.each(API)("to $id", (endpoint) => {
    it("is refused with the field named, and changes nothing", async () => {
      const bad = listBadRequests(endpoint, good[endpoint.id]!).filter(({ refused }) => refused);
      const wrong: string[] = [];
      await eachOf(bad, async (request) => {
        const answer = await send(endpoint, request.input);
        const told = problemSchema.safeParse(answer.json);
        const named = isNamed(answer, request);
        const isProblem = answer.headers.get("Content-Type")?.startsWith("application/problem+json");
        if (answer.status !== 400 || !isProblem || told.data?.code !== "bad-input" || !named) {
          wrong.push(`${request.label} → ${answer.status} ${answer.text.slice(0, 200)}`);
        }
      });
      expect(wrong).toEqual([]);
      await expectUnchanged();
    });

    it("can be made of every field", () => {
      const bad = listBadRequests(endpoint, good[endpoint.id]!);
      const fields = new Set(bad.map(({ part, field }) => `${part} ${field}`));
      const guarded = new Set(
        bad.filter(({ refused }) => refused).map(({ part, field }) => `${part} ${field}`),
      );
      expect([...fields].filter((field) => !guarded.has(field))).toEqual([]);
    });

    it("that the schema lets through is answered by a reply or a known refusal", async () => {
      const odd = listBadRequests(endpoint, good[endpoint.id]!).filter(({ refused }) => !refused);
      const known = new Set([
        endpoint.status,
        400,
        ...endpoint.problems.map((code: ProblemCode) => PROBLEMS[code].status),
      ]);
      const wrong: string[] = [];
      for (const request of odd) {
        const answer = await send(endpoint, request.input);
        if (!known.has(answer.status))
          wrong.push(`${request.label} → ${answer.status} ${answer.text.slice(0, 200)}`);
      }
      if (odd.length > 0) asLeft = await digestCity(database);
      expect(wrong).toEqual([]);
    });
  });

  const writing = API.filter(takesJson);

  it.each(writing)("to $id as a whole is refused", async (endpoint) => {
    for (const { what, body, type = "application/json", encoding, status } of NO_BODIES) {
      const answer = await server.ask(endpoint.method, addressOf(endpoint, good[endpoint.id]!), {
        cookie,
        body,
        headers: {
          "Content-Type": type,
          ...(encoding === undefined ? {} : { "Content-Encoding": encoding }),
        },
      });
      expect(answer.json, what).toMatchObject({ status });
      expect(answer.headers.get("Content-Type"), what).toMatch(/^application\/problem\+json/);
    }
    await expectUnchanged();
  });

  it.each(API.filter(({ method }) => method !== "GET"))(
    "$id from another site is refused",
    async (endpoint) => {
      const input = good[endpoint.id]!;
      const foreign: Record<string, string>[] = [
        { "Sec-Fetch-Site": "cross-site" },
        { "Sec-Fetch-Site": "same-site" },
        { Origin: "https://example.org" },
      ];
      for (const headers of foreign) {
        const answer = await server.ask(endpoint.method, addressOf(endpoint, input), {
          cookie,
          body: input.body,
          headers,
        });
        expect(answer.json).toMatchObject({ status: 403, code: "cross-site" });
      }
      await expectUnchanged();
    },
  );

  it("on a path with another method says which are allowed", async () => {
    for (const path of new Set(
      API.map((endpoint) => addressOf(endpoint, { params: { interventionId: SAVED_ID }, query: {} })),
    )) {
      const answer = await server.ask("PATCH", path, { cookie, body: {} });
      expect(answer.json).toMatchObject({ status: 405, code: "method-not-allowed" });
      expect(answer.headers.get("Allow")).toMatch(/GET|POST|PUT|DELETE/);
    }
  });

  it.each(["/api/nothing", "/api", "/api/interventions/%E0%A4%A", "/api/%00", "/api/../../etc/passwd"])(
    "%s is refused",
    async (path) => {
      const answer = await server.ask("GET", path);
      expect([400, 404]).toContain(answer.status);
      expect(answer.json).toMatchObject({ status: answer.status });
    },
  );
});
