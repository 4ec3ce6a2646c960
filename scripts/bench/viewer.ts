/**
 * What a city as large as Turin costs the page that shows it: 132,000 buildings, 25,000 directed edges, 60,000 trees
 * and 10,000 interventions, all of them within the clock's interval, served on the database that DATABASE_URL names
 * (else on an embedded one) to a headless Chromium that draws WebGL in software; beside it, in the same run, the
 * sample city.
 *
 * - firstFrameMainThreadMs: processor time of the page's main thread from the beginning of the navigation to the
 *   first frame that shows buildings, scripts read and compiled included. Rasterising runs in another process.
 * - heapMb: JavaScript's heap and the arrays beside it, garbage collected, with the whole city in view.
 * - drawCommands: calls of WebGL that draw one frame of the whole city, its shadows' included.
 * - longestTaskMs: processor time of the longest task while the camera flies over the city and down to a street.
 * - scrubStepMs: processor time of the main thread for one step of the clock's handle, whole city in view: page,
 *   scene and all. The mean of the steps, each of which the browser takes up with a frame of its own; that the scene
 *   was drawn anew for each is made sure of.
 *
 * The city is kept for the next run of the same day: to make it takes longer than to measure.
 */
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { recomputeAllFindings } from "../../server/features/conflicts/rules-changed.ts";
import { buildTiles } from "../../server/features/tiles/build-tiles.ts";
import { startServer } from "../../server/main.ts";
import { readConfig } from "../../server/platform/config.ts";
import type { Database } from "../../server/platform/db.ts";
import { openLog } from "../../server/platform/log.ts";
import { openBrowser } from "../../tests/support/browser.ts";
import { ensureClient } from "../setup/client.mjs";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase, type ServedDatabase } from "../setup/open-database.ts";
import { prepareCity } from "../setup/prepare-city.ts";
import { dropCity } from "./support/bench-store.ts";
import { fillBigCity, TURIN_SIZED } from "./support/big-city.ts";
import { fillInterventions } from "./support/fill-interventions.ts";
import { isCityKept, keepCity } from "./support/kept-city.ts";
import { type Recording, recordMainThread } from "./support/main-thread.ts";
import {
  countDrawCalls,
  flyTo,
  measureHeap,
  openTwinPage,
  tallyDrawCalls,
  waitForTwin,
} from "./support/twin-page.ts";

const BIG = "bench_viewer";
const TIME_ZONE = "Europe/Rome";
const INTERVENTIONS = 10_000;
/** The interval shown holds them all. */
const DAYS = 60;
const SCRUB_STEPS = 20;

interface Figures {
  readonly firstFrameMainThreadMs: number;
  readonly heapMb: number;
  readonly drawCommands: number;
  readonly longestTaskMs: number;
  readonly scrubStepMs: number;
}

export async function bench(print: (figure: object) => void): Promise<void> {
  await ensureClient();
  const environment = {
    ...process.env,
    PORT: "0",
    LOG_LEVEL: "silent",
    DECUMANO_HOME: join(projectFolder, ".decumano", "bench"),
    REQUESTS_PER_MINUTE: "1000000",
  };
  const { databaseUrl, homeFolder, cacheFolder, logLevel } = readConfig({
    ...environment,
    DECUMANO_CITY: BIG,
  });
  const served = await openServedDatabase({ databaseUrl, homeFolder, cacheFolder }, openLog(logLevel));
  const browser = await openBrowser();
  try {
    await prepareCity(served.database, "sample");
    await prepareBigCity(served.database);
    const measured: Record<string, Figures & object> = {};
    for (const city of ["sample", BIG]) {
      const config = readConfig({ ...environment, DECUMANO_CITY: city });
      await buildTiles({ database: served.database, city, folder: join(config.homeFolder, "tiles") });
      measured[city] = await measureServed(served, config, browser);
    }
    const [sample, big] = [measured.sample!, measured[BIG]!];
    const timesSample = Object.fromEntries(
      Object.entries(big).map(([name, value]) => [
        name,
        Math.round((value / sample[name as keyof Figures]) * 100) / 100,
      ]),
    );
    print({ name: "viewer", database: served.database.kind, ...big, timesSample });
    print({ name: "viewer, sample city", database: served.database.kind, ...sample });
  } finally {
    await browser.close();
    await served.stop();
  }
}

/**
 * Anew each day: its works lie around today. Their findings are recorded with the rules that made them, or the server
 * would examine all ten thousand while the page is measured.
 */
