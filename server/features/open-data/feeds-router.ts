/** The feeds of public interventions, to be mounted at `/feeds`. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { type Request, type Response, Router } from "express";
import {
  ALL_OF_CALENDAR,
  type CalendarQuery,
  readCalendarQuery,
} from "../../../domain/open-data/calendar-query.ts";
import { incidentFeed, incidentXml } from "../../../domain/open-data/cifs.ts";
import { situationPublication } from "../../../domain/open-data/datex2.ts";
import type { ParameterError } from "../../../domain/open-data/parameters.ts";
import { ENDED_DAYS } from "../../../domain/open-data/public-interventions.ts";
import type { RoadworkPhase } from "../../../domain/open-data/roadworks.ts";
import { workZoneFeed } from "../../../domain/open-data/work-zones.ts";
import { writeXml } from "../../../domain/open-data/xml.ts";
import type { Db } from "../../platform/db.ts";
import { sendProblem } from "../../platform/problem.ts";
import { GEOJSON_TYPE, JSON_TYPE, readAsked, sendKept } from "./asked.ts";
import { writeCalendar } from "./calendar-feed.ts";
import { findProgrammeVersion } from "./collection-store.ts";
import {
  type CalendarScope,
  isStreet,
  isZone,
  listCalendarPhases,
  listRoadworks,
  type RoadworkRow,
} from "./feed-store.ts";
import { type OpenDataSetting, refuseParameters, type ServedCity } from "./setting.ts";

const DAY_MS = 86_400_000;
/** How often it is worth while to ask again; what ends the window moves by the same step. */
const UPDATE_SECONDS = 300;
const XML_TYPE = "application/xml; charset=utf-8";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface FeedSetting {
  readonly served: ServedCity;
  readonly cityId: string;
  readonly nowMs: number;
}
type WriteFeed = (
  phases: readonly RoadworkPhase[],
  setting: FeedSetting,
) => { readonly type: string; readonly text: string };

/** What is told of the same roadworks, each in the words of its readers. */
const ROADWORK_FEEDS: readonly (readonly [string, WriteFeed])[] = [
  [
    "/wzdx.geojson",
    (phases, { served, nowMs }) => {
      const feed = workZoneFeed(phases, {
        publisher: served.name,
        licence: served.licence,
        generatedAt: new Date(nowMs).toISOString(),
        updateSeconds: UPDATE_SECONDS,
      });
      return { type: GEOJSON_TYPE, text: JSON.stringify(feed) };
    },
  ],
  [
    "/datex2.xml",
    (phases, { served, cityId, nowMs }) => {
      const generatedAt = new Date(nowMs).toISOString();
      const publication = situationPublication(phases, { cityId, synthetic: served.synthetic, generatedAt });
      return { type: XML_TYPE, text: writeXml(publication) };
    },
  ],
  [
    "/cifs.json",
    (phases, setting) => ({ type: JSON_TYPE, text: JSON.stringify(incidentsOf(phases, setting)) }),
  ],
  [
    "/cifs.xml",
    (phases, setting) => ({ type: XML_TYPE, text: writeXml(incidentXml(incidentsOf(phases, setting))) }),
  ],
];

function incidentsOf(phases: readonly RoadworkPhase[], { served, nowMs }: FeedSetting) {
  return incidentFeed(phases, { timeZone: served.timeZone, atMs: nowMs });
}

