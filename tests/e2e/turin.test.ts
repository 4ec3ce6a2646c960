/** The main job on real ground: the blocks around Turin's Politecnico, from the city's own files. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addDays, localDate } from "../../domain/geo/calendar.ts";
import { projectFolder } from "../../scripts/setup/folders.ts";
import { openBrowser, openPage } from "../support/browser.ts";
import { findBrowser } from "../support/browser-path.ts";
import { describeWith } from "../support/require.ts";
import type { TestServer } from "../support/server.ts";
import { placeTypicalSite } from "./support/hand.ts";
import { readPixels } from "./support/pixels.ts";
import {
  drawAcrossMiddle,
  lookingDownAt,
  readFirstCard,
  save,
  signInAsPlanner,
  waitForVerdict,
  waitForView,
} from "./support/planner.ts";
import { createRoadwork, type PartOfTurin, type Roadwork, serveTurin } from "./support/turin.ts";

/** Where municipal units, OpenStreetMap's buildings and surveyed ground overlap. */
const POLITECNICO: PartOfTurin = {
  extent: [7.6525, 45.0585, 7.6672, 45.0685],
  centre: [7.6606, 45.0626],
  takes: ({ id, layer }) =>
    ["edifici-ctc-politecnico", "edifici-osm-politecnico"].includes(id) ||
    ["elevation_point", "street_node", "street", "street_segment"].includes(layer),
};
const STREET = "Corso Duca degli Abruzzi";

/** The README's picture shows nothing whose terms are not known: OpenStreetMap's buildings and streets alone. */
const OPEN_DATA: PartOfTurin = {
  extent: [7.6435, 45.0545, 7.6735, 45.0765],
  centre: [7.6606, 45.0626],
  takes: ({ id, layer, licence }) =>
    licence.startsWith("ODbL") &&
    (id === "edifici-osm-politecnico" || ["street_node", "street", "street_segment"].includes(layer)),
  attribution: "© contributori OpenStreetMap (ODbL 1.0)",
};
const PICTURED_STREETS = [
  STREET,
  "Corso Luigi Einaudi",
  "Corso Peschiera",
  "Via Pier Carlo Boggio",
  "Corso Mediterraneo",
  "Corso Trento",
];
/** Where they are seen. */
const PICTURED_EXTENT = [7.6535, 45.0575, 7.6695, 45.0695] as const;
const PICTURE_LINK = "c=7.6612,45.0622,620,318,-31";

const missing = findBrowser() === null ? "chromium" : "data";
await describeWith(missing, "real Turin", () => {
  let city: TestServer;
  let roadwork: Roadwork;
  let browser: Browser;

  beforeAll(async () => {
    city = await serveTurin(POLITECNICO);
    roadwork = await createRoadwork(city, STREET, POLITECNICO.extent);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  /** A page that is watched while `use` uses it. */
  async function withPage(path: string, use: (page: Page) => Promise<void>): Promise<void> {
    const { page, offences, close } = await openPage(browser, `${city.url}${path}`, {
      viewport: { width: 1280, height: 720 },
      reducedMotion: "reduce",
    });
    try {
      await use(page);
      expect(offences).toEqual([]);
    } finally {
      await close();
    }
  }

  it("is seen in 3D, named and credited, and found by what people write", async () => {
    await withPage("/", async (page) => {
      await waitForView(page, "twin");
      const picture = await page.screenshot({ clip: { x: 60, y: 48, width: 800, height: 520 } });
      const { colours, darkest, lightest } = await readPixels(page, picture);
      expect(colours).toBeGreaterThan(80);
      expect(lightest - darkest).toBeGreaterThan(50);
      await page.locator(".twin-name", { hasText: STREET }).first().waitFor();
      expect(await page.locator(".twin-attribution").textContent()).toContain("OpenStreetMap");

      const search = page.getByRole("combobox").first();
      for (const [written, meant] of [
        ["corso vitt. emanuele", /^Corso Vittorio Emanuele II/],
        ["c.so duca degli abruzi", /^Corso Duca [Dd]egli Abruzzi/],
      ] as const) {
        await search.fill(written);
        await page.getByRole("option", { name: meant }).first().waitFor();
      }
    });
  });

  it("takes a work drawn across another, says the law, clears it, saves it and opens it by link", async () => {
    let link = "";
    const { longitude, latitude, title } = roadwork;
    await withPage(`/?${lookingDownAt(longitude, latitude, 160)}`, async (page) => {
      await waitForView(page, "twin");
      await signInAsPlanner(page);
      await drawAcrossMiddle(page, "twin");
      expect(await waitForVerdict(page, "blocking")).toMatch(/1 bloccante/);
      const card = await readFirstCard(page);
      expect(card).toContain(title);
      expect(card).toContain("D.Lgs. 285/1992 (Codice della strada), art. 21");
      await page.getByRole("list", { name: "Rimedi" }).first().getByRole("button").first().click();
      await waitForVerdict(page, "clear");
      link = await save(page);
    });
    const saved = await city.ask("GET", `/api/interventions/${new URL(link).searchParams.get("s")}`);
    expect(saved.json).toMatchObject({ kind: "roadwork", version: 1 });
    const rules = saved.json.findings.map((finding: { rule: string }) => finding.rule);
    expect(rules).not.toContain("roadwork-roadwork");
    await withPage(link.slice(city.url.length), async (page) => {
      await page.getByRole("heading", { level: 2, name: saved.json.title }).waitFor({ timeout: 120_000 });
      await waitForView(page, "twin");
    });
  });

  it("takes a typical site by name on a street's even side in eight interactions", async () => {
    await withPage(`/?v=plan&${lookingDownAt(roadwork.longitude, roadwork.latitude, 300)}`, async (page) => {
      await waitForView(page, "plan");
      await signInAsPlanner(page);
      const hand = await placeTypicalSite(
        page,
        "corso Duca degli Abruzzi da corso Luigi Einaudi a corso Rodolfo Montevecchio, lato pari",
      );
      expect(hand.count).toBeLessThanOrEqual(8);
      const { json } = await city.ask(
        "GET",
        `/api/interventions/${new URL(page.url()).searchParams.get("s")}`,
      );
      expect(json.place).toMatch(/^Corso Duca [Dd]egli Abruzzi/);
      expect(json.phases[0].footprint.kind).toBe("line");
    });
  });

  // Renewed when asked for, so that a test run changes no file.
  if (process.env.DECUMANO_RENEW_SCREENSHOT) {
    it("stands for its picture", async () => {
      const open = await serveTurin(OPEN_DATA);
      const today = localDate(Date.now(), "Europe/Rome");
      for (const street of PICTURED_STREETS) {
        await createRoadwork(open, street, PICTURED_EXTENT, { monday: today, friday: addDays(today, 3) });
      }
      const { page, close } = await openPage(browser, `${open.url}/?${PICTURE_LINK}`, {
        viewport: { width: 1440, height: 900 },
      });
      try {
        await waitForView(page, "twin");
        await writeFile(join(projectFolder, "docs", "screenshot-torino.png"), await page.screenshot());
      } finally {
        await close();
        await open.close();
      }
    });
  }
});
