import type { z } from "zod";
import type { ProblemCode } from "./problems.ts";

export const ROLES = [
  "planner",
  "crew_lead",
  "official",
  "citizen",
  "desk_operator",
  "administrator",
] as const;
export type Role = (typeof ROLES)[number];

/** Who may call: anyone, anyone signed in, or the named roles. There is no default. */
export type Access = "anyone" | "signed-in" | readonly Role[];

/** Which personal data a reply tells, and about whom: the read log's row is made from this. */
export interface Disclosure<Response> {
  readonly category: "staff" | "applicant" | "household";
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly subjects: (response: Response) => readonly string[];
}

export interface EndpointDefinition<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
  Problems extends ProblemCode,
> {
  readonly id: string;
  readonly summary: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `{name}` for each path parameter. */
  readonly path: `/api/${string}`;
  readonly access: Access;
  readonly discloses: "nothing" | Disclosure<z.output<Response>>;
  readonly params: Params;
  /** Every value arrives as text, and is described as text or as a coercion. */
  readonly query: Query;
  readonly body: Body;
  /** A file as the request's body, sent as it is; `body` then describes nothing. */
  readonly accepts?: { readonly mediaTypes: readonly string[]; readonly maxBytes: number };
  readonly response: Response;
  /** What the reply is when it is not JSON: a file, which `response` only describes as text. */
  readonly media?:
    | "text/event-stream"
    | "text/csv"
    | "application/octet-stream"
    | "application/geo+json"
    | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  readonly status: 200 | 201 | 204;
  /** Refusals of this operation, beside those any operation may meet (bad-input, not-signed-in …). */
  readonly problems: readonly Problems[];
}

// biome-ignore lint/suspicious/noExplicitAny: the widest endpoint, of which every other is one
export type AnyEndpoint = EndpointDefinition<any, any, any, any, any>;

/** Gives an operation its exact types. Leaving out `access` or `discloses` does not compile. */
export function endpoint<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
  const Problems extends ProblemCode,
>(
  definition: EndpointDefinition<Params, Query, Body, Response, Problems>,
): EndpointDefinition<Params, Query, Body, Response, Problems> {
  return definition;
}

export type ParamsOf<E extends AnyEndpoint> = z.output<E["params"]>;
export type QueryOf<E extends AnyEndpoint> = z.output<E["query"]>;
export type BodyOf<E extends AnyEndpoint> = z.output<E["body"]>;
export type ResponseOf<E extends AnyEndpoint> = z.output<E["response"]>;
export type ProblemsOf<E extends AnyEndpoint> = E["problems"][number];
