/** The catalogue of rules in a browser: all of them, found, read from an address, a value set; desk and phone. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { RULES } from "../../domain/conflicts/rules.ts";
import { listAxeViolations, openBrowser, openPage } from "../support/browser.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases.ts";
import { describeWith } from "../support/require.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { TEST_CITY } from "../support/test-city.ts";

const PHONE = { width: 390, height: 844 };

await describeWith("chromium", "the catalogue of rules", () => {
  let opened: TestDatabase;
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    opened = await openTestDatabase("embedded", "small");
    server = await startTestServer(opened, { withPage: true });
    browser = await openBrowser({ webgl: false });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await opened?.close();
  });

  async function openRules(personId: string | null, hash = "", viewport?: typeof PHONE) {
    const watched = await openPage(browser, `${server.url}/icon.svg`, viewport ? { viewport } : {});
    if (personId !== null) {
      const [name, value] = (await server.signIn(personId)).split("=") as [string, string];
      await watched.page.context().addCookies([{ name, value, url: server.url }]);
    }
    await watched.page.goto(`${server.url}/rules${hash}`);
    await watched.page.getByRole("heading", { level: 1 }).waitFor();
    return watched;
  }

  async function lookOver(page: Page): Promise<void> {
    expect(await listAxeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  }

  it("shows every rule with its law, values and drawn examples, to anyone, and finds one by a word", async () => {
    const { page, offences, close } = await openRules(null);
    await page.locator("article.rule").first().waitFor();
    expect(await page.locator("article.rule").count()).toBe(RULES.length);
    const corridor = page.locator("#pedestrian-corridor");
    await corridor.getByText("DPR 495/1992").first().waitFor();
    await corridor.getByText("1 m", { exact: true }).first().waitFor();
    await corridor.getByText("da confermare dall'ufficio").first().waitFor();
    expect(await corridor.locator("figure").count()).toBe(4);
    const drawn = page.locator("#excavation-tree svg.rule-drawing");
    expect(await drawn.count()).toBeGreaterThan(2);
    expect(await page.getByRole("button", { name: /^Cambia/ }).count()).toBe(0);
    await lookOver(page);
    await page.getByLabel("Cerca una regola").fill("radici");
    await page.getByText("1 regola", { exact: true }).waitFor();
    expect(await page.locator("article.rule").getAttribute("id")).toBe("excavation-tree");
    expect(offences).toEqual([]);
    await close();
  });

  it("goes to the rule that the address names, also on a phone", async () => {
    const { page, offences, close } = await openRules(null, "#works-event", PHONE);
    await page.locator("#works-event").waitFor();
    await page.waitForFunction(() => document.activeElement?.id === "works-event");
    const top = await page.locator("#works-event").evaluate((rule) => rule.getBoundingClientRect().top);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(300);
    await lookOver(page);
    expect(offences).toEqual([]);
    await close();
  });

  it("lets an office set a value, with its source, and tells the version", async () => {
    const { page, offences, close } = await openRules("official", "#site-board");
    const board = page.locator("#site-board");
    await board.getByRole("button", { name: /^Cambia/ }).click();
    const dialog = page.getByRole("dialog");
    await lookOver(page);
    await dialog.getByLabel("Giorni", { exact: true }).fill("91");
    await dialog.getByRole("button", { name: "Imposta" }).click();
    await dialog.getByText("Serve un valore tra 0 e 90").waitFor();
    await dialog.getByText("Indica dove si trova il valore").waitFor();
    await dialog.getByLabel("Giorni", { exact: true }).fill("10");
    await dialog.getByLabel("Dove si trova").fill("Deliberazione di prova");
    await dialog.getByLabel(/ha letto questo valore/).check();
    await dialog.getByRole("button", { name: "Imposta" }).click();
    await board.getByText("10 giorni", { exact: true }).waitFor();
    await board.getByText(/versione 1 · Ufficio Strade \(prova\).*Deliberazione di prova/).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(offences).toEqual([]);
    await close();
  });

  it("tells how far an examination was stopped, by rule too, and goes on with it; also where findings wait", async () => {
    await opened.database.transaction(TEST_CITY, async (db) => {
      await db.query("UPDATE reexamination SET state = 'superseded' WHERE state <> 'done'");
      await db.query(
        `INSERT INTO reexamination (rules, kinds, target, state, total, done, asked_at)
         SELECT '{works-event}', '{event}', value, 'stopped', 9, 4, now() FROM setting WHERE name = 'rules'`,
      );
    });
    const planner = await openRules("planner");
    await planner.page.getByText("Fermato a 4 interventi su 9").waitFor();
    expect(await planner.page.getByRole("button", { name: "Riprendi" }).count()).toBe(0);
    await planner.page.goto(`${server.url}/findings`);
    await planner.page.getByText("Una regola è cambiata").waitFor();
    await planner.close();
    const { page, offences, close } = await openRules("official", "", PHONE);
    await page.locator("#works-event").getByText("da riesaminare").waitFor();
    await lookOver(page);
    await page.getByRole("button", { name: "Riprendi" }).click();
    await page.getByText(/Tutto ciò che è registrato segue i valori presenti/).waitFor();
    expect(await page.getByText("da riesaminare").count()).toBe(0);
    expect(offences).toEqual([]);
    await close();
  });
});
