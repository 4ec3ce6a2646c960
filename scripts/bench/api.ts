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
import { listCandidates } from "./support/bench-store.ts";
import { getJson, measure, postJson, ratio } from "./support/measure.ts";

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
        await postJson(`${server.url}/api/conflicts/check`, drafts[index % drafts.length]);
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
    const listed = await measure(CALLS, 1, () => getJson(`${server.url}/api/phases?limit=200&${WEEK}`));
    print({ bench: "api", figure: "list 200 phases", database: database.kind, clients: 1, ...listed });
    const clock = await measure(100, 1, () =>
      getJson(`${server.url}/api/clock?from=2026-01-01&to=2026-03-05`),
    );
    print({ bench: "api", figure: "clock, 63 days", database: database.kind, clients: 1, ...clock });
  } finally {
    await server.close();
    await stop();
  }
}

const now = Date.now();
const at = (days: number) => new Date(now + days * 86_400_000).toISOString();
const WEEK = `startsAt=${at(0)}&endsAt=${at(7)}`;

async function listRoadworks(url: string): Promise<PhaseFeature[]> {
  const page = (await getJson(
    `${url}/api/phases?limit=1000&kinds=roadwork&startsAt=${at(0)}&endsAt=${at(90)}`,
  )) as {
    features: PhaseFeature[];
  };
  return page.features;
}

/** The candidates alone, as the database answers them. */
function checkBySql(database: Database, { geometry, properties }: PhaseFeature): Promise<void> {
  const phase = {
    polygon: geometry,
    startsAt: new Date(properties.startsAt),
    endsAt: new Date(properties.endsAt),
  };
  return database.transaction("sample", (db) => listCandidates(db, phase, NEARBY_METRES, NEARBY_DAYS), {
    readOnly: true,
  });
}
