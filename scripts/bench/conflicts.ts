/**
 * What conflicts cost at a city's scale (COORDINATION.md §5): a draft's check over HTTP beside the bare SQL of its
 * candidates, and the examination of everything live beside one set-form query of each of its facts, in the same run.
 * On the database that DATABASE_URL names (to 125,500 interventions), else on an embedded one (to 10,000).
 */
import { join } from "node:path";
import {
  NEARBY_DAYS,
  NEARBY_METRES,
  TREE_REACH_METRES,
  UTILITY_REACH_METRES,
} from "../../domain/conflicts/facts.ts";
import { recomputeAllFindings } from "../../server/features/conflicts/rules-changed.ts";
import { startServer } from "../../server/main.ts";
import { type Config, readConfig } from "../../server/platform/config.ts";
import { openLog } from "../../server/platform/log.ts";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase, type ServedDatabase } from "../setup/open-database.ts";
import {
  type BenchPhase,
  countLiveNeighbours,
  countLiveThings,
  dropCity,
  listCandidates,
  listLiveRoadworks,
} from "./support/bench-store.ts";
import { CONFLICT_CITY, type ConflictCity, makeConflictCity } from "./support/conflict-city.ts";
import { FULL_COUNT } from "./support/fill-interventions.ts";
import { measure, postJson, ratio } from "./support/measure.ts";

const CALLS = 300;
const SIZES = { embedded: [1_000, 10_000], postgres: [1_000, 10_000, FULL_COUNT] } as const;
const SEED = 1;
/** A day of its own, so that the figures are of the same works whenever they are measured. */
const NOW_MS = Date.parse("2026-11-22T09:00:00Z");

export async function bench(print: (figure: object) => void): Promise<void> {
  const config = readConfig({
    ...process.env,
    PORT: "0",
    LOG_LEVEL: "silent",
    DECUMANO_CITY: CONFLICT_CITY,
    DECUMANO_HOME: join(projectFolder, ".decumano", "bench"),
    REQUESTS_PER_MINUTE: "1000000",
  });
  const served = await openServedDatabase(config, openLog(config.logLevel));
  const { database } = served;
  try {
    for (const count of SIZES[database.kind]) {
      const startedAt = performance.now();
      const city = await makeConflictCity(database, { count, seed: SEED, nowMs: NOW_MS });
      const common = {
        bench: "conflicts",
        database: database.kind,
        graph: city.origin,
        interventions: count,
      };
      print({
        ...common,
        figure: "city made",
        seconds: round((performance.now() - startedAt) / 1000),
        livePairs: city.pairs.live,
        historicPairs: city.pairs.historic,
      });
      print({ ...common, figure: "everything live examined", ...(await measureRecomputation(served, city)) });
      await measureChecks(served, config, (figure) => print({ ...common, ...figure }));
    }
    await dropCity(database, CONFLICT_CITY);
  } finally {
    await served.stop();
  }
}

async function measureRecomputation({ database }: ServedDatabase, { timeZone }: ConflictCity) {
  const timed = async (work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await work();
    return (performance.now() - startedAt) / 1000;
  };
  const bare = () =>
    database.transaction(
      CONFLICT_CITY,
      async (db) => {
        await countLiveNeighbours(db, NEARBY_METRES, NEARBY_DAYS);
        await countLiveThings(db, TREE_REACH_METRES, UTILITY_REACH_METRES);
      },
      { readOnly: true },
    );
  await bare();
  const bareSeconds = await timed(bare);
  const examine = () => recomputeAllFindings(database, CONFLICT_CITY, timeZone, () => NOW_MS);
  // The first time every finding is new and is written, the second time it stands.
  const first = await timed(examine);
  const again = await timed(examine);
  return {
    seconds: round(first),
    unchangedSeconds: round(again),
    sqlSeconds: Math.round(bareSeconds * 1000) / 1000,
    ratioToSql: round(first / bareSeconds),
  };
}

async function measureChecks(
  { database, connection }: ServedDatabase,
  config: Config,
  print: (figure: object) => void,
): Promise<void> {
  const phases = await database.transaction(CONFLICT_CITY, (db) => listLiveRoadworks(db, CALLS), {
    readOnly: true,
  });
  const at = (index: number) => phases[index % phases.length]!;
  const log = openLog(config.logLevel);
  const server = await startServer({ config, database, connection, log, clientFolder: null });
  try {
    const bare = await measure(CALLS, 1, (index) =>
      database.transaction(CONFLICT_CITY, (db) => listCandidates(db, at(index), NEARBY_METRES, NEARBY_DAYS), {
        readOnly: true,
      }),
    );
    for (const clients of [1, 8]) {
      const times = await measure(CALLS, clients, (index) =>
        postJson(`${server.url}/api/conflicts/check`, toDraft(at(index))),
      );
      print({ figure: "draft check", clients, ...times, ratioToSql: ratio(times, bare) });
    }
  } finally {
    await server.close();
  }
}

/** As a planner draws it: a line and its width. */
function toDraft({ line, widthMetres, startsAt, endsAt }: BenchPhase) {
  const phase = {
    footprint: { kind: "line", line, widthMetres },
    startsAt,
    endsAt,
    vehicleImpact: "unknown",
    hindrance: "minor",
    depthMetres: 1.2,
  };
  return { draft: { kind: "roadwork", state: "proposed", phases: [phase] }, interventionId: null };
}

const round = (seconds: number) => Math.round(seconds * 10) / 10;
