/** The catalogue of rules in a browser: all of them, found, read from an address, a value set; desk and phone. */
import { expect, it } from "vitest";
import { RULES } from "../../domain/conflicts/rules.ts";
import { describePages, lookOver, PHONE } from "../support/page-suite.ts";
import { TEST_CITY } from "../support/test-city.ts";

await describePages("the catalogue of rules", { holds: "small" }, (pages) => {
  it("shows every rule with its law, values and drawn examples, to anyone, and finds one by a word", async () => {
    const { page, leave } = await pages.openAs(null, "/rules");
    await expect.poll(() => page.locator("article.rule").count()).toBe(RULES.length);
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
    await page.getByText("2 regole", { exact: true }).waitFor();
    expect(await page.locator("article.rule").evaluateAll((all) => all.map(({ id }) => id))).toEqual([
      "excavation-tree",
      "root-care",
    ]);
    await leave();
  });

  it("goes to the rule that the address names, also on a phone", async () => {
    const { page, leave } = await pages.openAs(null, "/rules#works-event", { viewport: PHONE });
    await page.locator("#works-event").waitFor();
    await page.waitForFunction(() => document.activeElement?.id === "works-event");
    const top = () => page.locator("#works-event").evaluate((rule) => rule.getBoundingClientRect().top);
    await expect.poll(top).toBeGreaterThanOrEqual(0);
    await expect.poll(top).toBeLessThan(300);
    await lookOver(page);
    await leave();
  });

  it("lets an office set a value, with its source, and tells the version", async () => {
    const { page, leave } = await pages.openAs("official", "/rules#site-board");
    const board = page.locator("#site-board");
    await board.getByRole("button", { name: "Cambia: Giorni di lavori senza pannello" }).click();
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
    await dialog.waitFor({ state: "detached" });
    await leave();
  });

  it("tells how far an examination was stopped, by rule too, and goes on with it; also where findings wait", async () => {
    await pages.city.database.transaction(TEST_CITY, async (db) => {
      await db.query("UPDATE reexamination SET state = 'superseded' WHERE state <> 'done'");
      await db.query(
        `INSERT INTO reexamination (rules, kinds, target, state, total, done, asked_at)
         SELECT '{works-event}', '{event}', value, 'stopped', 9, 4, now() FROM setting WHERE name = 'rules'`,
      );
    });
    const planner = await pages.openAs("planner", "/rules");
    await planner.page.getByText("Fermato a 4 interventi su 9").waitFor();
    expect(await planner.page.getByRole("button", { name: "Riprendi" }).count()).toBe(0);
    await planner.page.goto(`${pages.city.url}/findings`);
    await planner.page.getByText("Una regola è cambiata").waitFor();
    await planner.close();
    const { page, leave } = await pages.openAs("official", "/rules", { viewport: PHONE });
    await page.locator("#works-event").getByText("da riesaminare").waitFor();
    await lookOver(page);
    await page.getByRole("button", { name: "Riprendi" }).click();
    await page.getByText(/Tutto ciò che è registrato segue i valori presenti/).waitFor();
    expect(await page.getByText("da riesaminare").count()).toBe(0);
    await leave();
  });

  it("lets an office add a no-dig period, change it and end it; it stays to be read", async () => {
    const { page, leave } = await pages.openAs("official", "/rules#no-dig-period", { viewport: PHONE });
    const rule = page.locator("#no-dig-period");
    await rule.getByText("Nessun periodo registrato").waitFor();
    await rule.getByRole("button", { name: "Aggiungi un periodo" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Salva" }).click();
    await dialog.getByText("Serve un nome").waitFor();
    await lookOver(page);
    await dialog.getByLabel("Nome").fill("Commercio natalizio");
    await dialog.getByLabel("Dove si trova").fill("Deliberazione di prova");
    await dialog.getByRole("button", { name: "Salva" }).click();
    await dialog.waitFor({ state: "detached" });
    await rule.getByText("dal 1 dicembre al 6 gennaio compresi").waitFor();
    await rule.getByRole("button", { name: "Cambia: Commercio natalizio" }).click();
    await dialog.getByLabel("Dove si trova").fill("Revoca di prova");
    await dialog.getByRole("button", { name: "Termina il periodo" }).click();
    await dialog.waitFor({ state: "detached" });
    await rule.getByText("1 periodo terminato").click();
    await rule.getByText(/versione 2 · .*Revoca di prova/).waitFor();
    await lookOver(page);
    await leave();
  });
});
