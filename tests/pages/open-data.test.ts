/** The page of open data, in a browser: both languages, desk and phone, keys and copying; and the pages below /ogc. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ServedCity, serveSampleCity } from "../e2e/support/city.ts";
import { listAxeViolations, openBrowser, openPage } from "../support/browser.ts";
import { describeWith } from "../support/require.ts";

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

await describeWith("chromium", "the screen of open data", () => {
  let city: ServedCity;
  let browser: Browser;

  beforeAll(async () => {
    city = await serveSampleCity();
    browser = await openBrowser({ webgl: false });
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  it.each([
    ["it", DESK, "Dati aperti", "Interventi: suolo preso"],
    ["it", PHONE, "Dati aperti", "Interventi: suolo preso"],
    ["en", PHONE, "Open data", "Interventions: ground taken"],
  ] as const)("lists what there is: %s at %o", async (language, viewport, heading, collection) => {
    const { page, offences, close } = await openPage(browser, `${city.url}/open-data?lang=${language}`, {
      viewport,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.getByRole("heading", { level: 1, name: heading }).waitFor({ timeout: 60_000 });
    const link = page.getByRole("link", { name: collection });
    await link.waitFor();
    expect(await link.getAttribute("href")).toBe("/ogc/collections/phases?f=html");
    expect(await page.getByRole("listitem").filter({ hasText: "CC0-1.0" }).count()).toBe(10);
    expect(await listAxeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await page
      .getByRole("button", { name: /iCalendar/ })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await page.getByText(language === "it" ? "Copiato" : "Copied", { exact: true }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${city.url}/feeds/interventions.ics`,
    );
    expect(offences).toEqual([]);
    await close();
  });

  it("is reached from the menu by anyone", async () => {
    const { page, offences, close } = await openPage(browser, `${city.url}/open-data`, { viewport: DESK });
    await page.getByRole("button", { name: "Schermate" }).click();
    const here = page.getByRole("link", { name: /^Dati aperti/ });
    await here.waitFor();
    expect(await here.getAttribute("aria-current")).toBe("page");
    expect(offences).toEqual([]);
    await close();
  });

  it.each([
    "/ogc?f=html",
    "/ogc/api?f=html",
    "/ogc/conformance?f=html",
    "/ogc/collections?f=html",
    "/ogc/collections/phases?f=html",
    "/ogc/collections/phases/items?f=html",
    "/ogc/collections/trees/items/1?f=html",
  ])("%s is accessible, fits a phone, and asks no other host for anything", async (path) => {
    const { page, offences, close } = await openPage(browser, `${city.url}${path}`, { viewport: PHONE });
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await listAxeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      "rgb(251, 249, 245)",
    );
    expect(offences).toEqual([]);
    await close();
  });
});
