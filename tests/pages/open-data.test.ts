/** The page of open data, in a browser: both languages, desk and phone, keys and copying; and the pages below /ogc. */
import { expect, it } from "vitest";
import { DESK, describePages, lookOver, PHONE } from "../support/page-suite.ts";

await describePages("the screen of open data", { holds: "sample" }, (pages) => {
  it.each([
    ["it", DESK, "Dati aperti", "Interventi: suolo preso"],
    ["it", PHONE, "Dati aperti", "Interventi: suolo preso"],
    ["en", PHONE, "Open data", "Interventions: ground taken"],
  ] as const)("lists what there is: %s at %o", async (language, viewport, heading, collection) => {
    const { page, leave } = await pages.openAs(null, `/open-data?lang=${language}`, {
      viewport,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    const link = page.getByRole("link", { name: collection });
    await link.waitFor();
    expect(await link.getAttribute("href")).toBe("/ogc/collections/phases?f=html");
    expect(await page.getByRole("listitem").filter({ hasText: "CC0-1.0" }).count()).toBe(10);
    await lookOver(page);
    await page
      .getByRole("button", { name: /iCalendar/ })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await page.getByText(language === "it" ? "Copiato" : "Copied", { exact: true }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${pages.city.url}/feeds/interventions.ics`,
    );
    await leave();
  });

  it("is reached from the menu by anyone", async () => {
    const { page, leave } = await pages.openAs(null, "/open-data");
    await page.getByRole("button", { name: "Schermate" }).click();
    const here = page.getByRole("link", { name: /^Dati aperti/ });
    await here.waitFor();
    expect(await here.getAttribute("aria-current")).toBe("page");
    await leave();
  });

  it.each([
    "/ogc?f=html",
    "/ogc/api?f=html",
    "/ogc/conformance?f=html",
    "/ogc/collections?f=html",
    "/ogc/collections/phases?f=html",
    "/ogc/collections/phases/items?f=html&limit=20",
    "/ogc/collections/trees/items/1?f=html",
  ])("%s is accessible, fits a phone, and asks no other host for anything", async (path) => {
    const { page, leave } = await pages.openAs(null, path, { viewport: PHONE });
    await page.getByRole("heading", { level: 1 }).waitFor();
    await lookOver(page);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      "rgb(251, 249, 245)",
    );
    await leave();
  });
});
