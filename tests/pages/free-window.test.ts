/** In the editor: the first free days of a site where others are in the way, and what it does to who passes and lives there. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { describePages, lookOver, PHONE } from "../support/page-suite.ts";
import { roadworkAt } from "../support/small-city.ts";

const NOW = Date.parse("2026-01-10T09:00:00Z");
const OWN = randomUUID();

await describePages("free window and nuisance", { holds: "small", now: () => NOW }, (pages) => {
  beforeAll(async () => {
    const { city } = pages;
    const cookie = await city.signIn("planner");
    const save = async (id: string, intervention: object) => {
      const { status } = await city.ask("POST", "/api/interventions", { cookie, body: { id, intervention } });
      expect(status).toBe(201);
    };
    const other = roadworkAt([220, 190], [220, 210], ["2026-03-02", "2026-03-13"]);
    await save(randomUUID(), { ...other, title: "Posa di un cavo" });
    // Monday to Wednesday.
    await save(
      OWN,
      roadworkAt([200, 200], [240, 200], ["2026-03-02", "2026-03-04"], { noisePowerDecibels: 105 }),
    );
  });

  it("says who is in the way, moves the phase in one click, and takes it back", async () => {
    const { page, leave } = await pages.openAs("planner", `/?e=${OWN}`);
    const start = page.getByLabel("Primo giorno");
    await expect.poll(() => start.inputValue()).toBe("2026-03-02");
    await page.getByText("Prima finestra libera", { exact: true }).click();
    const search = page.getByTestId("free-window");
    await search.getByRole("button", { name: "Cerca" }).click();
    await search.getByText("Posa di un cavo").waitFor();
    await search.getByText(/impedisce 10 inizi/).waitFor();
    // The clock goes to the days that are proposed.
    await page.getByTestId("clock-marked").waitFor();
    await lookOver(page);
    await search.getByRole("button", { name: "Sposta la fase qui" }).click();
    await expect.poll(() => start.inputValue()).toBe("2026-03-16");
    expect(await page.getByLabel("Ultimo giorno").inputValue()).toBe("2026-03-18");
    await page.getByRole("button", { name: "Annulla l'ultima modifica" }).click();
    await expect.poll(() => start.inputValue()).toBe("2026-03-02");
    await leave("/tiles/");
  });

  it("unfolds every term of every mode by keyboard on a phone, and what is not known says so", async () => {
    const { page, leave } = await pages.openAs("planner", `/?e=${OWN}`, { viewport: PHONE });
    const nuisance = page.getByTestId("draft-nuisance");
    await expect.poll(() => nuisance.getByRole("listitem").count()).toBe(8);
    await nuisance.getByText("Come si calcola", { exact: true }).press("Enter");
    const tables = nuisance.getByRole("table");
    await expect.poll(() => tables.count()).toBe(8);
    const car = nuisance.getByRole("table", { name: /^Auto/ });
    expect(await car.getByRole("row", { name: /^Durata 3 giorni/ }).textContent()).toContain("0,1");
    expect(await car.getByRole("row", { name: /^Traffico non registrato/ }).textContent()).toContain("0–5");
    await lookOver(page);
    await leave("/tiles/");
  });
});
