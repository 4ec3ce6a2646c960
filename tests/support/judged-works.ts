/** Two offices whose works meet, over HTTP, for tests of what is said about it. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { InterventionInput } from "../../domain/interventions/intervention.ts";
import type { Database } from "../../server/platform/db.ts";
import type { Answer, TestServer } from "./server.ts";
import { roadworkAt } from "./small-city.ts";
import { TEST_CITY } from "./test-city.ts";

export const RULE = "roadwork-roadwork";

export interface Saved {
  readonly id: string;
  readonly version: number;
  readonly input: InterventionInput;
}

/** What is kept of a finding in force, read past the server. */
export interface Kept {
  readonly id: string;
  /** What stays of it while its facts change. */
  readonly key: string;
  readonly fingerprint: string;
}

export function openWorks(server: TestServer, database: Database, cookies: Readonly<Record<string, string>>) {
  const as = (person: string, method: string, path: string, body?: unknown): Promise<Answer> =>
    server.ask(method, path, { cookie: cookies[person], ...(body === undefined ? {} : { body }) });

  const settled = async (person: string, method: string, path: string, body: unknown, status: number) => {
    const answer = await as(person, method, path, body);
    expect(`${answer.status} ${answer.text}`).toMatch(new RegExp(`^${status} `));
    return answer.json;
  };

  return {
    as,
    async create(person: string, input: InterventionInput): Promise<Saved> {
      const id = randomUUID();
      const saved = await settled(person, "POST", "/api/interventions", { id, intervention: input }, 201);
      return { id, version: saved.version, input: withIds(input, saved) };
    },
    async change(person: string, saved: Saved, change: Partial<InterventionInput["phases"][number]>) {
      const phases = saved.input.phases.map((phase) => ({ ...phase, ...change }));
      const input = { ...saved.input, phases };
      const body = { version: saved.version, intervention: input };
      const { version } = await settled(person, "PUT", `/api/interventions/${saved.id}`, body, 200);
      return { id: saved.id, version, input } as Saved;
    },
    /** Findings in force about an intervention, of the rule between roadworks. */
    async listKept(interventionId: string, rule = RULE): Promise<Kept[]> {
      const { rows } = await database.transaction(TEST_CITY, (db) =>
        db.query<{ id: string; key: string; fingerprint: string }>(
          `SELECT id, concat_ws(' ', rule, a_phase_id, counterpart_type, counterpart_key) AS key,
             statement->>'fingerprint' AS fingerprint
           FROM finding
           WHERE ended_at IS NULL AND rule = $2 AND EXISTS (
             SELECT 1 FROM phase WHERE intervention_id = $1 AND phase.id IN (a_phase_id, b_phase_id))
           ORDER BY id`,
          [interventionId, rule],
        ),
      );
      return rows;
    },
    judge: (person: string, findingIds: readonly string[], judgement: object) =>
      as(person, "POST", "/api/judgements", { findingIds, judgement }),
    /** How a finding stands, by office. */
    async standings(person: string, interventionId: string, findingId: string) {
      const { json } = await as(person, "GET", `/api/interventions/${interventionId}/judgements`);
      const found = json.findings.find((one: { findingId: string }) => one.findingId === findingId);
      return Object.fromEntries(
        found.standings.map((one: { office: { id: string }; status: string }) => [one.office.id, one]),
      );
    },
  };
}

const withIds = (input: InterventionInput, saved: { phases: { id: string }[] }): InterventionInput => ({
  ...input,
  phases: input.phases.map((phase, index) => ({ ...phase, id: saved.phases[index]!.id })),
});

const ROWS_NORTH = 12;

/** Lies along others of its place, and meets none of any other: places lie in rows and columns. */
export function alongside(place: number, east: number, days: readonly [string, string]): InterventionInput {
  const north = 60 + 70 * (place % ROWS_NORTH);
  const x = east + 150 * Math.floor(place / ROWS_NORTH);
  return roadworkAt([x, north], [x + 8, north + 30], days);
}