export function feedsRouter(setting: OpenDataSetting): Router {
  const { database, city: cityId, findServed, now } = setting;
  const router = Router();
  const read = <T>(work: (db: Db) => Promise<T>) => database.transaction(cityId, work, { readOnly: true });

  /** The instant a reply is made for: the same for some minutes, so that what it tells can be kept as long. */
  const stand = () => Math.floor(now() / (UPDATE_SECONDS * 1_000)) * UPDATE_SECONDS * 1_000;
  const endingAfter = (atMs: number) => new Date(atMs - ENDED_DAYS * DAY_MS);

  const setRoadworkFeed = (path: string, write: WriteFeed) =>
    router.get(path, async (request, response) => {
      const errors = Object.keys(request.query).map((field) => ({ field, message: "no such parameter" }));
      if (errors.length > 0) return refuseParameters(response, errors);
      const atMs = stand();
      const programme = await read(findProgrammeVersion);
      if (sendKept(request, response, `${programme.version} ${atMs}`, programme.updatedAt)) return;
      const rows = await read((db) => listRoadworks(db, endingAfter(atMs)));
      const { type, text } = write(rows.map(toRoadwork), {
        served: await findServed(),
        cityId,
        nowMs: now(),
      });
      response.type(type).send(text);
    });
  for (const [path, write] of ROADWORK_FEEDS) setRoadworkFeed(path, write);

  const sendCalendar = async (
    request: Request,
    response: Response,
    query: CalendarQuery,
    scope: CalendarScope,
    version: string,
  ) => {
    const programme = await read(findProgrammeVersion);
    const rows = await read((db) => listCalendarPhases(db, query, scope));
    if (scope.interventionId !== null && rows.length === 0) {
      return sendProblem(response, { refusal: "not-found" });
    }
    if (sendKept(request, response, `${programme.version} ${version}`, programme.updatedAt)) return;
    const served = await findServed();
    const { base, language } = readAsked(request);
    const page = new URL(base).origin;
    response.setHeader("Content-Disposition", 'inline; filename="interventions.ics"');
    response.type("text/calendar; charset=utf-8");
    await pipeline(
      Readable.from(
        inTurns(
          writeCalendar(rows, { city: served.name, cityId, timeZone: served.timeZone, language, page }),
        ),
      ),
      response,
    ).catch((error: NodeJS.ErrnoException) => {
      // Nothing left to tell when the one who asked is gone.
      if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
    });
  };

  router.get("/interventions.ics", async (request, response) => {
    const parsed = readCalendarQuery(request.query);
    if ("errors" in parsed) return refuseParameters(response, parsed.errors);
    const { query } = parsed;
    const unknown = await read((db) => listUnknownPlaces(db, query));
    if (unknown.length > 0) return refuseParameters(response, unknown);
    const atMs = stand();
    const scope = { interventionId: null, endingAfter: endingAfter(atMs) };
    await sendCalendar(request, response, query, scope, String(atMs));
  });

  router.get("/interventions/:file", async (request, response) => {
    const [, interventionId] = /^(.+)\.ics$/.exec(request.params.file) ?? [];
    if (interventionId === undefined || !UUID.test(interventionId)) {
      return sendProblem(response, { refusal: "not-found" });
    }
    const errors = Object.keys(request.query).map((field) => ({ field, message: "no such parameter" }));
    if (errors.length > 0) return refuseParameters(response, errors);
    await sendCalendar(request, response, ALL_OF_CALENDAR, { interventionId, endingAfter: null }, "one");
  });
  return router;
}

/** Lets others have their turn after each piece. */
async function* inTurns(pieces: Iterable<string>): AsyncGenerator<string> {
  for (const piece of pieces) {
    yield piece;
    await setImmediate();
  }
}

/** A misspelt street would otherwise be an empty calendar that stays empty. */
async function listUnknownPlaces(db: Db, { street, district }: CalendarQuery): Promise<ParameterError[]> {
  const errors: ParameterError[] = [];
  if (street !== null && !(await isStreet(db, street))) {
    errors.push({ field: "street", message: "no such street" });
  }
  if (district !== null && !(await isZone(db, district))) {
    errors.push({ field: "district", message: "no such zone" });
  }
  return errors;
}

function toRoadwork({ near, streetName, lanes, oneWay, withTraffic, ...row }: RoadworkRow): RoadworkPhase {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    street: near ? { name: streetName, lanes, withTraffic: oneWay === true ? withTraffic : null } : null,
  };
}
