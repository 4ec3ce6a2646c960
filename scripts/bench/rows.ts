/**
 * What it costs to take in an archive of rows: a CSV of street texts, read, placed and saved as the job does it, into
 * an empty record. Streets are Turin's own where its files are there, else an invented graph; the texts are made of
 * them for this measurement, nobody wrote them. Beside it, in the same run, what the database takes for the bare INSERT
 * of the interventions and phases that came of it, into tables with the same indexes. On the database that DATABASE_URL
 * names (12,000 and 120,000 rows), else on an embedded one (1,200 and 12,000). BENCH_ROWS names other sizes.
 */
import { randomUUID } from "node:crypto";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import { archiveFile, performRowImports } from "../../server/features/row-imports/row-import-job.ts";
import {
  countRows,
  findRowImport,
  insertRowImport,
  setReceived,
} from "../../server/features/row-imports/run-store.ts";
import { readConfig } from "../../server/platform/config.ts";
import type { Db } from "../../server/platform/db.ts";
import { openLog } from "../../server/platform/log.ts";
import { type Random, randomFor } from "../sample-city/random.ts";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase } from "../setup/open-database.ts";
import { dropCity, listOffices } from "./support/bench-store.ts";
import { makeStreetCity } from "./support/conflict-city.ts";

const CITY = "benchrows";
const SIZES = { embedded: [1_200, 12_000], postgres: [12_000, 120_000] } as const;
const SEED = 1;
const NOW_MS = Date.parse("2026-11-22T09:00:00Z");
const DAY_MS = 86_400_000;
/** Turin's record: 20 years back, one ahead (COORDINATION.md §5). */
const [DAYS_BACK, DAYS_AHEAD] = [20 * 365, 365];

interface Crossed {
  readonly title: string;
  readonly others: readonly string[];
}

export async function bench(print: (figure: object) => void): Promise<void> {
  const config = readConfig({
    ...process.env,
    LOG_LEVEL: "silent",
    DECUMANO_CITY: CITY,
    DECUMANO_HOME: join(projectFolder, ".decumano", "bench"),
  });
  const served = await openServedDatabase(config, openLog(config.logLevel));
  const { database } = served;
  const homeFolder = join(config.homeFolder, "rows");
  try {
    let first: number | null = null;
    const sizes = process.env.BENCH_ROWS?.split(",").map(Number) ?? SIZES[database.kind];
    for (const rows of sizes) {
      const { timeZone, origin } = await makeStreetCity(database, CITY, SEED);
      const { streets, officeId } = await database.transaction(CITY, async (db) => ({
        streets: await listCrossedStreets(db),
        officeId: (await listOffices(db))[0]!,
      }));
      const id = randomUUID();
      const file = archiveFile(homeFolder, CITY, id);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, makeArchive(rows, streets));
      const { size: bytes } = await stat(file);
      await database.transaction(CITY, async (db) => {
        const settings = { mapping: null, defaultKind: "roadwork" } as const;
        const run = {
          id,
          name: "bench.csv",
          format: "csv",
          bytes,
          officeId,
          startedBy: "bench",
          settings,
        } as const;
        await insertRowImport(db, run, new Date(NOW_MS));
        await setReceived(db, id, bytes);
      });
      const startedAt = performance.now();
      const cpuBefore = process.cpuUsage();
      const memory = watchMemory();
      await performRowImports({
        database,
        setting: { city: CITY, timeZone },
        homeFolder,
        now: () => NOW_MS,
        signal: new AbortController().signal,
        log: openLog("silent"),
      });
      const seconds = (performance.now() - startedAt) / 1_000;
      const cpu = process.cpuUsage(cpuBefore);
      const rssMb = memory.stop();
      const { run, counts } = await database.transaction(CITY, async (db) => ({
        run: await findRowImport(db, id),
        counts: (await countRows(db, [id])).get(id) ?? {},
      }));
      if (run?.state !== "done")
        throw new Error(`expected the archive done, got ${run?.state}: ${run?.reason}`);
      const rate = rows / seconds;
      first ??= rate;
      const insertSeconds = await database.transaction(CITY, timeBareInsert);
      print({
        name: "rows",
        rows,
        database: database.kind,
        graph: origin,
        seconds: Math.round(10 * seconds) / 10,
        rowsPerSecond: Math.round(rate),
        // Of the process that does the work: waiting for a busy machine is not in it.
        cpuSeconds: Math.round((cpu.user + cpu.system) / 1e5) / 10,
        placedShare: Math.round((1_000 * (counts.saved ?? 0)) / rows) / 1_000,
        ...counts,
        ...(await database.transaction(CITY, countLive)),
        // Of the process that does the work; the database's own memory is not in it.
        rssMb,
        insertSeconds: Math.round(100 * insertSeconds) / 100,
        ratioToInsert: Math.round((10 * seconds) / insertSeconds) / 10,
        slowerThanFirst: Math.round((100 * first) / rate) / 100,
        load: Math.round(10 * loadavg()[0]!) / 10,
      });
    }
  } finally {
    await dropCity(database, CITY);
    await rm(homeFolder, { recursive: true, force: true });
    await served.stop();
  }
}