async function prepareBigCity(database: Database): Promise<void> {
  const made = `${dateAfter(0)} ${TURIN_SIZED.buildings} ${TURIN_SIZED.trees} ${INTERVENTIONS}`;
  if (await isCityKept(database, BIG, made)) return;
  await dropCity(database, BIG);
  await fillBigCity(database, { id: BIG, ...TURIN_SIZED });
  await fillInterventions(database, BIG, {
    count: INTERVENTIONS,
    seed: 1,
    nowMs: Date.now(),
    daysBack: DAYS,
    daysAhead: DAYS,
  });
  await recomputeAllFindings(database, BIG, TIME_ZONE, Date.now);
  await keepCity(database, BIG, made);
}

async function measureServed(
  { database, connection }: ServedDatabase,
  config: ReturnType<typeof readConfig>,
  browser: Browser,
): Promise<Figures> {
  const clientFolder = join(projectFolder, "dist", "client");
  const log = openLog(config.logLevel);
  const server = await startServer({ config, database, connection, log, clientFolder });
  const { page, close } = await openTwinPage(browser);
  try {
    return await measure(page, server.url);
  } finally {
    await close();
    await server.close();
  }
}

async function measure(page: Page, url: string): Promise<Figures> {
  const city = (await (await fetch(`${url}/api/city`)).json()) as { centre: [number, number] };
  const [longitude, latitude] = city.centre;
  const at = (east: number, north: number, metres: number, pitch: number) =>
    `${(longitude + east).toFixed(6)},${(latitude + north).toFixed(6)},${metres},20,${pitch}`;

  const start = await recordMainThread(page, async () => {
    await page.goto(url);
    await waitForTwin(page);
  });

  const [from, to] = [-DAYS - 90, DAYS + 90].map((days) => dateAfter(days));
  await page.goto(`${url}/?from=${from}&to=${to}&c=${at(0, 0, 12_000, -60)}`);
  await waitForTwin(page);
  await page.getByTestId("in-view-list").locator("[aria-busy=false]").waitFor();
  const drawCommands = await countDrawCalls(page);
  await waitForTwin(page);
  const heapMb = await measureHeap(page);
  const scrubbing = await scrub(page, drawCommands);
  const flying = await recordMainThread(page, async () => {
    await flyTo(page, at(0.02, 0.01, 900, -40));
    await flyTo(page, at(-0.02, -0.01, 500, -25));
    await flyTo(page, at(0, 0, 6_000, -50));
  });
  return {
    firstFrameMainThreadMs: round(processorTimeUntil(start, "first-frame-with-city")),
    heapMb: round(heapMb),
    drawCommands,
    longestTaskMs: round(Math.max(...flying.tasks.map(({ processorMs }) => processorMs))),
    scrubStepMs: round(processorTime(scrubbing) / SCRUB_STEPS),
  };
}

/** What the engine still looks for after its last news, and the garbage collected by hand, are no step's cost. */
const STILL_MS = 3_000;

/** Drags the clock's handle a day at a time. The browser takes up a move with a frame, and only then the next. */
async function scrub(page: Page, drawCommands: number): Promise<Recording> {
  const handle = page.getByRole("slider").first();
  const track = (await page.locator(".clock-track").boundingBox())!;
  const box = (await handle.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const days = Number(await handle.getAttribute("aria-valuemax"));
  const position = async () => Number(await handle.getAttribute("aria-valuenow"));
  const from = await position();
  await page.waitForTimeout(STILL_MS);
  const readTally = await tallyDrawCalls(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const recording = await recordMainThread(page, async () => {
    for (let step = 1; step <= SCRUB_STEPS; step++) {
      await page.mouse.move(x + (track.width / days) * step, y);
    }
  });
  await page.mouse.up();
  const [moved, frames] = [(await position()) - from, (await readTally()) / drawCommands];
  // The first step goes from the hour of now to noon of a day.
  if (moved < SCRUB_STEPS - 1 || frames < SCRUB_STEPS - 1) {
    throw new Error(
      `expected ${SCRUB_STEPS} steps of a day, each drawn; got ${moved} days in ${frames} frames`,
    );
  }
  return recording;
}

function processorTimeUntil({ tasks, marks }: Recording, mark: string): number {
  const [began, ended] = [marks.get("navigationStart"), marks.get(mark)];
  if (began === undefined || ended === undefined) {
    throw new Error(`the trace holds no ${began === undefined ? "navigation" : mark}`);
  }
  return processorTime({ tasks: tasks.filter(({ startMs }) => began <= startMs && startMs < ended), marks });
}

function processorTime({ tasks }: Recording): number {
  return tasks.reduce((sum, { processorMs }) => sum + processorMs, 0);
}

function dateAfter(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

const round = (value: number): number => Math.round(value * 10) / 10;
