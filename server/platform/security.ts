import { randomBytes } from "node:crypto";
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Config } from "./config.ts";
import { sendProblem } from "./problem.ts";

/**
 * Scripts from us alone; WebAssembly for the meshopt decoder. Styles from us, plus those of the engine that carry
 * this reply's nonce. No other host is ever asked for anything.
 */
export function secureHeaders(mode: Config["mode"]): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response)}'`],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", "blob:"],
        workerSrc: ["'self'", "blob:"],
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
  return (request, response, next) => {
    response.locals.nonce = randomBytes(16).toString("base64");
    headers(request, response, next);
  };
}

export function nonceOf(response: unknown): string {
  return String((response as { locals: { nonce: string } }).locals.nonce);
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
