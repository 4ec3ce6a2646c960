/**
 * What the first free window of a draft costs at a city's scale, all rules asked, over HTTP: of sites laid where another
 * stands, and of sites that nothing would free within the year, the worst there is; beside what trying every day by the
 * draft's check takes, in the same run. On the database that DATABASE_URL names (125,500 interventions), else on an
 * embedded one (10,000).
 */
import { join } from "node:path";
import type { FreeWindowResult } from "../../domain/conflicts/free-window-contract.ts";
import { addDays } from "../../domain/geo/calendar.ts";
import { startServer } from "../../server/main.ts";
import { readConfig } from "../../server/platform/config.ts";
import { openLog } from "../../server/platform/log.ts";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase } from "../setup/open-database.ts";
import { dropCity, listLiveRoadworks } from "./support/bench-store.ts";
import { CONFLICT_CITY, makeConflictCity } from "./support/conflict-city.ts";
import { FULL_COUNT } from "./support/fill-interventions.ts";
import { measure, postJson } from "./support/measure.ts";

const CALLS = { embedded: 60, postgres: 200 } as const;
const INTERVENTIONS = { embedded: 10_000, postgres: FULL_COUNT } as const;
/** Trying every day of a year a few times says enough of it. */
const DAILY = 5;
const DAYS = 5;
const SEED = 1;

type Phase = Awaited<ReturnType<typeof listLiveRoadworks>>[number];

export async function bench(print: (figure: object) => void): Promise<void> {
  const config = readConfig({
    ...process.env,
    PORT: "0",
    LOG_LEVEL: "silent",
    DECUMANO_CITY: CONFLICT_CITY,
    DECUMANO_HOME: join(projectFolder, ".decumano", "bench"),
    REQUESTS_PER_MINUTE: "1000000",
  });
  const log = openLog(config.logLevel);
  const { database, connection, stop } = await openServedDatabase(config, log);
  const calls = CALLS[database.kind];
  try {
    const nowMs = Date.now();
    const { origin, interventions } = await makeConflictCity(
      database,
      { count: INTERVENTIONS[database.kind], seed: SEED, nowMs },
      { withSides: true },
    );
    const phases = await database.transaction(CONFLICT_CITY, (db) => listLiveRoadworks(db, calls), {
      readOnly: true,
    });
    const at = (index: number) => phases[index % phases.length]!;
    const server = await startServer({ config, database, connection, log, clientFolder: null });
    try {
      const tomorrow = addDays(new Date(nowMs).toISOString().slice(0, 10), 1);
      // From where the other begins, or tomorrow where it has: it stands in the way of the first days.
      const fromOf = ({ startsAt }: Phase) => {
        const begins = startsAt.toISOString().slice(0, 10);
        return [begins, tomorrow].sort().at(-1)!;
      };
      const ask = (phase: Phase, more: object = {}) =>
        postJson(
          `${server.url}/api/conflicts/free-window`,
          question(phase, fromOf(phase), more),
        ) as Promise<FreeWindowResult>;
      const results: FreeWindowResult[] = [];
      const found = await timed(() => measure(calls, 1, async (index) => results.push(await ask(at(index)))));
      const none = await timed(() =>
        measure(calls, 1, (index) => ask(at(index), { carriagewayWidthMetres: 1, strict: true })),
      );
      const daily = await measure(DAILY, 1, (index) => tryEveryDay(server.url, at(index), fromOf(at(index))));
      print({
        name: "free-window",
        interventions,
        windowP50Ms: found.times.p50Milliseconds,
        windowP95Ms: found.times.p95Milliseconds,
        windowCpuMs: found.cpuMs,
        noneP50Ms: none.times.p50Milliseconds,
        noneP95Ms: none.times.p95Milliseconds,
        noneCpuMs: none.cpuMs,
        everyDayP50Ms: daily.p50Milliseconds,
        ratio: Math.round((daily.p50Milliseconds / none.times.p50Milliseconds) * 10) / 10,
        startsTriedP50: median(results.map(({ tried }) => tried)),
        withoutWindow: results.filter(({ window }) => window === null).length,
        database: database.kind,
        graph: origin,
      });
    } finally {
      await server.close();
    }
    await dropCity(database, CONFLICT_CITY);
  } finally {
    await stop();
  }

  /** Processor time of this process a call: the server's own, and on an embedded database not the database's. */
  async function timed<T>(work: () => Promise<T>): Promise<{ times: T; cpuMs: number }> {
    const before = process.cpuUsage();
    const times = await work();
    const { user, system } = process.cpuUsage(before);
    return { times, cpuMs: Math.round((user + system) / 100 / (calls + 20)) / 10 };
  }
}

function question(phase: Phase, from: string, { strict, ...details }: { strict?: boolean } & object) {
  return {
    draft: { kind: "roadwork", state: "proposed", phases: [drawn(phase, phase, details)] },
    interventionId: null,
    phase: 0,
    from,
    days: DAYS,
    unit: "working",
    acceptWarnings: strict !== true,
  };
}

function drawn(phase: Phase, when: { startsAt: Date; endsAt: Date }, details: object = {}) {
  return {
    footprint: { kind: "line", line: phase.line, widthMetres: phase.widthMetres },
    startsAt: when.startsAt,
    endsAt: when.endsAt,
    vehicleImpact: "some-lanes-closed",
    hindrance: "minor",
    depthMetres: 1.2,
    ...details,
  };
}

/** The draft's check, once a day for a year. */
async function tryEveryDay(url: string, phase: Phase, from: string): Promise<void> {
  for (let day = 0; day < 366; day++) {
    const startsAt = new Date(`${addDays(from, day)}T07:00:00Z`);
    const endsAt = new Date(`${addDays(from, day + DAYS - 1)}T16:00:00Z`);
    const draft = { kind: "roadwork", state: "proposed", phases: [drawn(phase, { startsAt, endsAt })] };
    await postJson(`${url}/api/conflicts/check`, { draft, interventionId: null });
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
