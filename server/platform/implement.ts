/**
 * The one way an operation of the contract is served: parse, authorise, open the transaction, run the handler,
 * record what personal data the reply tells (same transaction: no row, no reply), validate the reply.
 */
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import type {
  Access,
  AnyEndpoint,
  BodyOf,
  ParamsOf,
  ProblemsOf,
  QueryOf,
  ResponseOf,
} from "../../domain/contract/endpoint.ts";
import { isRefusal, type Refusal } from "../../domain/contract/problems.ts";
import type { Actor } from "./actor.ts";
import type { Database, Db } from "./db.ts";
import { recordDisclosure } from "./disclosure.ts";
import { listFields, sendProblem } from "./problem.ts";
import type { Sessions } from "./session.ts";
import { mediaTypeOf, receiveUpload, type Upload } from "./upload.ts";

/** What every operation stands on; made once, in the composition root. */
export interface Platform {
  readonly database: Database;
  readonly city: string;
  readonly sessions: Sessions;
  readonly findActor: (db: Db, personId: string) => Promise<Actor | null>;
  /** The clock, an argument everywhere so that tests can stand in any day. */
  readonly now: () => number;
  /** Where files are while they are being sent. */
  readonly uploadFolder: string;
  /** An operation that may have changed something was committed. */
  readonly onWritten?: () => void;
}

export interface Call<E extends AnyEndpoint> {
  readonly db: Db;
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  /** Never null where the endpoint `accepts` a file. */
  readonly upload: Upload | null;
  readonly requestId: string;
  readonly nowMs: number;
  readonly response: Response;
  /** Never null where `access` asks for somebody. */
  readonly actor: E["access"] extends "anyone" ? Actor | null : Actor;
}

