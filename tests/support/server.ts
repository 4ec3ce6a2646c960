import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "../../scripts/setup/folders.ts";
import { startServer } from "../../server/main.ts";
import { readConfig } from "../../server/platform/config.ts";
import { openLog } from "../../server/platform/log.ts";
import type { TestDatabase } from "./databases.ts";
import { TEST_CITY } from "./test-city.ts";

export interface TestServer {
  readonly url: string;
  /** Where the tiles are looked for: `tiles/` below it. */
  readonly homeFolder: string;
  /** Asks as nobody. */
  ask(method: string, path: string, request?: Ask): Promise<Answer>;
  /** Signs in and gives the cookie to ask with. */
  signIn(personId: string): Promise<string>;
  close(): Promise<void>;
}

export interface Ask {
  readonly cookie?: string;
  /** Sent as JSON; a string, as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed reply; null when it is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire, to be asserted on
  readonly json: any;
}

export interface TestServerOptions {
  readonly now?: () => number;
  /** Serves dist/client too, as `npm test` has built it. */
  readonly withPage?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where cities have their manifests. */
  readonly dataFolder?: string;
}

/** The whole server, in this process, on a free port and a database that holds a city. */
export async function startTestServer(
  { database, connection }: TestDatabase,
  { now, withPage = false, environment = {}, dataFolder }: TestServerOptions = {},
): Promise<TestServer> {
  const homeFolder = await mkdtemp(join(tmpdir(), "decumano-server-"));
  const config = readConfig({
    PORT: "0",
    DECUMANO_HOME: homeFolder,
    DECUMANO_CITY: TEST_CITY,
    // A test run tells no log; LOG_LEVEL=error tells why a reply was a 500.
    LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent",
    REQUESTS_PER_MINUTE: "1000000",
    ...environment,
  });
  const server = await startServer({
    config,
    database,
    connection,
    log: openLog(config.logLevel),
    clientFolder: withPage ? join(projectFolder, "dist", "client") : null,
    now,
    ...(dataFolder === undefined ? {} : { dataFolder }),
  });
  return {
    url: server.url,
    homeFolder,
    ask: (method, path, request) => ask(`${server.url}${path}`, method, request),
    signIn: (personId) => signIn(server.url, personId),
    close: async () => {
      await server.close();
      await rm(homeFolder, { recursive: true, force: true });
    },
  };
}

export async function ask(
  url: string,
  method: string,
  { cookie, body, headers = {} }: Ask = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(cookie === undefined ? {} : { Cookie: cookie }),
      ...headers,
    },
    body:
      body === undefined || typeof body === "string" ? (body as string | undefined) : JSON.stringify(body),
  });
  // What never ends is known by its head.
  const endless = response.headers.get("Content-Type")?.startsWith("text/event-stream") === true;
  if (endless) await response.body?.cancel();
  const text = endless ? "" : await response.text();
  const isJson = /json/.test(response.headers.get("Content-Type") ?? "");
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
}

/** @returns the session cookie */
export async function signIn(url: string, personId: string): Promise<string> {
  const { status, headers, text } = await ask(`${url}/api/session`, "POST", { body: { personId } });
  const cookie = headers.get("Set-Cookie")?.split(";")[0];
  if (status !== 201 || cookie === undefined) throw new Error(`sign-in of ${personId}: ${status} ${text}`);
  return cookie;
}
