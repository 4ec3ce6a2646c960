/**
 * A signed cookie that names the person and when it ends. It holds no more than that: role and office are read
 * from the database with each request, so that a change of role works at once.
 */
import { parseCookie, stringifySetCookie } from "cookie";
import { sign, unsign } from "cookie-signature";
import type { Request, Response } from "express";

export const SESSION_HOURS = 12;

export interface Sessions {
  start(response: Response, personId: string, nowMs: number): void;
  /** The person named by a cookie of ours that has not ended, or null. */
  find(request: Request, nowMs: number): string | null;
  end(response: Response): void;
}

/** @param secure whether the cookie may only travel over TLS (production, behind the city's proxy) */
export function openSessions(secret: string, secure: boolean): Sessions {
  const name = secure ? "__Host-decumano" : "decumano";
  const set = (response: Response, value: string, maxAge: number) =>
    response.append(
      "Set-Cookie",
      stringifySetCookie({ name, value, httpOnly: true, sameSite: "strict", secure, path: "/", maxAge }),
    );
  return {
    start(response, personId, nowMs) {
      const endsAt = nowMs + SESSION_HOURS * 3_600_000;
      set(
        response,
        sign(`${Buffer.from(personId).toString("base64url")}.${endsAt}`, secret),
        SESSION_HOURS * 3600,
      );
    },
    find(request, nowMs) {
      const cookie = parseCookie(request.headers.cookie ?? "")[name];
      if (cookie === undefined) return null;
      const value = unsign(cookie, secret);
      if (value === false) return null;
      const [person, endsAt] = value.split(".");
      if (person === undefined || !(Number(endsAt) > nowMs)) return null;
      return Buffer.from(person, "base64url").toString("utf8");
    },
    end(response) {
      set(response, "", 0);
    },
  };
}