/** A file as the reply of an operation whose `media` says so; it leaves as it is, under this name. */
export class FileReply {
  constructor(
    readonly path: string,
    readonly name: string,
    /** Instead of, or beside, what the endpoint's `media` says. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** A reply that goes on for as long as both sides are there, begun once the transaction has ended. */
export class StreamReply {
  constructor(readonly open: (response: Response) => void) {}
}

type Outcome<E extends AnyEndpoint> =
  | ResponseOf<E>
  | FileReply
  | StreamReply
  | Refusal<ProblemsOf<E> | "bad-input">;
export type Handler<E extends AnyEndpoint> = (call: Call<E>) => Promise<Outcome<E>>;

export interface Implementation {
  readonly endpoint: AnyEndpoint;
  readonly handle: (platform: Platform) => RequestHandler;
}

/**
 * In two steps, `implement(endpoint)(handler)`: with the endpoint fixed first, TypeScript checks the handler's
 * literals against the reply's type; in one call it widens them ("FeatureCollection" to string) and refuses.
 */
export function implement<E extends AnyEndpoint>(endpoint: E): (handler: Handler<E>) => Implementation {
  return (handler) => ({
    endpoint,
    handle: (platform) => (request, response) =>
      serve(platform, endpoint, handler as unknown as Handler<AnyEndpoint>, request, response),
  });
}

function authorise(access: Access, actor: Actor | null): Refusal | null {
  if (access === "anyone") return null;
  if (actor === null) return { refusal: "not-signed-in" };
  if (access === "signed-in" || access.includes(actor.role)) return null;
  return { refusal: "not-allowed" };
}

interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

function parseInput(endpoint: AnyEndpoint, request: Request): Input | Refusal {
  const parsed: Record<string, unknown> = {};
  const errors: { field: string; message: string }[] = [];
  for (const part of ["params", "query", "body"] as const) {
    const result = endpoint[part].safeParse(request[part] ?? {});
    if (part === "query") errors.push(...listUnknown(endpoint, request));
    if (result.success) parsed[part] = result.data;
    else errors.push(...listFields(result.error, part));
  }
  if (errors.length > 0) return { refusal: "bad-input", errors };
  return parsed as unknown as Input;
}

/** A misspelt parameter would otherwise be silently ignored and the whole city answered. */
function listUnknown(endpoint: AnyEndpoint, request: Request): { field: string; message: string }[] {
  const known = endpoint.query instanceof z.ZodObject ? Object.keys(endpoint.query.shape) : [];
  return Object.keys(request.query)
    .filter((name) => !known.includes(name))
    .map((name) => ({ field: name, message: "no such parameter" }));
}

function parseMedia(endpoint: AnyEndpoint, request: Request): Refusal | null {
  if (endpoint.method !== "POST" && endpoint.method !== "PUT") return null;
  if (endpoint.accepts !== undefined) {
    if (endpoint.accepts.mediaTypes.includes(mediaTypeOf(request))) return null;
    return { refusal: "unsupported-media", detail: `send one of ${endpoint.accepts.mediaTypes.join(", ")}` };
  }
  if (request.is("application/json")) return null;
  return { refusal: "unsupported-media", detail: "send application/json" };
}

/** The file of an operation that accepts one, taken in by whoever may call, outside of any transaction. */
async function receive(
  platform: Platform,
  endpoint: AnyEndpoint,
  request: Request,
  personId: string | null,
): Promise<Upload | null | Refusal> {
  if (endpoint.accepts === undefined) return null;
  const refused = await platform.database.transaction(
    platform.city,
    async (db) => {
      const actor = personId === null ? null : await platform.findActor(db, personId);
      return (
        authorise(endpoint.access, actor) ?? parseMedia(endpoint, request) ?? parseInput(endpoint, request)
      );
    },
    { readOnly: true },
  );
  return isRefusal(refused) ? refused : receiveUpload(request, endpoint, platform.uploadFolder);
}

async function serve(
  platform: Platform,
  endpoint: AnyEndpoint,
  handler: Handler<AnyEndpoint>,
  request: Request,
  response: Response,
): Promise<void> {
  const nowMs = platform.now();
  const personId = platform.sessions.find(request, nowMs);
  const upload = await receive(platform, endpoint, request, personId);
  if (isRefusal(upload)) {
    // What was not read to its end must not be taken for the next request.
    if (!request.complete) response.setHeader("Connection", "close");
    return sendProblem(response, upload);
  }
  await answer({ platform, endpoint, handler, request, response, nowMs, personId, upload });
}

interface Asked {
  readonly platform: Platform;
  readonly endpoint: AnyEndpoint;
  readonly handler: Handler<AnyEndpoint>;
  readonly request: Request;
  readonly response: Response;
  readonly nowMs: number;
  readonly personId: string | null;
  readonly upload: Upload | null;
}

async function answer(asked: Asked): Promise<void> {
  const { platform, endpoint, handler, request, response, nowMs, personId, upload } = asked;
  const outcome = await platform.database
    .transaction(
      platform.city,
      async (db) => {
        const actor = personId === null ? null : await platform.findActor(db, personId);
        // Who may not call learns nothing about the input either, so this comes first.
        const refused = authorise(endpoint.access, actor) ?? parseMedia(endpoint, request);
        if (refused !== null) return refused;
        const input = parseInput(endpoint, request);
        if (isRefusal(input)) return input;
        const requestId = String(request.id);
        const result = await handler({
          ...input,
          upload,
          db,
          actor: actor as Actor,
          requestId,
          nowMs,
          response,
        });
        if (isRefusal(result)) throw new RefusedChange(result);
        if (result instanceof FileReply || result instanceof StreamReply) return { reply: result };
        const reply = endpoint.response.parse(result);
        if (endpoint.discloses !== "nothing" && actor !== null) {
          await recordDisclosure(db, { endpoint, response: reply, actor, requestId, nowMs });
        }
        return { reply };
      },
      { readOnly: endpoint.method === "GET" && endpoint.discloses === "nothing" },
    )
    .catch((error: unknown) => {
      // A refusal inside the handler rolls back whatever it had begun.
      if (error instanceof RefusedChange) return error.refusal;
      throw error;
    })
    // Before the reply: whoever is told that nothing was taken may look.
    .finally(() => (upload === null ? undefined : rm(upload.path, { force: true })));
  if (isRefusal(outcome)) return sendProblem(response, outcome);
  if (endpoint.method !== "GET") platform.onWritten?.();
  response.setHeader("Cache-Control", "no-store");
  if (outcome.reply instanceof StreamReply) return openStream(request, response, outcome.reply);
  if (outcome.reply instanceof FileReply) return sendFile(response, endpoint, outcome.reply);
  response.status(endpoint.status).json(outcome.reply);
}

async function sendFile(response: Response, endpoint: AnyEndpoint, file: FileReply): Promise<void> {
  response.attachment(file.name);
  response.type(`${endpoint.media}; charset=utf-8`);
  for (const [name, value] of Object.entries(file.headers)) response.setHeader(name, value);
  // Nothing left to tell when the one who asked is gone.
  await pipeline(createReadStream(file.path), response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  });
}

function openStream(request: Request, response: Response, stream: StreamReply): void {
  // Gone while it was being answered, or asking for the head alone.
  if (response.closed) return;
  if (request.method === "HEAD") response.end();
  else stream.open(response);
}

class RefusedChange extends Error {
  override readonly name = "RefusedChange";
  constructor(readonly refusal: Refusal) {
    super(refusal.refusal);
  }
}
