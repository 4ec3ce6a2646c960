import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { deleteIntervention, getIntervention, listPhases } from "../../domain/interventions/contract.ts";
import { signIn } from "../../domain/people/contract.ts";
import { addressOf, call, ProblemError, UnexpectedReplyError, UnreachableError } from "./call.ts";

const ID = "7d4bdc0c-0f4e-4c8f-9a55-2f0e8f0d9a11";
let server: Server | undefined;

/** A real server that gives one answer; paths of the contract are made absolute for Node's fetch. */
async function answer(status: number, body: string, seen?: (request: IncomingMessage) => void) {
  server = createServer((request, response) => {
    seen?.(request);
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const realFetch = fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) =>
    realFetch(`http://127.0.0.1:${port}${path}`, init),
  );
}

afterEach(async () => {
  vi.unstubAllGlobals();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = undefined;
});

test("fills path and query, leaving out what is undefined", () => {
  expect(addressOf(deleteIntervention, { params: { interventionId: ID }, query: { version: 3 } })).toBe(
    `/api/interventions/${ID}?version=3`,
  );
  expect(addressOf(listPhases, { query: { bbox: "7,45,8,46", after: undefined } })).toBe(
    "/api/phases?bbox=7%2C45%2C8%2C46",
  );
  expect(() => addressOf(getIntervention, {})).toThrow('"interventionId"');
});

test("gives the reply, checked", async () => {
  let sent: IncomingMessage | undefined;
  const person = { id: "p", name: "Ada Inventata", role: "planner", office: null, fictional: true };
  await answer(201, JSON.stringify({ person }), (request) => {
    sent = request;
  });
  expect(await call(signIn, { body: { personId: "p" } })).toEqual({ person });
  expect(sent?.method).toBe("POST");
  expect(sent?.headers["content-type"]).toBe("application/json");
});

test("a refusal arrives as the problem it is", async () => {
  const problem = {
    type: "about:blank",
    title: "Not found",
    status: 404,
    code: "not-found",
    errors: [{ field: "interventionId", message: "no such intervention" }],
  };
  await answer(404, JSON.stringify(problem));
  const error = await call(getIntervention, { params: { interventionId: ID } }).catch((e) => e);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error.problem).toEqual(problem);
});

test("a reply outside the contract is not passed on", async () => {
  await answer(200, JSON.stringify({ features: "many" }));
  await expect(call(listPhases)).rejects.toBeInstanceOf(UnexpectedReplyError);
});

test("an error page of a proxy counts as unreachable, one of the server does not", async () => {
  await answer(502, "<h1>Bad gateway</h1>");
  await expect(call(listPhases)).rejects.toBeInstanceOf(UnreachableError);
});

test("a server that is not there is unreachable; an aborted call gives the reason", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
  await expect(call(listPhases)).rejects.toBeInstanceOf(UnreachableError);
  const aborted = AbortSignal.abort(new Error("newer"));
  await expect(call(listPhases, { signal: aborted })).rejects.toThrow("newer");
});
