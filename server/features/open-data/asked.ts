import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import { FORMAT_PARAMETER } from "../../../domain/open-data/query.ts";

export type Format = "json" | "html";
export type Language = "it" | "en";

/** What a request wants the reply to be like, and how addresses in it begin. */
export interface Asked {
  /** Where the service is mounted: `https://city.example/ogc`. */
  readonly base: string;
  /** Of this reply, as it was asked for. */
  readonly self: string;
  readonly format: Format;
  readonly language: Language;
}

export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title?: string;
}

export const JSON_TYPE = "application/json";
export const GEOJSON_TYPE = "application/geo+json";
export const HTML_TYPE = "text/html";
/** OpenAPI's own media type, as part 1 §9.1 asks for it. */
export const OPENAPI_TYPE = "application/vnd.oai.openapi+json;version=3.0";

/** `f` has the word; else the header, in which browsers put HTML first and programs JSON or nothing. */
export function readAsked(request: Request): Asked {
  const given = request.query[FORMAT_PARAMETER];
  const accepted = request.accepts([GEOJSON_TYPE, JSON_TYPE, OPENAPI_TYPE, HTML_TYPE]);
  const origin = `${request.protocol}://${request.get("Host")}`;
  return {
    base: `${origin}${request.baseUrl}`,
    self: `${origin}${request.originalUrl}`,
    format: given === "html" || (given === undefined && accepted === HTML_TYPE) ? "html" : "json",
    language: request.acceptsLanguages("it", "en") === "en" ? "en" : "it",
  };
}

/** The same address with other values of some parameters; null takes one away. */
export function withParameters(address: string, changes: Readonly<Record<string, string | null>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}

/** This reply and the same in the other encoding. */
export function linksToSelf({ self, format }: Asked, jsonType: string): Link[] {
  const types = { json: jsonType, html: HTML_TYPE } as const;
  const other = format === "json" ? "html" : "json";
  return [
    { href: self, rel: "self", type: types[format], title: "This document" },
    {
      href: withParameters(self, { [FORMAT_PARAMETER]: other }),
      rel: "alternate",
      type: types[other],
      title: `This document as ${other === "html" ? "HTML" : "JSON"}`,
    },
  ];
}

const FRESH_SECONDS = 60;

/**
 * Headers of a public reply, which anyone may keep and any page may read.
 * @param version changes whenever the reply would tell something else
 * @returns true when the caller has it already, and was told so
 */
export function sendKept(
  request: Request,
  response: Response,
  version: string,
  updatedAt: Date | null,
): boolean {
  const language = request.acceptsLanguages("it", "en") === "en" ? "en" : "it";
  const parts = [version, request.get("Host"), request.originalUrl, request.get("Accept"), language];
  const tag = createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
  response.setHeader("Cache-Control", `public, max-age=${FRESH_SECONDS}`);
  response.setHeader("ETag", `W/"${tag}"`);
  if (updatedAt !== null) response.setHeader("Last-Modified", updatedAt.toUTCString());
  response.vary("Accept").vary("Accept-Language");
  response.setHeader("Content-Language", language);
  // By the tag alone: a second may hold two saves.
  if (request.get("If-None-Match")?.includes(tag) !== true) return false;
  response.status(304).end();
  return true;
}

/** Open to pages of every origin: nothing here depends on who asks, and no cookie is read. */
export function openToAll(_request: Request, response: Response, next: () => void): void {
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Expose-Headers", "Content-Crs, ETag");
  response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
  next();
}