const SAMPLE_MS = 200;

/** Resident megabytes: the median of the second and of the last quarter of the time, which tell whether it grows, and the peak. */
function watchMemory() {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(process.memoryUsage().rss / 2 ** 20), SAMPLE_MS);
  const medianOf = (from: number, to: number) =>
    Math.round(
      samples
        .slice(Math.floor(from * samples.length), Math.ceil(to * samples.length))
        .sort((a, b) => a - b)
        .at(Math.floor(((to - from) * samples.length) / 2)) ?? 0,
    );
  return {
    stop() {
      clearInterval(timer);
      return {
        secondQuarter: medianOf(0.25, 0.5),
        lastQuarter: medianOf(0.75, 1),
        peak: Math.round(Math.max(0, ...samples)),
      };
    },
  };
}

/** What takes ground still, and what was found of it. */
async function countLive(db: Db): Promise<{ live: number; findings: number }> {
  const { rows } = await db.query<{ live: number; findings: number }>(
    `SELECT (SELECT count(*) FROM phase WHERE live)::integer AS live,
       (SELECT count(*) FROM finding WHERE ended_at IS NULL)::integer AS findings`,
  );
  return rows[0]!;
}

/** Seconds for all that was saved to be inserted once more, by one statement a table, indexes and all. */
async function timeBareInsert(db: Db): Promise<number> {
  let seconds = 0;
  for (const table of ["intervention", "phase"]) {
    await db.query(`CREATE TABLE ${table}_bare (LIKE ${table} INCLUDING ALL)`);
    const startedAt = performance.now();
    await db.query(`INSERT INTO ${table}_bare SELECT * FROM ${table}`);
    seconds += (performance.now() - startedAt) / 1_000;
    await db.query(`DROP TABLE ${table}_bare`);
  }
  return seconds;
}

/** Streets with the names that meet them. */
async function listCrossedStreets(db: Db): Promise<Crossed[]> {
  const { rows } = await db.query<Crossed>(
    `SELECT place.title, array_agg(DISTINCT other.title ORDER BY other.title) AS others
     FROM place JOIN place_segment AS own ON own.place_id = place.id
       JOIN place_segment AS met ON met.from_node = own.from_node AND met.place_id <> own.place_id
       JOIN place AS other ON other.id = met.place_id
     WHERE place.kind = 'street'
     GROUP BY place.id HAVING count(DISTINCT other.title) > 1 ORDER BY place.id`,
  );
  return rows;
}

const KINDS = [
  "scavo",
  "cantiere",
  "ponteggio",
  "trasloco",
  "potatura",
  "mercato",
  "Rete idrica",
  "Fibra ottica",
];

function makeArchive(count: number, streets: readonly Crossed[]): string {
  const lines = ["Via;Dal;Al;Tipo;Titolo;Ente"];
  for (let index = 0; index < count; index++) {
    const random = randomFor(`rows:${SEED}:${index}`);
    const startMs = NOW_MS + Math.round(random.between(-DAYS_BACK, DAYS_AHEAD)) * DAY_MS;
    const endMs = startMs + random.whole(0, 60) * DAY_MS;
    const days = [startMs, endMs].map((ms) =>
      new Date(ms).toISOString().slice(0, 10).split("-").reverse().join("/"),
    );
    lines.push(
      [
        textOf(random, random.pick(streets)),
        ...days,
        random.pick(KINDS),
        `Riga ${index}`,
        "Ente di prova",
      ].join(";"),
    );
  }
  return lines.join("\r\n");
}

/** Mostly stretches and corners; some whole streets, some misspelt, some that are nowhere. */
function textOf(random: Random, { title, others }: Crossed): string {
  const drawn = random.next();
  const [one, other] = [random.pick(others), random.pick(others)];
  if (drawn < 0.55) return `${title} da ${one} a ${other}`;
  if (drawn < 0.85) return `${title} ang. ${one}`;
  if (drawn < 0.93) return title;
  if (drawn < 0.97) return `${title.slice(0, -3)}${title.slice(-2)} ang. ${one}`;
  return `presso il cantiere ${random.whole(1, 500)}`;
}
