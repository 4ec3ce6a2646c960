/** The main job, end to end: see the city, draw across a roadwork, read the law, clear it, save, open the link. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectFolder } from "../../scripts/setup/folders.ts";
import { listAxeViolations, openBrowser, openPage } from "../support/browser.ts";
import { describeWith } from "../support/require.ts";
import { type ServedCity, serveCity } from "../support/served-city.ts";
import { defaultWeek, findObstacle, type Obstacle } from "./support/city.ts";
import { readPixels } from "./support/pixels.ts";
import {
  drawAcrossMiddle,
  lookingDownAt,
  readFirstCard,
  save,
  signInAsPlanner,
  tabTo,
  waitForVerdict,
  waitForView,
  waitUntilCleared,
} from "./support/planner.ts";

await describeWith("chromium", "a planner", () => {
  let city: ServedCity;
  let obstacle: Obstacle;
  let browser: Browser;
  let flat: Browser;

  beforeAll(async () => {
    city = await serveCity("sample");
    obstacle = await findObstacle(city);
    browser = await openBrowser();
    flat = await openBrowser({ webgl: false });
  });
  afterAll(async () => {
    await browser?.close();
    await flat?.close();
    await city?.close();
  });

  /** A page that is watched while `use` uses it, and looked over by axe before it closes. */
  async function withPage(in_: Browser, path: string, use: (page: Page) => Promise<void>): Promise<void> {
    const viewport = { width: 1280, height: 720 };
    const { page, offences, close } = await openPage(in_, `${city.url}${path}`, {
      viewport,
      reducedMotion: "reduce",
    });
    try {
      await use(page);
      expect(await listAxeViolations(page)).toEqual([]);
      expect(offences).toEqual([]);
    } finally {
      await close();
    }
  }

  /** From a finding to the saved, re-opened intervention: the same on every way in. */
  async function clearAndSave(page: Page): Promise<string> {
    expect(await waitForVerdict(page, "blocking")).toMatch(/1 bloccante/);
    const card = await readFirstCard(page);
    expect(card).toContain(obstacle.phase.properties.title);
    expect(card).toContain("D.Lgs. 285/1992 (Codice della strada), art. 21");
    expect(card).toContain("da confermare dall'ufficio");
    // Whoever points at a card sees its days on the clock.
    await page.getByTestId("finding-card").first().hover();
    await page.getByTestId("clock-marked").waitFor();
    await page.getByRole("list", { name: "Rimedi" }).first().getByRole("button").first().click();
    const verdict = await waitUntilCleared(page);
    expect(verdict).toMatch(/^(?:Nessuna interferenza nota|0 bloccanti)/);
    expect(verdict).toMatch(/\d+ regole · dati delle .*non noto: .*allacci privati/);
    return save(page);
  }

  async function expectSavedAndAudited(url: string): Promise<void> {
    const id = new URL(url).searchParams.get("s")!;
    const saved = await city.ask("GET", `/api/interventions/${id}`);
    expect(saved.json).toMatchObject({ kind: "roadwork", version: 1 });
    const rules = saved.json.findings.map((finding: { rule: string }) => finding.rule);
    expect(rules).not.toContain("roadwork-roadwork");
    const cookie = await city.signIn(saved.json.office.id && (await plannerOf(saved.json.office.id)));
    const history = await city.ask("GET", `/api/interventions/${id}/history`, { cookie });
    expect(history.json.entries).toMatchObject([{ action: "create", version: 1 }]);
  }

  async function plannerOf(officeId: string): Promise<string> {
    const { json } = await city.ask("GET", "/api/session");
    const people = json.demoPeople as { id: string; role: string; office: { id: string } | null }[];
    return people.find((person) => person.role === "planner" && person.office?.id === officeId)!.id;
  }

  it("sees the city in 3D, with buildings, ground and shadow on the screen", async () => {
    await withPage(browser, "/", async (page) => {
      await waitForView(page, "twin");
      const picture = await page.screenshot({ clip: { x: 0, y: 48, width: 860, height: 560 } });
      const { colours, darkest, lightest } = await readPixels(page, picture);
      expect(colours).toBeGreaterThan(200);
      expect(lightest - darkest).toBeGreaterThan(90);
      // The README's picture is this view; it is renewed when asked for, so that a test run changes no file.
      if (process.env.DECUMANO_RENEW_SCREENSHOT) {
        const file = join(projectFolder, "docs", "screenshot.png");
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, await page.screenshot());
      }
    });
  });

  it("draws across a roadwork in 3D, clears the finding, saves, and the link opens it again", async () => {
    const { longitude, latitude } = obstacle;
    let link = "";
    let title = "";
    await withPage(browser, `/?${lookingDownAt(longitude, latitude, 160)}`, async (page) => {
      await waitForView(page, "twin");
      await signInAsPlanner(page);
      await drawAcrossMiddle(page, "twin");
      link = await clearAndSave(page);
      title = (await page.getByRole("heading", { level: 2 }).first().textContent()) ?? "";
    });
    await expectSavedAndAudited(link);
    await withPage(browser, link.slice(city.url.length), async (page) => {
      await page.getByRole("heading", { level: 2, name: title }).waitFor({ timeout: 120_000 });
      await waitForView(page, "twin");
      expect(new URL(page.url()).searchParams.get("c")).toBe(new URL(link).searchParams.get("c"));
    });
  });

  it("does the same in plan where WebGL is off", async () => {
    const { longitude, latitude } = obstacle;
    let title = "";
    let link = "";
    await withPage(flat, `/?${lookingDownAt(longitude, latitude, 160)}`, async (page) => {
      await waitForView(page, "plan");
      await signInAsPlanner(page);
      await drawAcrossMiddle(page, "plan");
      link = await clearAndSave(page);
      title = (await page.getByRole("heading", { level: 2 }).first().textContent()) ?? "";
    });
    await expectSavedAndAudited(link);
    await withPage(flat, link.slice(city.url.length), async (page) => {
      await page.getByRole("heading", { level: 2, name: title }).waitFor({ timeout: 120_000 });
      await waitForView(page, "plan");
    });
  });

  it("does the same by keyboard and list alone, naming the street", async () => {
    const { longitude, latitude, phase, sentence } = obstacle;
    const { monday, friday } = defaultWeek();
    const look = lookingDownAt(longitude, latitude, 400);
    await withPage(flat, `/?${look}&from=${monday}&to=${friday}&t=${monday}T10:00`, async (page) => {
      await waitForView(page, "plan");
      // The list says in words what the map shows.
      await page.getByTestId("in-view-list").getByText(phase.properties.title).first().waitFor();
      await tabTo(page, /^Entra$/);
      await page.keyboard.press("Enter");
      await tabTo(page, /pianificazione/);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: /^Sessione di / }).waitFor();
      await tabTo(page, /Nuovo intervento/);
      await page.keyboard.press("Enter");
      await tabTo(page, /Via, senza mappa/);
      await page.keyboard.type(sentence);
      await page.keyboard.press("Enter");
      // The street's axis may pass beside the site, within its zone: a warning then.
      expect(await waitForVerdict(page, "blocking", "warning")).toMatch(/[1-9]\d* (bloccant|attenzion)/);
      await tabTo(page, /Posticipare|Anticipare/);
      await page.keyboard.press("Enter");
      await waitUntilCleared(page);
      await tabTo(page, /^Salva$/);
      await page.keyboard.press("Enter");
      await page.getByText("Salvato", { exact: true }).waitFor({ timeout: 60_000 });
      await expectSavedAndAudited(page.url());
    });
  });
});
