/**
 * How long a planner takes for a typical site, from "Nuovo intervento" to "Salvato": a street's stretch on its even
 * side written as one says it (names without "via" and "corso"), the effect on the road by its pictogram, the worst finding's remedy, saved. On the
 * sample city in the database that DATABASE_URL names (else in an embedded one), in a headless Chromium in plan.
 *
 * Of the sites that are placed, each figure is of the one that takes most; the median of the seconds is told beside it.
 *
 * - interactions: clicks, chords of keys and texts typed. The bar is 8.
 * - seconds: at the pace of the keystroke-level model (Card, Moran, Newell 1980): 1.1 s to point and 0.2 s to click,
 *   0.2 s a key, what machine and server need in between included, pauses to think not. The bar is 20.
 * - secondsInFull: had each name been typed with its type, and "lato" before the side.
 * - ambiguous: places passed over before as many had one meaning, for their words have several.
 * - machineSeconds: the same without a hand's own time.
 * - serverMs: the sum of what the page waited for first bytes of the API's replies.
 */
import { join } from "node:path";
import type { Page, Request } from "playwright-core";
import type { PhaseFeature } from "../../domain/interventions/contract.ts";
import { buildTiles } from "../../server/features/tiles/build-tiles.ts";
import { startServer } from "../../server/main.ts";
import { readConfig } from "../../server/platform/config.ts";
import { openLog } from "../../server/platform/log.ts";
import { placeTypicalSite } from "../../tests/e2e/support/hand.ts";
import { openBrowser } from "../../tests/support/browser.ts";
import { ensureClient } from "../setup/client.mjs";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase } from "../setup/open-database.ts";
import { prepareCity } from "../setup/prepare-city.ts";

const SITES = 5;
const PACE = { clickMs: 1_300, keyMs: 200 };
const CITY = "sample";

export async function bench(print: (figure: object) => void): Promise<void> {
  await ensureClient();
  const config = readConfig({
    ...process.env,
    PORT: "0",
    LOG_LEVEL: "silent",
    DECUMANO_CITY: CITY,
    DECUMANO_HOME: join(projectFolder, ".decumano", "bench"),
    REQUESTS_PER_MINUTE: "1000000",
  });
  const { database, connection, stop } = await openServedDatabase(config, openLog(config.logLevel));
  const browser = await openBrowser({ webgl: false });
  try {
    await prepareCity(database, CITY);
    await buildTiles({ database, city: CITY, folder: join(config.homeFolder, "tiles") });
    const clientFolder = join(projectFolder, "dist", "client");
    const log = openLog(config.logLevel);
    const server = await startServer({ config, database, connection, log, clientFolder });
    try {
      const context = await browser.newContext({
        locale: "it-IT",
        timezoneId: "Europe/Rome",
        viewport: { width: 1440, height: 900 },
      });
      const page = await context.newPage();
      const { sites, ambiguous } = await placeSites(page, server.url);
      const inOrder = (of: (site: Site) => number) => sites.map(of).sort((a, b) => a - b);
      const most = (of: (site: Site) => number) => inOrder(of).at(-1)!;
      const median = (of: (site: Site) => number) => inOrder(of)[sites.length >> 1]!;
      print({
        name: "editor",
        database: database.kind,
        sites: sites.length,
        ambiguous,
        interactions: most(({ interactions }) => interactions),
        secondsMedian: round(median(({ seconds }) => seconds)),
        seconds: round(most(({ seconds }) => seconds)),
        secondsInFull: round(most(({ secondsInFull }) => secondsInFull)),
        machineSeconds: round(most(({ machineSeconds }) => machineSeconds)),
        serverMs: Math.round(most(({ serverMs }) => serverMs)),
      });
    } finally {
      await server.close();
    }
  } finally {
    await browser.close();
    await stop();
  }
}

interface Site {
  readonly interactions: number;
  readonly seconds: number;
  readonly secondsInFull: number;
  readonly machineSeconds: number;
  readonly serverMs: number;
}

async function placeSites(page: Page, url: string): Promise<{ sites: Site[]; ambiguous: number }> {
  await page.goto(url);
  await page.waitForSelector('[data-testid="plan"][data-settled="true"]', { timeout: 120_000 });
  await page.getByRole("button", { name: "Entra", exact: true }).click();
  await page.locator("button.person", { hasText: "pianificazione" }).first().click();
  const sites: Site[] = [];
  const { sentences, ambiguous } = await listSentences(url);
  for (const { spoken, inFull } of sentences) {
    const site = await placeSite(page, spoken);
    const lettersMore = inFull.length - spoken.length;
    sites.push({ ...site, secondsInFull: site.seconds + (lettersMore * PACE.keyMs) / 1000 });
    await page.getByTestId("intervention-sheet").locator(".panel-head .icon-button").first().click();
  }
  return { sites, ambiguous };
}

async function placeSite(page: Page, sentence: string): Promise<Omit<Site, "secondsInFull">> {
  let serverMs = 0;
  const onFinished = (request: Request) => {
    const { pathname } = new URL(request.url());
    // The stream of what others save stays open for as long as the page.
    if (!pathname.startsWith("/api/") || request.resourceType() === "eventsource") return;
    const { requestStart, responseStart } = request.timing();
    serverMs += Math.max(0, responseStart - requestStart);
  };
  page.on("requestfinished", onFinished);
  const startedMs = performance.now();
  const hand = await placeTypicalSite(page, sentence, PACE);
  const seconds = (performance.now() - startedMs) / 1000;
  page.off("requestfinished", onFinished);
  return {
    interactions: hand.count,
    seconds,
    machineSeconds: seconds - hand.spentMs / 1000,
    serverMs,
  };
}

interface Sentence {
  readonly spoken: string;
  readonly inFull: string;
}

/** Stretches of streets that a work stands on, each with one meaning, also as one says it. */
async function listSentences(url: string): Promise<{ sentences: Sentence[]; ambiguous: number }> {
  const ask = async (path: string) => (await fetch(`${url}${path}`)).json();
  const { features } = (await ask("/api/phases?kinds=roadwork&limit=200")) as { features: PhaseFeature[] };
  const sentences: Sentence[] = [];
  let ambiguous = 0;
  for (const { properties } of features) {
    const place = properties.place.replace(",", "");
    const spoken = `${place.replace(/\b(?:via|corso|viale) /giu, "")} pari`;
    if (sentences.some((known) => known.spoken === spoken) || !place.includes(" da ")) continue;
    const located = (await ask(`/api/places/stretch?text=${encodeURIComponent(spoken)}`)) as {
      readings: unknown[];
      question: unknown;
    };
    if (located.question === null && located.readings.length === 1) {
      sentences.push({ spoken, inFull: `${place}, lato pari` });
    } else ambiguous += 1;
    if (sentences.length === SITES) return { sentences, ambiguous };
  }
  throw new Error(`expected ${SITES} stretches by name, got ${sentences.length}`);
}

const round = (value: number): number => Math.round(value * 10) / 10;
