import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import compression from "compression";
import express, { type Express, type RequestHandler, Router } from "express";
import rateLimit from "express-rate-limit";
import { pinoHttp } from "pino-http";
import type { AnyEndpoint } from "../domain/contract/endpoint.ts";
import type { Config } from "./platform/config.ts";
import type { Implementation, Platform } from "./platform/implement.ts";
import type { Log } from "./platform/log.ts";
import type { Metrics } from "./platform/metrics.ts";
import { serveClient } from "./platform/page.ts";
import { handleErrors, sendProblem } from "./platform/problem.ts";
import { guardOrigin, secureHeaders } from "./platform/security.ts";

export interface AppParts {
  readonly config: Pick<Config, "mode" | "trustedProxies" | "requestsPerMinute">;
  readonly platform: Platform;
  readonly implementations: readonly Implementation[];
  readonly serveTiles: RequestHandler;
  /** What anyone may read and reuse, below `/ogc` and `/feeds`. */
  readonly serveOpenData: RequestHandler;
  readonly metrics: Metrics;
  readonly log: Log;
  /** The built client, or null when only the API is served (development, tests). */
  readonly clientFolder: string | null;
}

export function createApp(parts: AppParts): Express {
  const { config, platform, metrics, log } = parts;
  const app = express();
  app.set("trust proxy", config.trustedProxies);
  app.set("etag", false);
  app.disable("x-powered-by");
  app.use(logRequests(log));
  app.use(metrics.observe);
  app.use(secureHeaders(config.mode));
  app.use(compression({ filter: isCompressible }));
  app.get("/metrics", metrics.serve);
  app.use("/tiles", parts.serveTiles);
  app.use("/api", serveApi(platform, parts.implementations, config.requestsPerMinute));
  app.use(["/ogc", "/feeds"], limitRequests(config.requestsPerMinute));
  app.use(parts.serveOpenData);
  if (parts.clientFolder !== null && existsSync(parts.clientFolder)) app.use(serveClient(parts.clientFolder));
  app.use((_request, response) => sendProblem(response, { refusal: "not-found" }));
  app.use(handleErrors(log));
  return app;
}

function isCompressible(request: express.Request, response: express.Response): boolean {
  if (/model\/gltf-binary|vnd\.mapbox-vector-tile/.test(String(response.getHeader("Content-Type"))))
    return true;
  return compression.filter(request, response);
}

function logRequests(log: Log): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: (_request, response) => {
      const id = randomUUID();
      response.setHeader("X-Request-Id", id);
      return id;
    },
    customLogLevel: (_request, response, error) =>
      error !== undefined || response.statusCode >= 500 ? "error" : "debug",
    serializers: {
      // An address can hold what somebody searched for, and headers hold the session: neither is logged.
      req: (request) => ({ id: request.id, method: request.method }),
      res: (response) => ({ statusCode: response.statusCode }),
    },
    customProps: (_request, response) => ({
      operation: (response as express.Response).locals?.operation,
    }),
  });
}

function limitRequests(requestsPerMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: requestsPerMinute,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_request, response) => sendProblem(response, { refusal: "too-many-requests" }),
  });
}

function serveApi(
  platform: Platform,
  implementations: readonly Implementation[],
  requestsPerMinute: number,
): Router {
  const router = Router();
  router.use(limitRequests(requestsPerMinute));
  router.use(guardOrigin);
  router.use(express.json({ limit: "1mb", strict: true }));
  const methods = new Map<string, string[]>();
  for (const { endpoint, handle } of implementations) {
    const path = toRoute(endpoint);
    methods.set(path, [...(methods.get(path) ?? []), endpoint.method]);
    const handler = handle(platform);
    router[endpoint.method.toLowerCase() as "get" | "post" | "put" | "delete"](
      path,
      (request, response, next) => {
        response.locals.operation = endpoint.id;
        return handler(request, response, next);
      },
    );
  }
  for (const [path, allowed] of methods) {
    router.all(path, (_request, response) => {
      response.setHeader("Allow", allowed.join(", "));
      sendProblem(response, { refusal: "method-not-allowed" });
    });
  }
  return router;
}

/** `/api/interventions/{interventionId}` as Express writes it, below the `/api` it is mounted on. */
function toRoute({ path }: AnyEndpoint): string {
  return path.slice("/api".length).replace(/\{(\w+)\}/g, ":$1");
}
