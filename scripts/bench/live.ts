/**
 * From a save to every listener's screen: the time from asking for the save until each of the clients has its event,
 * for a save through this server and for one by another process, which is found at the next look. And what it costs
 * the database while nothing happens. On the database that DATABASE_URL names, else on an embedded one.
 */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { NO_INTERVENTION_DETAILS, NO_PHASE_DETAILS } from "../../domain/interventions/intervention.ts";
import { createIntervention } from "../../server/features/interventions/service.ts";
import { startServer } from "../../server/main.ts";
import { readConfig } from "../../server/platform/config.ts";
import type { Database, Db } from "../../server/platform/db.ts";
import { openLog } from "../../server/platform/log.ts";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase } from "../setup/open-database.ts";
import { prepareCity } from "../setup/prepare-city.ts";
import { openListeners } from "./support/listeners.ts";
import { getJson, postJson } from "./support/measure.ts";

const CLIENTS = 100;
const SAVES = 30;
const IDLE_MS = 10_000;
/** `POLL_MS` of server/features/live/hub.ts. */
const READER_WAITS_MS = 500;
const CITY = "sample";
const FIRST_YEAR = 2033;

export async function bench(print: (figure: object) => void): Promise<void> {
  const config = readConfig({
    ...process.env,
    PORT: "0",
    LOG_LEVEL: "silent",
    DECUMANO_CITY: CITY,
    DECUMANO_HOME: join(projectFolder, ".decumano", "bench"),
    REQUESTS_PER_MINUTE: "1000000",
  });
  const log = openLog(config.logLevel);
  const { database, connection, stop } = await openServedDatabase(config, log);
  await prepareCity(database, CITY);
  const counter = countQueries(database);
  const server = await startServer({
    config,
    database: counter.database,
    connection,
    log,
    clientFolder: null,
  });
  try {
    const { centre } = (await getJson(`${server.url}/api/city`)) as { centre: [number, number] };
    const cookie = await signIn(server.url);
    const listeners = await openListeners(server.url, CLIENTS);
    const before = counter.count();
    await delay(IDLE_MS);
    const idleQueriesPerMinute = Math.round(((counter.count() - before) * 60_000) / IDLE_MS);

    let year = FIRST_YEAR;
    const saveHere = async (id: string) => {
      const intervention = draftAt(centre, year);
      await postJson(`${server.url}/api/interventions`, { id, intervention }, { cookie });
    };
    const saveElsewhere = async (id: string) => {
      const actor = { id: "bench", role: "administrator", officeId: null } as const;
      await database.transaction(CITY, (db) =>
        createIntervention(db, { city: CITY, timeZone: "Europe/Rome" }, id, draftAt(centre, year), "strade", {
          actor,
          requestId: "bench",
          nowMs: Date.now(),
        }),
      );
    };
    for (const [name, save] of [
      ["live: saved by this server", saveHere],
      ["live: saved by another process", saveElsewhere],
    ] as const) {
      const times: number[] = [];
      for (let index = 0; index < SAVES; index++) {
        const id = randomUUID();
        const heard = listeners.hear(id);
        const startedAt = performance.now();
        await save(id);
        times.push(...(await heard).map((at) => at - startedAt));
        await fetch(`${server.url}/api/interventions/${id}?version=1`, {
          method: "DELETE",
          headers: { cookie },
        });
        year += 2;
        // The deletion made the reader look, and it looks again half a second on: each save falls at another point
        // of that. With the same wait every time all of them took 370 ms.
        await delay((index * 137) % READER_WAITS_MS);
      }
      times.sort((a, b) => a - b);
      const at = (share: number) => Math.round(times[Math.floor(times.length * share)]! * 10) / 10;
      print({
        name,
        database: database.kind,
        latencyP50Ms: at(0.5),
        latencyP95Ms: at(0.95),
        idleQueriesPerMinute,
        clients: CLIENTS,
      });
    }
    listeners.close();
  } finally {
    await server.close();
    await stop();
  }
}

/** Round trips of the server's own; the job queue has connections apart. */
function countQueries(database: Database): { readonly database: Database; count(): number } {
  let count = 0;
  return {
    count: () => count,
    database: {
      ...database,
      transaction: (city, work, options) => {
        // BEGIN and COMMIT.
        count += 2;
        const counting = (db: Db): Db => ({
          query: (text, values) => {
            count += 1;
            return db.query(text, values);
          },
        });
        return database.transaction(city, (db) => work(counting(db)), options);
      },
    },
  };
}

/** In the middle of the city, two years from every other: what it would be held against is not measured here. */
function draftAt([longitude, latitude]: readonly [number, number], year: number) {
  return {
    kind: "event" as const,
    state: "proposed" as const,
    title: "Misura",
    place: "",
    description: "",
    ...NO_INTERVENTION_DETAILS,
    phases: [
      {
        ...NO_PHASE_DETAILS,
        footprint: {
          kind: "line" as const,
          line: {
            type: "LineString" as const,
            coordinates: [
              [longitude, latitude],
              [longitude + 0.0002, latitude],
            ] as [number, number][],
          },
          widthMetres: 3,
        },
        startsAt: `${year}-01-10T08:00:00Z`,
        endsAt: `${year}-01-11T08:00:00Z`,
        vehicleImpact: "unknown" as const,
        hindrance: "minor" as const,
        depthMetres: null,
      },
    ],
  };
}

async function signIn(url: string): Promise<string> {
  const { demoPeople } = (await getJson(`${url}/api/session`)) as {
    demoPeople: { id: string; role: string }[];
  };
  const administrator = demoPeople.find(({ role }) => role === "administrator")!;
  const response = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ personId: administrator.id }),
  });
  return response.headers.get("set-cookie")!.split(";")[0]!;
}
