/**
 * What the table of interventions costs at a city's scale: the first page of every order and of filters that find
 * much, little and nothing, over HTTP, beside the bare SQL of one page in the same run; then every row as a file,
 * with the most memory that the server held. On the database that DATABASE_URL names (125,500 interventions), else
 * on an embedded one (10,000).
 */
import { join } from "node:path";
import { SORT_KEYS } from "../../domain/interventions/list-contract.ts";
import { recomputeAllFindings } from "../../server/features/conflicts/rules-changed.ts";
import { startServer } from "../../server/main.ts";
import { readConfig } from "../../server/platform/config.ts";
import { openLog } from "../../server/platform/log.ts";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase } from "../setup/open-database.ts";
import { dropCity, listBarePage } from "./support/bench-store.ts";
import { CONFLICT_CITY, makeConflictCity } from "./support/conflict-city.ts";
import { FULL_COUNT } from "./support/fill-interventions.ts";
import { getJson, measure, ratio } from "./support/measure.ts";

const CALLS = 60;
const PAGE = 100;
const SIZES = { embedded: 10_000, postgres: FULL_COUNT } as const;
/** A day of its own, so that the figures are of the same works whenever they are measured. */
const NOW_MS = Date.parse("2026-11-22T09:00:00Z");

const FILTERS: Readonly<Record<string, string>> = {
  "most by kind": "kinds=roadwork",
  "few by kind": "kinds=event&sort=title",
  "common word": "text=rete&sort=place",
  "rare words": "text=mercato+torino&sort=title",
  "no such word": "text=qwertz",
  "a letter": "text=z&sort=title",
  "a week of now": "startsAt=2026-11-16T00:00:00Z&endsAt=2026-11-23T00:00:00Z&sort=title",
  "a week of long ago": "startsAt=2014-11-16T00:00:00Z&endsAt=2014-11-23T00:00:00Z&sort=areaSquareMetres",
  "a street block": "bbox=7.68,45.065,7.683,45.067&sort=startsAt",
  "half the city": "bbox=7.6,45.0,7.68,45.2&sort=title",
  "blocking ones": "findings=blocking&sort=endsAt",
  "without findings": "findings=none&sort=title",
  "urgent, of which there are none": "urgent=true&sort=title",
  "three at once": "kinds=roadwork,event&states=approved,proposed&text=fibra&sort=place",
};

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
  try {
    const { timeZone, interventions: rows } = await makeConflictCity(database, {
      count: SIZES[database.kind],
      seed: 1,
      nowMs: NOW_MS,
    });
    await recomputeAllFindings(database, CONFLICT_CITY, timeZone, () => NOW_MS);
    const common = { rows, database: database.kind };
    const server = await startServer({ config, database, connection, log, clientFolder: null });
    try {
      const page = (query: string) =>
        measure(CALLS, 1, () => getJson(`${server.url}/api/interventions?limit=${PAGE}&${query}`));
      const bare = await measure(CALLS, 1, () =>
        database.transaction(CONFLICT_CITY, (db) => listBarePage(db, PAGE), { readOnly: true }),
      );
      for (const sort of SORT_KEYS) {
        for (const order of ["asc", "desc"]) {
          const times = await page(`sort=${sort}&order=${order}`);
          print({
            name: `first page by ${sort} ${order}`,
            ...common,
            ...told(times),
            ratio: ratio(times, bare),
          });
        }
      }
      for (const [name, query] of Object.entries(FILTERS)) {
        const times = await page(query);
        print({ name, ...common, ...told(times), ratio: ratio(times, bare) });
      }
      for (const format of ["csv", "xlsx", "geojson"]) {
        print({ name: `export ${format}`, ...common, ...(await measureExport(server.url, format, rows)) });
      }
    } finally {
      await server.close();
    }
    await dropCity(database, CONFLICT_CITY);
  } finally {
    await stop();
  }
}

const told = ({ p50Milliseconds, p95Milliseconds }: Awaited<ReturnType<typeof measure>>) => ({
  p50Ms: p50Milliseconds,
  p95Ms: p95Milliseconds,
});

const SAMPLE_MS = 50;

/** Reads a file to its end without keeping it. The server is this very process. */
async function measureExport(url: string, format: string, rows: number) {
  let peak = 0;
  const sample = () => {
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  const before = process.memoryUsage().rss;
  const timer = setInterval(sample, SAMPLE_MS);
  const startedAt = performance.now();
  const { body, ok, status } = await fetch(`${url}/api/intervention-exports/${format}`);
  if (!ok || body === null) throw new Error(`export ${format}: ${status}`);
  let bytes = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) bytes += chunk.length;
  clearInterval(timer);
  sample();
  const seconds = (performance.now() - startedAt) / 1000;
  const inMegabytes = (value: number) => Math.round(value / 1e5) / 10;
  return {
    exportRowsPerSecond: Math.round(rows / seconds),
    peakRssMb: inMegabytes(peak),
    rssBeforeMb: inMegabytes(before),
    fileMb: inMegabytes(bytes),
  };
}
