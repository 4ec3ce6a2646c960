/** What is odd and lets itself be read: on every operation a reply, or a refusal that the contract tells. */
import { beforeAll, expect, it } from "vitest";
import { API } from "../../domain/contract/api.ts";
import { PROBLEMS, type ProblemCode } from "../../domain/contract/problems.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { type AskedCity, listBadRequests, serveForBadInput } from "./bad-requests.ts";

await describeOnDatabases("odd input", (open) => {
  let city: AskedCity;

  beforeAll(async () => {
    city = await serveForBadInput(await open("small"));
    return () => city.server.close();
  });

  it.each(API)(
    "to $id that the schema lets through is answered by a reply or a known refusal",
    async (endpoint) => {
      const odd = listBadRequests(endpoint, city.good[endpoint.id]!).filter(({ refused }) => !refused);
      const known = new Set([
        endpoint.status,
        400,
        ...endpoint.problems.map((code: ProblemCode) => PROBLEMS[code].status),
      ]);
      const wrong: string[] = [];
      for (const request of odd) {
        const answer = await city.send(endpoint, request.input);
        if (!known.has(answer.status))
          wrong.push(`${request.label} → ${answer.status} ${answer.text.slice(0, 200)}`);
      }
      expect(wrong).toEqual([]);
    },
  );
});
