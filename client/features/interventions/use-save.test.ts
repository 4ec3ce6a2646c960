import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import {
  type InterventionInput,
  NO_INTERVENTION_DETAILS,
  NO_PHASE_DETAILS,
} from "../../../domain/interventions/intervention.ts";
import { type SaveRequest, saveIntervention } from "./use-save.ts";

const ID = "7d4bdc0c-0f4e-4c8f-9a55-2f0e8f0d9a11";
const NOW = "2026-11-22T09:00:00.000Z";
const content: InterventionInput = {
  kind: "roadwork",
  state: "draft",
  title: "Scavo",
  place: "Via Po",
  description: "",
  ...NO_INTERVENTION_DETAILS,
  phases: [
    {
      ...NO_PHASE_DETAILS,
      footprint: {
        kind: "line",
        line: {
          type: "LineString",
          coordinates: [
            [7.68, 45.07],
            [7.681, 45.07],
          ],
        },
        widthMetres: 2.5,
      },
      startsAt: NOW,
      endsAt: "2026-11-27T17:00:00.000Z",
      vehicleImpact: "unknown",
      hindrance: "none",
      depthMetres: 1.2,
    },
  ],
};
const ring = [
  [7.68, 45.07],
  [7.681, 45.07],
  [7.681, 45.0701],
  [7.68, 45.07],
] as [number, number][];

function stored(version: number, title = "Scavo"): Intervention {
  return {
    ...content,
    id: ID,
    version,
    title,
    office: { id: "o", name: "Ufficio" },
    synthetic: false,
    reinstatement: null,
    extensions: [],
    createdAt: NOW,
    updatedAt: NOW,
    phases: content.phases.map((phase) => ({
      ...phase,
      id: ID,
      polygon: { type: "Polygon" as const, coordinates: [ring] },
    })),
    findings: [],
    rules: [],
    unknown: [],
  };
}

interface Heard {
  readonly request: string;
  readonly body: { version?: number };
}
let server: Server | undefined;

/** Gives each request the next answer; an answer of null hangs up. */
async function answer(...answers: ([status: number, body: unknown] | null)[]): Promise<Heard[]> {
  const heard: Heard[] = [];
  server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    heard.push({ request: `${request.method} ${request.url}`, body: text === "" ? {} : JSON.parse(text) });
    const next = answers.shift();
    if (!next) return void request.socket.destroy();
    response.writeHead(next[0], { "content-type": "application/json" }).end(JSON.stringify(next[1]));
  });
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const realFetch = fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) =>
    realFetch(`http://127.0.0.1:${port}${path}`, init),
  );
  return heard;
}

afterEach(async () => {
  vi.unstubAllGlobals();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = undefined;
});

const problem = (status: number, code: string) =>
  [status, { type: "about:blank", title: code, status, code }] as [number, unknown];
const fresh: SaveRequest = { id: ID, savedVersion: null, intervention: content };

test("a new draft is created, a changed one replaces the version it was made from", async () => {
  const heard = await answer([201, stored(1)], [200, stored(4)]);
  expect(await saveIntervention(fresh)).toMatchObject({ kind: "saved", intervention: { version: 1 } });
  expect(await saveIntervention({ ...fresh, savedVersion: 3 })).toMatchObject({ kind: "saved" });
  expect(heard.map(({ request, body }) => [request, body.version])).toEqual([
    ["POST /api/interventions", undefined],
    [`PUT /api/interventions/${ID}`, 3],
  ]);
});

test("no answer is told as such, for it may have been saved", async () => {
  await answer(null);
  expect(await saveIntervention(fresh)).toEqual({ kind: "unreachable" });
});

test("an id taken by our own earlier save is changed, not refused", async () => {
  const heard = await answer(problem(409, "id-taken"), [200, stored(1)], [200, stored(2)]);
  expect(await saveIntervention(fresh)).toMatchObject({ kind: "saved", intervention: { version: 2 } });
  expect(heard.map(({ request }) => request)).toEqual([
    "POST /api/interventions",
    `GET /api/interventions/${ID}`,
    `PUT /api/interventions/${ID}`,
  ]);
  expect(heard[2]?.body.version).toBe(1);
});

test("somebody else's change is brought back to decide on", async () => {
  await answer(problem(409, "version-conflict"), [200, stored(5, "Loro")]);
  expect(await saveIntervention({ ...fresh, savedVersion: 3 })).toMatchObject({
    kind: "conflict",
    theirs: { version: 5, title: "Loro" },
  });
});

test("so is a deletion", async () => {
  await answer(problem(404, "not-found"));
  expect(await saveIntervention({ ...fresh, savedVersion: 3 })).toEqual({ kind: "conflict", theirs: null });
});

test("a refusal carries its reason", async () => {
  await answer(problem(422, "outside-city"));
  expect(await saveIntervention(fresh)).toMatchObject({
    kind: "refused",
    problem: { code: "outside-city" },
  });
});
