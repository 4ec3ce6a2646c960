/**
 * What conflicts cost at a city's scale (COORDINATION.md §5), all rules asked: a draft's check over HTTP, by one client
 * and by eight, of a site and of 5 km; everything live examined, beside each fact's own statement over everything live
 * in the same run; and the pairs of the whole history. On the database that DATABASE_URL names (to 125,500
 * interventions), else on an embedded one (to 10,000).
 */
import { Agent, request } from "node:http";
import { join } from "node:path";
import { factsNeeded, rulesFor } from "../../domain/conflicts/evaluate.ts";
import type { FactName } from "../../domain/conflicts/facts.ts";
import { RULES } from "../../domain/conflicts/rules.ts";
import { INTERVENTION_KINDS } from "../../domain/interventions/intervention.ts";
import { FACT_SOURCES } from "../../server/features/conflicts/facts/sources.ts";
import { recomputeAllFindings } from "../../server/features/conflicts/rules-changed.ts";
import { startServer } from "../../server/main.ts";
import { type Config, readConfig } from "../../server/platform/config.ts";
import type { Db } from "../../server/platform/db.ts";
import { openLog } from "../../server/platform/log.ts";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase, type ServedDatabase } from "../setup/open-database.ts";
import {
  countFactOverLive,
  countHistoricCandidates,
  countLive,
  dropCity,
  listLiveRoadworks,
  toDegrees,
} from "./support/bench-store.ts";
import { CONFLICT_CITY, type ConflictCity, makeConflictCity } from "./support/conflict-city.ts";
import { FULL_COUNT } from "./support/fill-interventions.ts";
import { layLongLines } from "./support/long-lines.ts";
import { measure } from "./support/measure.ts";
import { openRoadGraph } from "./support/road-graph.ts";

const CALLS = 300;
const LONG_METRES = 5_000;
const LONG_LINES = 20;
const LONG_CALLS = 60;
const SIZES = { embedded: [1_000, 10_000], postgres: [1_000, 10_000, FULL_COUNT] } as const;
const SEED = 1;
/** A day of its own, so that the figures are of the same works whenever they are measured. */
const NOW_MS = Date.parse("2026-11-22T09:00:00Z");
/** The widest two zones of works together (GIPOD: major hindrance on both sides). */
const ZONES_METRES = 20;

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
      const [citySeconds, city] = await timed(() =>
        makeConflictCity(database, { count, seed: SEED, nowMs: NOW_MS }, { withSides: true }),
      );
      const recomputed = await measureRecomputation(served, city);
      const checks = await measureChecks(served, config);
      print({
        name: "conflicts",
        interventions: count,
        ...checks,
        ...recomputed,
        peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
        database: database.kind,
        graph: city.origin,
        rules: RULES.length,
        citySeconds,
      });
    }
    await dropCity(database, CONFLICT_CITY);
  } finally {
    await served.stop();
  }
}

/** The kinds of which some rule whose findings are kept needs the fact. */
const kindsOf = (fact: FactName) =>
  INTERVENTION_KINDS.filter((kind) =>
    factsNeeded(
      rulesFor(
        RULES.filter(({ recorded }) => recorded !== false),
        { kind },
      ),
    ).has(fact),
  );

async function measureRecomputation({ database }: ServedDatabase, { timeZone }: ConflictCity) {
  const inOne = <T>(work: (db: Db) => Promise<T>) =>
    database.transaction(CONFLICT_CITY, work, { readOnly: true });
  const askFacts = () =>
    inOne(async (db) => {
      for (const fact of Object.keys(FACT_SOURCES) as FactName[]) {
        const kinds = kindsOf(fact);
        if (kinds.length > 0) await countFactOverLive(db, FACT_SOURCES[fact].text, kinds);
      }
    });
  await askFacts();
  const [candidateJoinSeconds] = await timed(askFacts);
  const examine = () => recomputeAllFindings(database, CONFLICT_CITY, timeZone, () => NOW_MS);
  // The first time every finding is new and is written, the second time it stands.
  const [recomputeSeconds] = await timed(examine);
  const [unchangedSeconds] = await timed(examine);
  const [historySeconds, historicPairs] = await timed(() =>
    inOne((db) => countHistoricCandidates(db, ZONES_METRES)),
  );
  return {
    recomputeSeconds,
    candidateJoinSeconds,
    ratio: Math.round((recomputeSeconds / candidateJoinSeconds) * 100) / 100,
    unchangedSeconds,
    historySeconds,
    historicPairs,
    live: await inOne(countLive),
  };
}

async function measureChecks({ database, connection }: ServedDatabase, config: Config) {
  const { segments } = await openRoadGraph(SEED);
  const long = layLongLines(segments, LONG_METRES, LONG_LINES, SEED);
  const [phases, lines] = await database.transaction(
    CONFLICT_CITY,
    async (db) => [await listLiveRoadworks(db, CALLS), await toDegrees(db, long)] as const,
    { readOnly: true },
  );
  const at = (index: number) => phases[index % phases.length]!;
  const log = openLog(config.logLevel);
  const server = await startServer({ config, database, connection, log, clientFolder: null });
  const agent = new Agent({ keepAlive: true });
  const check = (draft: object) => post(agent, `${server.url}/api/conflicts/check`, JSON.stringify(draft));
  try {
    // Once unmeasured: the server compiles what it runs, and each connection keeps its plans.
    await measure(CALLS, 8, (index) => check(toDraft(at(index))));
    const one = await measure(CALLS, 1, (index) => check(toDraft(at(index))));
    const eight = await measure(CALLS, 8, (index) => check(toDraft(at(index))));
    const wide = await measure(LONG_CALLS, 1, (index) =>
      check(toDraft({ ...at(index), ...lines[index % lines.length]!, widthMetres: 4 })),
    );
    return {
      draftP50Ms: one.p50Milliseconds,
      draftP95Ms: one.p95Milliseconds,
      draftP95Ms8: eight.p95Milliseconds,
      draft5kmP95Ms: wide.p95Milliseconds,
    };
  } finally {
    agent.destroy();
    await server.close();
  }
}

/** As a planner draws it: a line and its width. */
function toDraft(phase: { line: object; widthMetres: number; startsAt: Date; endsAt: Date }) {
  const { line, widthMetres, startsAt, endsAt } = phase;
  const drawn = {
    footprint: { kind: "line", line, widthMetres },
    startsAt,
    endsAt,
    vehicleImpact: "unknown",
    hindrance: "minor",
    depthMetres: 1.2,
  };
  return { draft: { kind: "roadwork", state: "proposed", phases: [drawn] }, interventionId: null };
}

/** As a browser asks, compressed, the reply read to its end and not looked into: this process is the server as well. */
function post(agent: Agent, url: string, body: string): Promise<void> {
  const headers = { "content-type": "application/json", "accept-encoding": "gzip" };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url}: ${response.statusCode}`));
      });
      response.on("error", reject);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

async function timed<T>(work: () => Promise<T>): Promise<[seconds: number, result: T]> {
  const startedAt = performance.now();
  const result = await work();
  return [Math.round(performance.now() - startedAt) / 1000, result];
}
