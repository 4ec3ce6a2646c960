/** The table of interventions in a browser: found, put in order, taken away as a file, opened on the map and come back to. */
import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describePages, lookOver, PHONE } from "../support/page-suite.ts";

await describePages("the table of interventions", { holds: "sample" }, (pages) => {
  const total = (page: Page) => page.locator(".table-total");
  const row = (page: Page, index: number) => page.locator(`[role="row"][data-index="${index}"]`);
  const focusedIndex = (page: Page) =>
    page.evaluate(() => Number((document.activeElement as HTMLElement).dataset.index));

  it("filters, sorts, exports what is seen, and comes back from the map to where it was", async () => {
    const { page, leave } = await pages.openAs(null, "/interventions");
    await row(page, 0).waitFor();
    await lookOver(page);
    const { json } = await pages.city.ask("GET", "/api/interventions?limit=500");
    await expect.poll(() => total(page).textContent()).toContain(`di ${json.total.count} interventi`);

    await page.getByRole("button", { name: "Tipo", exact: true }).first().click();
    await page.getByRole("checkbox", { name: "Lavori stradali" }).check();
    await page.keyboard.press("Escape");
    await page.getByRole("columnheader", { name: "Luogo" }).getByRole("button").click();
    await page.waitForURL(/k=roadwork.*sort=place/);
    await page.getByRole("button", { name: "Colonne" }).click();
    await page.getByRole("checkbox", { name: "Ufficio" }).uncheck();
    await page.getByRole("checkbox", { name: "Superficie (m²)" }).check();
    await page.getByRole("button", { name: "Superficie (m²): prima" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("columnheader", { name: "Superficie (m²)" }).waitFor();
    await expect
      .poll(() => new URL(page.url()).searchParams.get("cols"))
      .toBe("title,kind,state,place,startsAt,endsAt,blockingCount,areaSquareMetres,warningCount");
    const works = (await pages.city.ask("GET", "/api/interventions?kinds=roadwork&sort=place&limit=500"))
      .json;
    await expect.poll(() => total(page).textContent()).toContain(`di ${works.total.count} interventi`);
    await expect
      .poll(() => row(page, 0).getByRole("gridcell").nth(4).textContent())
      .toBe(works.interventions[0].place);

    await page.getByRole("button", { name: "Esporta" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /^CSV/ }).click(),
    ]);
    await page.getByText("Scaricamento avviato").waitFor();
    const exported: Record<string, string>[] = parse(await readFile(await download.path()), {
      columns: true,
      bom: true,
    });
    expect(exported.map((line) => line.Identificativo)).toEqual(
      works.interventions.map(({ id }: { id: string }) => id),
    );
    expect(Object.keys(exported[0]!).slice(-2)).toEqual(["Superficie (m²)", "Attenzioni"]);
    await page.keyboard.press("Escape");

    // By keyboard: to the end of what is loaded, back a few, two chosen, and the map.
    await row(page, 0).focus();
    await page.keyboard.press("End");
    await expect.poll(() => focusedIndex(page)).toBeGreaterThan(30);
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Space");
    await page.getByText("2 scelti").waitFor();
    await lookOver(page);
    const at = await focusedIndex(page);
    const title = await row(page, at).getByRole("link").textContent();
    const scrolled = await page.locator(".table-scroll").evaluate((element) => element.scrollTop);
    const address = page.url();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: title!, exact: true }).waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get("s")).toMatch(/^[0-9a-f-]{36}$/);
    await page.goBack();
    await page.waitForURL(address);
    await expect
      .poll(() => page.locator(".table-scroll").evaluate((element) => element.scrollTop))
      .toBe(scrolled);
    await row(page, at).waitFor();
    await leave();
  });

  it("is a list of cards on a phone, and says when nothing fits", async () => {
    const { page, leave } = await pages.openAs(null, "/interventions?f=blocking", { viewport: PHONE });
    await page.getByRole("listitem").filter({ hasText: "bloccant" }).first().waitFor();
    await lookOver(page);
    await page.getByRole("button", { name: "Filtri", exact: true }).click();
    await page.getByRole("searchbox").fill("qwertz");
    await page.getByText("Nessun intervento risponde").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Togli i filtri" }).last().click();
    await page.locator(".table-card").first().waitFor();
    await leave();
  });
});
