import type { AnyEndpoint } from "../../domain/contract/endpoint.ts";
import { PROBLEMS, type ProblemCode, problemSchema } from "../../domain/contract/problems.ts";
import { Components, type JsonSchema } from "./components.ts";

/** The contract as OpenAPI 3.1. @throws where a schema cannot be said in JSON Schema. */
export function describeApi(api: readonly AnyEndpoint[], version: string): JsonSchema {
  const components = new Components();
  components.describe(problemSchema, "output", "problem");
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of api) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: describeOperation(endpoint, components),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Decumano",
      version,
      description:
        "What digs, closes, plants or crowds a city's streets: on one map and one clock. Positions are CRS84 " +
        "(longitude, latitude), intervals half-open, refusals application/problem+json (RFC 9457).",
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: sortKeys(components.schemas),
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "decumano",
          description: "Signed session cookie; `__Host-decumano` in production.",
        },
      },
    },
  };
}

function describeOperation(endpoint: AnyEndpoint, components: Components): JsonSchema {
  const { id, summary, access, discloses } = endpoint;
  const parameters = [
    ...describeParameters(endpoint, "params", components),
    ...describeParameters(endpoint, "query", components),
  ];
  const hasBody = endpoint.method === "POST" || endpoint.method === "PUT";
  return {
    operationId: id,
    summary,
    description: [
      access === "anyone" ? "Open to anyone." : "",
      access === "signed-in" ? "Asks for a session." : "",
      Array.isArray(access) ? `Asks for a session as ${access.join(" or ")}.` : "",
      discloses === "nothing"
        ? ""
        : `Tells personal data (${discloses.category}: ${discloses.fields.join(", ")}), and records that it did, to: ${discloses.purpose}.`,
    ]
      .filter(Boolean)
      .join(" "),
    security: access === "anyone" ? [] : [{ session: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasBody
      ? {
          requestBody: {
            required: true,
            content: describeBody(endpoint, components),
          },
        }
      : {}),
    responses: {
      [endpoint.status]: {
        description: summary,
        content: {
          [endpoint.media ?? "application/json"]: {
            schema: components.describe(endpoint.response, "output", `${id} response`),
          },
        },
      },
      ...describeProblems(endpoint, hasBody, parameters.length > 0),
    },
  };
}

function describeBody(endpoint: AnyEndpoint, components: Components): JsonSchema {
  if (endpoint.accepts === undefined) {
    const schema = components.describe(endpoint.body, "input", `${endpoint.id} body`);
    return { "application/json": { schema } };
  }
  // OpenAPI 3.1 says of a file sent as it is only its media type.
  return Object.fromEntries(endpoint.accepts.mediaTypes.map((type) => [type, {}]));
}

function describeParameters(endpoint: AnyEndpoint, part: "params" | "query", components: Components) {
  const schema = components.describe(endpoint[part], "input", `${endpoint.id} ${part}`) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: part === "params" ? "path" : "query",
    required: part === "params" || (schema.required ?? []).includes(name),
    schema: property,
  }));
}

/** The refusals this operation names, and those that any operation of its sort may meet. */
function problemsOf(endpoint: AnyEndpoint, hasBody: boolean, hasParameters: boolean): ProblemCode[] {
  const codes = new Set<ProblemCode>(endpoint.problems);
  if (hasBody || hasParameters) codes.add("bad-input");
  if (endpoint.access !== "anyone") codes.add("not-signed-in");
  if (Array.isArray(endpoint.access)) codes.add("not-allowed");
  if (endpoint.method !== "GET") codes.add("cross-site");
  if (hasBody) codes.add("too-large").add("unsupported-media");
  for (const code of ["too-many-requests", "internal", "unavailable"] as const) codes.add(code);
  return [...codes];
}

function describeProblems(endpoint: AnyEndpoint, hasBody: boolean, hasParameters: boolean) {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(endpoint, hasBody, hasParameters)) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].en}`).join("; "),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

function sortKeys<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** As it stands in the committed file. */
export function printDocument(document: JsonSchema): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
