// What must not compile, each with the mistake in the line below its mark. does-not-compile.test.ts takes the
// marks away and expects exactly these errors.
import { z } from "zod";
import { rule } from "../../domain/conflicts/rule.ts";
import { endpoint } from "../../domain/contract/endpoint.ts";

const operation = {
  id: "getNothing",
  summary: "Nothing",
  method: "GET",
  path: "/api/nothing",
  params: z.object({}),
  query: z.object({}),
  body: z.object({}),
  response: z.object({}),
  status: 200,
  problems: [],
} as const;

// @ts-expect-error access: an operation that forgets who may call it
endpoint({ ...operation, discloses: "nothing" });
// @ts-expect-error discloses: an operation that forgets what personal data it tells
endpoint({ ...operation, access: "anyone" });
endpoint({ ...operation, access: "anyone", discloses: "nothing" });

const statement = {
  id: "none",
  version: 1,
  title: { it: "Nessuna", en: "None" },
  class: "duty",
  law: { article: "—", text: { it: "—", en: "—" }, validFrom: "2026-01-01", confirmed: false },
  appliesTo: ["roadwork"],
  clearances: () => [],
  examples: { conflict: [], clear: [] },
} as const;

rule({
  ...statement,
  needs: [],
  reads: [],
  // @ts-expect-error nearbyPhases: a fact that the rule did not declare
  check: (_subject, facts) => (facts.nearbyPhases.length > 0 ? [] : []),
});
rule({
  ...statement,
  needs: ["nearbyPhases"],
  reads: [],
  check: (_subject, facts) => (facts.nearbyPhases.length > 0 ? [] : []),
});
rule({
  ...statement,
  needs: [],
  reads: [],
  // @ts-expect-error boardDays: a parameter that the rule did not declare
  check: (_subject, _facts, { parameters }) => (parameters.boardDays > 0 ? [] : []),
});
rule({
  ...statement,
  needs: [],
  reads: ["boardDays"],
  check: (_subject, _facts, { parameters }) => (parameters.boardDays > 0 ? [] : []),
});
