import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Config } from "./config.ts";
import { sendProblem } from "./problem.ts";

/**
 * Scripts and styles from us alone; WebAssembly for the meshopt decoder; data: pictures are the icons inside
 * bootstrap-italia's stylesheet. No inline style, no worker of another origin, no other host.
 */
export function secureHeaders(mode: Config["mode"]): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "no-referrer" },
    // A demonstration is served on plain http://localhost.
    strictTransportSecurity: mode === "production",
  });
}

/**
 * A change must come from our own page: browsers say so in Sec-Fetch-Site, older ones in Origin. A caller that
 * sends neither is no browser, and carries no cookie it was not given.
 */
export const guardOrigin: RequestHandler = (request, response, next) => {
  if (request.method === "GET" || request.method === "HEAD") return next();
  const site = request.get("Sec-Fetch-Site");
  if (site !== undefined) {
    if (site === "same-origin" || site === "none") return next();
    return sendProblem(response, { refusal: "cross-site" });
  }
  const origin = request.get("Origin");
  if (origin === undefined || hostOf(origin) === request.get("Host")) return next();
  sendProblem(response, { refusal: "cross-site" });
};

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
