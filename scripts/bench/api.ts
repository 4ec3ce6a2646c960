/**
 * What the API costs over HTTP, each figure beside the bare SQL of the same work in the same run. Served on the
 * database that DATABASE_URL names, else on an embedded one, with the sample city.
 */
import { join } from "node:path";
import { NEARBY_DAYS, NEARBY_METRES } from "../../domain/conflicts/facts.ts";
import type { PhaseFeature } from "../../domain/interventions/contract.ts";
import { startServer } from "../../server/main.ts";
import { readConfig } from "../../server/platform/config.ts";
import type { Database } from "../../server/platform/db.ts";
import { openLog } from "../../server/platform/log.ts";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase } from "../setup/open-database.ts";
import { prepareCity } from "../setup/prepare-city.ts";

const CALLS = 300;

export async function bench(print: (figure: object) => void): Promise<void> {
  const config = readConfig({
    ...process.env,
    PORT: "0",
    LOG_LEVEL: "silent",
    DECUMANO_CITY: "sample",
    DECUMANO_HOME: join(projectFolder, ".decumano", "bench"),
    REQUESTS_PER_MINUTE: "1000000",
  });
  const log = openLog(config.logLevel);
  const { database, connection, stop } = await openServedDatabase(config, log);
  await prepareCity(database, config.city);
  const server = await startServer({ config, database, connection, log, clientFolder: null });
  try {
    const phases = await listRoadworks(server.url);
    const drafts = phases.map(({ geometry, properties }) => ({
      draft: {
        kind: "roadwork",
        state: "proposed",
        phases: [
          {
            footprint: { kind: "area", polygon: geometry },
            startsAt: properties.startsAt,
            endsAt: properties.endsAt,
            vehicleImpact: "unknown",
            hindrance: "minor",
            depthMetres: null,
          },
        ],
      },
      interventionId: null,
    }));
    const bare = await measure(CALLS, 1, (index) => checkBySql(database, phases[index % phases.length]!));
    for (const clients of [1, 8]) {
      const times = await measure(CALLS, clients, async (index) => {
        await post(`${server.url}/api/conflicts/check`, drafts[index % drafts.length]);
      });
      print({
        bench: "api",
        figure: "draft check",
        database: database.kind,
        clients,
        ...times,
        ratioToSql: ratio(times, bare),
      });
    }
    const listed = await measure(CALLS, 1, () => get(`${server.url}/api/phases?limit=200&${WEEK}`));
    print({ bench: "api", figure: "list 200 phases", database: database.kind, clients: 1, ...listed });
    const clock = await measure(100, 1, () => get(`${server.url}/api/clock?from=2026-01-01&to=2026-03-05`));
    print({ bench: "api", figure: "clock, 63 days", database: database.kind, clients: 1, ...clock });
  } finally {
    await server.close();
    await stop();
  }
}

const now = Date.now();
const at = (days: number) => new Date(now + days * 86_400_000).toISOString();
const WEEK = `startsAt=${at(0)}&endsAt=${at(7)}`;

async function get(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

async function post(url: string, body: unknown): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function listRoadworks(url: string): Promise<PhaseFeature[]> {
  const page = (await get(
    `${url}/api/phases?limit=1000&kinds=roadwork&startsAt=${at(0)}&endsAt=${at(90)}`,
  )) as {
    features: PhaseFeature[];
  };
  return page.features;
}

/** The candidates alone, in one statement: what any implementation has to ask the database at the least. */
async function checkBySql(database: Database, phase: PhaseFeature): Promise<void> {
  await database.transaction(
    "sample",
    (db) =>
      db.query(
        `SELECT phase.id, ST_Distance(geom, drawn) FROM phase,
           (SELECT ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON($1), 4326), 32632) AS drawn) AS draft
         WHERE live AND ST_DWithin(geom, drawn, $2)
           AND during && tstzrange($3::timestamptz - make_interval(days => $5), $4::timestamptz + make_interval(days => $5))`,
        [
          JSON.stringify(phase.geometry),
          NEARBY_METRES,
          phase.properties.startsAt,
          phase.properties.endsAt,
          NEARBY_DAYS,
        ],
      ),
    { readOnly: true },
  );
}

interface Times {
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
}

async function measure(
  calls: number,
  clients: number,
  call: (index: number) => Promise<unknown>,
): Promise<Times> {
  for (let index = 0; index < 20; index++) await call(index);
  const times: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < calls) {
        const index = next++;
        const startedAt = performance.now();
        await call(index);
        times.push(performance.now() - startedAt);
      }
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)]! * 10) / 10;
  return { p50Milliseconds: at(0.5), p95Milliseconds: at(0.95) };
}

function ratio(times: Times, bare: Times): number {
  return Math.round((times.p50Milliseconds / bare.p50Milliseconds) * 10) / 10;
}
