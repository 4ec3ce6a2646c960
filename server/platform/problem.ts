import type { ErrorRequestHandler, Response } from "express";
// Gives every request its `id`.
import type {} from "pino-http";
import type { z } from "zod";
import { PROBLEMS, type Problem, type ProblemCode, type Refusal } from "../../domain/contract/problems.ts";
import type { Log } from "./log.ts";

/** Sends a refusal as RFC 9457 problem+json, titled in the language the request asks for. */
export function sendProblem(response: Response, { refusal, detail, errors, current }: Refusal): void {
  const { status, it, en } = PROBLEMS[refusal];
  const language = response.req.acceptsLanguages("it", "en") === "en" ? "en" : "it";
  const problem: Problem = {
    type: `urn:decumano:problem:${refusal}`,
    title: language === "en" ? en : it,
    status,
    code: refusal,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors: [...errors] }),
    ...(current === undefined ? {} : { current }),
    requestId: String(response.req.id),
  };
  if (refusal === "not-signed-in") response.setHeader("WWW-Authenticate", "Session");
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Content-Language", language);
  response.status(status).type("application/problem+json").send(JSON.stringify(problem));
}

/** Where a value was wrong, as `phases.0.endsAt`; `body`, `query` or `params` where no field can be named. */
export function listFields(error: z.ZodError, part: string): { field: string; message: string }[] {
  return error.issues.flatMap((issue) => {
    const at = issue.path.map(String);
    const names = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...at, key]) : [at];
    return names.map((name) => ({ field: name.join(".") || part, message: issue.message }));
  });
}

const BODY_ERRORS: Readonly<Record<string, ProblemCode>> = {
  "entity.too.large": "too-large",
  "entity.parse.failed": "bad-input",
  "encoding.unsupported": "unsupported-media",
  "charset.unsupported": "unsupported-media",
  "request.aborted": "bad-input",
  "request.size.invalid": "bad-input",
};

/** The last handler: what the body parser refused gets its code, a bug is logged and told as `internal`. */
export function handleErrors(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const type = typeof error?.type === "string" ? error.type : "";
    const known = BODY_ERRORS[type];
    if (known !== undefined) {
      return sendProblem(response, {
        refusal: known,
        errors: [{ field: "body", message: type === "entity.parse.failed" ? "not valid JSON" : type }],
      });
    }
    // A page from before the client was rebuilt asks for files that are gone.
    if (error?.status === 404) return sendProblem(response, { refusal: "not-found" });
    if (error instanceof URIError) {
      return sendProblem(response, {
        refusal: "bad-input",
        errors: [{ field: "path", message: "not a valid address" }],
      });
    }
    if (isConnectionLoss(error)) {
      log.warn(
        { requestId: request.id, err: { message: error.message, code: error.code } },
        "database unavailable",
      );
      response.setHeader("Retry-After", "2");
      return sendProblem(response, {
        refusal: "unavailable",
        detail: "the database is not answering; try again",
      });
    }
    log.error({ requestId: request.id, err: error }, "unexpected error");
    sendProblem(response, { refusal: "internal" });
  };
}

// Class 08 connection exceptions, 57P0x shutdown: the SQL states of PostgreSQL's manual, appendix A.
const CONNECTION_LOSS =
  /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE)$|Connection terminated|timeout exceeded when trying to connect/;

function isConnectionLoss(error: unknown): error is Error & { code?: string } {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return CONNECTION_LOSS.test(typeof code === "string" ? code : error.message);
}
