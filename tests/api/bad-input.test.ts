/** Bad input on every operation: refused with the field named, and nothing in the database changed. */
import { beforeAll, describe, expect, it } from "vitest";
import { API } from "../../domain/contract/api.ts";
import { problemSchema } from "../../domain/contract/problems.ts";
import { digestTable, listTables, settleTextForm } from "../../server/platform/backup/tables.ts";
import type { Database } from "../../server/platform/db.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases.ts";
import type { Answer } from "../support/server.ts";
import { TEST_CITY } from "../support/test-city.ts";
import {
  type AskedCity,
  type BadRequest,
  listBadRequests,
  PARTS,
  SAVED_ID,
  serveForBadInput,
  takesJson,
} from "./bad-requests.ts";
import { addressOf } from "./requests.ts";

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

// Refused before any database is asked, so on one of them; what is let through is asked on both (odd-input.test.ts).
describe("bad input", () => {
  let opened: TestDatabase;
  let city: AskedCity;
  let atFirst: string;

  beforeAll(async () => {
    opened = await openTestDatabase("embedded", "small");
    city = await serveForBadInput(opened);
    atFirst = await digestCity(opened.database);
    return async () => {
      await city.server.close();
      await opened.close();
    };
  });

  it("is made from a good input of every operation", () => {
    expect(Object.keys(city.good).sort()).toEqual(API.map(({ id }) => id).sort());
    for (const endpoint of API) {
      const refused = PARTS.filter(
        (part) => !endpoint[part].safeParse(city.good[endpoint.id]![part]).success,
      );
      expect(refused, endpoint.id).toEqual([]);
    }
  });

  describe.each(API)("to $id", (endpoint) => {
    it("is refused with the field named", async () => {
      const bad = listBadRequests(endpoint, city.good[endpoint.id]!).filter(({ refused }) => refused);
      const wrong: string[] = [];
      await eachOf(bad, async (request) => {
        const answer = await city.send(endpoint, request.input);
        const told = problemSchema.safeParse(answer.json);
        const named = isNamed(answer, request);
        const isProblem = answer.headers.get("Content-Type")?.startsWith("application/problem+json");
        if (answer.status !== 400 || !isProblem || told.data?.code !== "bad-input" || !named) {
          wrong.push(`${request.label} → ${answer.status} ${answer.text.slice(0, 200)}`);
        }
      });
      expect(wrong).toEqual([]);
    });

    it("can be made of every field", () => {
      const bad = listBadRequests(endpoint, city.good[endpoint.id]!);
      const fields = new Set(bad.map(({ part, field }) => `${part} ${field}`));
      const guarded = new Set(
        bad.filter(({ refused }) => refused).map(({ part, field }) => `${part} ${field}`),
      );
      expect([...fields].filter((field) => !guarded.has(field))).toEqual([]);
    });

    if (takesJson(endpoint))
      it("is refused as a whole", async () => {
        for (const { what, body, type = "application/json", encoding, status } of NO_BODIES) {
          const answer = await city.server.ask(
            endpoint.method,
            addressOf(endpoint, city.good[endpoint.id]!),
            {
              cookie: city.cookie,
              body,
              headers: {
                "Content-Type": type,
                ...(encoding === undefined ? {} : { "Content-Encoding": encoding }),
              },
            },
          );
          expect(answer.json, what).toMatchObject({ status });
          expect(answer.headers.get("Content-Type"), what).toMatch(/^application\/problem\+json/);
        }
      });

    const writes = endpoint.method !== "GET";

    if (writes)
      it("is refused from another site", async () => {
        const input = city.good[endpoint.id]!;
        const foreign: Record<string, string>[] = [
          { "Sec-Fetch-Site": "cross-site" },
          { "Sec-Fetch-Site": "same-site" },
          { Origin: "https://example.org" },
        ];
        for (const headers of foreign) {
          const answer = await city.server.ask(endpoint.method, addressOf(endpoint, input), {
            cookie: city.cookie,
            body: input.body,
            headers,
          });
          expect(answer.json).toMatchObject({ status: 403, code: "cross-site" });
        }
      });

    // Every table is read, a tenth of a second. What a GET wrote is found by the next operation that writes.
    if (writes)
      it("changes nothing", async () => {
        expect(await digestCity(opened.database)).toBe(atFirst);
      });
  });

  it("on a path with another method says which are allowed", async () => {
    for (const path of new Set(
      API.map((endpoint) => addressOf(endpoint, { params: { interventionId: SAVED_ID }, query: {} })),
    )) {
      const answer = await city.server.ask("PATCH", path, { cookie: city.cookie, body: {} });
      expect(answer.json).toMatchObject({ status: 405, code: "method-not-allowed" });
      expect(answer.headers.get("Allow")).toMatch(/GET|POST|PUT|DELETE/);
    }
  });

  it.each(["/api/nothing", "/api", "/api/interventions/%E0%A4%A", "/api/%00", "/api/../../etc/passwd"])(
    "%s is refused",
    async (path) => {
      const answer = await city.server.ask("GET", path);
      expect([400, 404]).toContain(answer.status);
      expect(answer.json).toMatchObject({ status: answer.status });
    },
  );
});
