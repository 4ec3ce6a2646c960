/** Every way to spoil a good input of an operation, a field at a time. */
import { expect, vi } from "vitest";
import type { AnyEndpoint } from "../../domain/contract/endpoint.ts";
import type { TestDatabase } from "../support/databases.ts";
import { type Answer, startTestServer, type TestServer } from "../support/server.ts";
import { roadworkAt } from "../support/small-city.ts";
import { addressOf, goodInputs, type Input } from "./requests.ts";
import { spoil, spoilTexts } from "./spoil.ts";

export const PARTS = ["params", "query", "body"] as const;

export interface BadRequest {
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
export function takesJson({ method, accepts }: AnyEndpoint): boolean {
  return (method === "POST" || method === "PUT") && accepts === undefined;
}

export function listBadRequests(endpoint: AnyEndpoint, good: Input): BadRequest[] {
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

export const SAVED_ID = "00000000-0000-4000-8000-0000000000aa";

export interface AskedCity {
  readonly server: TestServer;
  readonly cookie: string;
  /** An input that is taken, of every operation. */
  readonly good: Record<string, Input>;
  send(endpoint: AnyEndpoint, input: Input): Promise<Answer>;
}

/** The small city with one intervention saved, served, and its jobs done. */
export async function serveForBadInput(opened: TestDatabase): Promise<AskedCity> {
  const server = await startTestServer(opened);
  const cookie = await server.signIn("admin");
  const intervention = roadworkAt([200, 200], [240, 200], ["2026-03-02", "2026-03-06"]);
  const created = await server.ask("POST", "/api/interventions", {
    cookie,
    body: { id: SAVED_ID, intervention },
  });
  expect(created.status).toBe(201);
  // The start may have a job to do, which writes.
  await vi.waitFor(async () => {
    const { jobs } = (await server.ask("GET", "/api/health")).json;
    expect([jobs.waiting, jobs.active]).toEqual([0, 0]);
  }, 30_000);
  return {
    server,
    cookie,
    good: goodInputs({ id: SAVED_ID, version: created.json.version }),
    send: (endpoint, input) =>
      server.ask(endpoint.method, addressOf(endpoint, input), {
        cookie,
        ...(takesJson(endpoint) ? { body: input.body } : {}),
        ...(endpoint.accepts === undefined
          ? {}
          : { body: "testo", headers: { "Content-Type": "text/plain" } }),
      }),
  };
}
