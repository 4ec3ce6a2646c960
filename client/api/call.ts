import type { z } from "zod";
import type { AnyEndpoint, ResponseOf } from "../../domain/contract/endpoint.ts";
import { type Problem, problemSchema } from "../../domain/contract/problems.ts";

/** The API refused, and said why. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** No answer came: the network or the server is away. The request may or may not have been carried out. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super("the service cannot be reached", { cause });
    this.name = "UnreachableError";
  }
}

/** An answer came that the contract does not know: client and server are of different versions. */
export class UnexpectedReplyError extends Error {
  constructor(endpointId: string, status: number, cause?: unknown) {
    super(`${endpointId} answered ${status} with something the contract does not describe`, { cause });
    this.name = "UnexpectedReplyError";
  }
}

export interface CallInput<E extends AnyEndpoint> {
  readonly params?: z.input<E["params"]>;
  readonly query?: z.input<E["query"]>;
  readonly body?: z.input<E["body"]>;
  readonly signal?: AbortSignal;
  /** Goes on when the page closes; browsers then take bodies up to 64 KiB. */
  readonly keepalive?: boolean;
}

/**
 * Calls an operation of the contract and gives its reply, checked.
 * @throws ProblemError | UnreachableError | UnexpectedReplyError, or the signal's reason when aborted.
 */
export async function call<E extends AnyEndpoint>(
  endpoint: E,
  input: CallInput<E> = {},
): Promise<ResponseOf<E>> {
  const sendsBody = endpoint.method === "POST" || endpoint.method === "PUT";
  let response: Response;
  let text: string;
  try {
    response = await fetch(addressOf(endpoint, input), {
      method: endpoint.method,
      headers: {
        accept: "application/json, application/problem+json",
        ...(sendsBody ? { "content-type": "application/json" } : {}),
      },
      credentials: "same-origin",
      ...(sendsBody ? { body: JSON.stringify(input.body ?? {}) } : {}),
      signal: input.signal ?? null,
      keepalive: input.keepalive ?? false,
    });
    text = await response.text();
  } catch (error) {
    if (input.signal?.aborted) throw input.signal.reason;
    throw new UnreachableError(error);
  }
  return readReply(endpoint, response.status, text);
}

/** What came back, held to the contract. @throws ProblemError | UnreachableError | UnexpectedReplyError */
export function readReply<E extends AnyEndpoint>(endpoint: E, status: number, text: string): ResponseOf<E> {
  const json = readJson(text);
  if (status < 200 || status > 299) {
    const problem = problemSchema.safeParse(json);
    if (problem.success) throw new ProblemError(problem.data);
    // A proxy in front answers for a server that is away, in its own words.
    if (status === 502 || status === 503 || status === 504) {
      throw new UnreachableError(new Error(`status ${status}`));
    }
    throw new UnexpectedReplyError(endpoint.id, status, problem.error);
  }
  const reply = endpoint.response.safeParse(json);
  if (!reply.success) throw new UnexpectedReplyError(endpoint.id, status, reply.error);
  return reply.data as ResponseOf<E>;
}

function readJson(text: string): unknown {
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The path with its parameters filled in, and the query without what is undefined. */
export function addressOf<E extends AnyEndpoint>(
  endpoint: E,
  input: Pick<CallInput<E>, "params" | "query">,
): string {
  const params = (input.params ?? {}) as Record<string, unknown>;
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${endpoint.id} expects the path parameter "${name}"`);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined) query.set(name, String(value));
  }
  const search = query.toString();
  return search === "" ? path : `${path}?${search}`;
}
