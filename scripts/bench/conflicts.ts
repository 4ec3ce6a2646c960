/**
 * What conflicts cost at a city's scale (COORDINATION.md §5), all rules asked: a draft's check over HTTP, by one client
 * and by eight, of a site and of 5 km; everything live examined, beside each fact's own statement over everything live
 * in the same run; and the pairs of the whole history. On the database that DATABASE_URL names (to 125,500
 * interventions), else on an embedded one (to 10,000).
 *
 * `draft…` is the time in the server: from the arrival of a request's head to the last byte of its reply handed over,
 * as the server's own process sees it, waiting for its turn included. `client…` is the same seen by the clients, which
 * are a process of their own. (Until 22 November 2026 clients and server shared one process, and only theirs was told.)
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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
import type { Ask, Asked } from "./support/check-client.ts";
import { CONFLICT_CITY, type ConflictCity, makeConflictCity } from "./support/conflict-city.ts";
import { FULL_COUNT } from "./support/fill-interventions.ts";
import { layLongLines } from "./support/long-lines.ts";
import { openRoadGraph } from "./support/road-graph.ts";
import { watchServed } from "./support/served-times.ts";

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
  const log = openLog(config.logLevel);
  const server = await startServer({ config, database, connection, log, clientFolder: null });
  const client = fork(fileURLToPath(new URL("support/check-client.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
  });
  const served = watchServed();
  const ask = async (drafts: readonly object[], calls: number, clients: number) => {
    const bodies = drafts.map((draft) => JSON.stringify(draft));
    const url = `${server.url}/api/conflicts/check`;
    const seen = await askFrom(client, { url, bodies, calls, clients });
    const inside = served.latest(calls);
    const at = (share: number) => Math.round(inside[Math.floor(inside.length * share)]! * 10) / 10;
    return { p50: at(0.5), p95: at(0.95), seen };
  };
  try {
    const sites = phases.map(toDraft);
    const wides = Array.from({ length: LONG_CALLS }, (_, index) =>
      toDraft({ ...phases[index % phases.length]!, ...lines[index % lines.length]!, widthMetres: 4 }),
    );
    // Once unmeasured: the server compiles what it runs, and each connection keeps its plans.
    await ask(sites, CALLS, 8);
    const one = await ask(sites, CALLS, 1);
    const eight = await ask(sites, CALLS, 8);
    await ask(wides, LONG_LINES, 1);
    const wide = await ask(wides, LONG_CALLS, 1);
    return {
      draftP50Ms: one.p50,
      draftP95Ms: one.p95,
      draftP95Ms8: eight.p95,
      draft5kmP95Ms: wide.p95,
      clientP50Ms: one.seen.p50Milliseconds,
      clientP95Ms: one.seen.p95Milliseconds,
      clientP95Ms8: eight.seen.p95Milliseconds,
      client5kmP95Ms: wide.seen.p95Milliseconds,
    };
  } finally {
    served.close();
    client.kill();
    await server.close();
  }
}

/** @throws when the clients' process ends instead of answering */
async function askFrom(client: ChildProcess, asked: Ask): Promise<Asked> {
  const ended = new AbortController();
  const gone = once(client, "exit", { signal: ended.signal }).then(([code]) => {
    throw new Error(`the clients ended with ${code}`);
  });
  client.send(asked);
  try {
    return (await Promise.race([once(client, "message", { signal: ended.signal }), gone]))[0] as Asked;
  } finally {
    ended.abort();
    gone.catch(() => undefined);
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

async function timed<T>(work: () => Promise<T>): Promise<[seconds: number, result: T]> {
  const startedAt = performance.now();
  const result = await work();
  return [Math.round(performance.now() - startedAt) / 1000, result];
}
