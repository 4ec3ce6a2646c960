/** What is offered in a browser against what blocks a draft as a whole, and to two offices that could dig once. */
import { beforeAll, expect, it } from "vitest";
import { openWorks, type Saved } from "../support/judged-works.ts";
import { describePages, lookOver, PHONE } from "../support/page-suite.ts";
import { roadworkAt } from "../support/small-city.ts";

const MARCH = ["2028-03-06", "2028-03-10"] as const;
const MAY = ["2028-05-15", "2028-05-26"] as const;

await describePages("ways out", { holds: "small" }, (pages) => {
  let works: ReturnType<typeof openWorks>;
  let ours: Saved;
  let blocked: Saved;

  beforeAll(async () => {
    const cookies: Record<string, string> = {};
    for (const person of ["planner", "other"]) cookies[person] = await pages.city.signIn(person);
    works = openWorks(pages.city, pages.city.database, cookies);
    ours = await works.create("planner", { ...roadworkAt([100, 100], [180, 100], MARCH), title: "Nostro" });
    await works.create("other", { ...roadworkAt([140, 100], [220, 100], MAY), title: "Loro" });
    await works.create("other", roadworkAt([100, 300], [180, 300], MARCH));
    blocked = await works.create("planner", roadworkAt([100, 300], [180, 300], MARCH));
  });

  it("clear a draft at once, and are taken back at once", async () => {
    const { page, leave } = await pages.openAs("planner", `/?e=${blocked.id}`);
    const plans = page.getByTestId("plans");
    const later = plans.getByRole("button", { name: /^Applica: Posticipare di 7 giorni/ });
    await later.waitFor();
    await lookOver(page);
    await later.click();
    await page.locator('[data-testid="verdict"][data-status="done"]').waitFor();
    await plans.getByRole("heading", { name: "Applicato: non resta nulla di bloccante" }).waitFor();
    await expect
      .poll(() => page.locator('[data-testid="finding-card"][data-severity="blocking"]').count())
      .toBe(0);
    await lookOver(page);
    await plans.getByRole("button", { name: "Annulla" }).click();
    await later.waitFor();
    await leave("manifest.json");
  });

  it("are proposed by one office, agreed to by the other, and opened with the dates agreed on", async () => {
    const { page, leave } = await pages.openAs("planner", `/?s=${ours.id}`);
    await page.getByRole("button", { name: "Proponi di scavare una volta" }).click();
    const dialog = page.getByRole("dialog");
    await dialog
      .getByRole("radio", { name: /^«Loro» si sposta di 63 giorni prima.*uno dopo l'altro/ })
      .check();
    await lookOver(page);
    await dialog.getByRole("button", { name: "Invia" }).click();
    await page.getByTestId("proposal").getByText("aspetta Acquedotto (prova)").waitFor();
    await lookOver(page);
    await leave("manifest.json");

    const other = await pages.openAs("other", "/findings?v=proposals", { viewport: PHONE });
    const proposal = other.page.getByTestId("proposal");
    await proposal
      .getByText("Strada occupata", { exact: false })
      .or(proposal.getByText("Stessi giorni"))
      .first()
      .waitFor();
    await lookOver(other.page);
    await proposal.getByRole("button", { name: "Altre date…" }).click();
    await other.page.getByRole("dialog").getByLabel("Dal").waitFor();
    await lookOver(other.page);
    await other.page.keyboard.press("Escape");
    await proposal.getByRole("button", { name: "Accetta" }).click();
    await proposal.getByRole("link", { name: "Apri con le nuove date" }).click();
    await expect.poll(() => other.page.getByLabel("Primo giorno").inputValue()).toBe("2028-03-13");
    await other.leave("manifest.json");
  });
});
