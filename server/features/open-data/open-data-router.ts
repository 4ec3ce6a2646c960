import { type Request, type RequestHandler, type Response, Router } from "express";
import { sendProblem } from "../../platform/problem.ts";
import { getServedCity } from "../city/service.ts";
import { openToAll } from "./asked.ts";
import { feedsRouter } from "./feeds-router.ts";
import { licenceOfFeeds } from "./licences.ts";
import { ogcRouter } from "./ogc-router.ts";
import type { OpenDataSetting } from "./setting.ts";

type Parts = Omit<OpenDataSetting, "findServed"> & {
  /** Of the interventions of a real city, as its office chose it; what is invented is CC0. */
  readonly licence: string | null;
};

/** What anyone may read and reuse: `/ogc` and `/feeds`. To be mounted at the root. */
export function serveOpenData(parts: Parts): RequestHandler {
  const findServed = async () => {
    const { name, timeZone, attribution, synthetic } = await getServedCity(parts.database, parts.city);
    return { name, timeZone, attribution, synthetic, licence: licenceOfFeeds({ synthetic }, parts.licence) };
  };
  const setting = { ...parts, findServed };
  const router = Router();
  for (const [path, service] of [
    ["/ogc", ogcRouter(setting)],
    ["/feeds", feedsRouter(setting)],
  ] as const) {
    router.use(path, openToAll, onlyReading, service, (_request, response) =>
      sendProblem(response, { refusal: "not-found" }),
    );
  }
  return router;
}

function onlyReading(request: Request, response: Response, next: () => void): void {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    sendProblem(response, { refusal: "method-not-allowed" });
  } else next();
}
