/** The administrator's screen of imports, in a browser: empty, running, stopped, with its problems; desk and phone. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ImportCancelled } from "../../server/features/imports/import-lease.ts";
import { datasetOf, importInto, libraries, libraryAt } from "../support/import-plan.ts";
import { describePages, lookOver, PHONE } from "../support/page-suite.ts";

await describePages("the screen of imports", { holds: "small" }, (pages) => {
  it("is for administrators, and says when there has been none", async () => {
    const planner = await pages.openAs("planner", "/imports");
    await planner.page.getByText("Questa pagina è per: amministrazione").waitFor();
    await lookOver(planner.page);
    await planner.leave();
    const { page, leave } = await pages.openAs("admin", "/imports");
    await page.getByText("Nessuna importazione, finora").waitFor();
    await page.getByText("il server non ha una cartella di dati").waitFor();
    await lookOver(page);
    await leave();
  });

  it("shows one that runs with its rate, stops it by keyboard, and shows what was wrong", async () => {
    const home = await mkdtemp(join(tmpdir(), "decumano-e2e-imports-"));
    const { page, leave } = await pages.openAs("admin", "/imports", { viewport: PHONE });
    const at = [396_000, 4_991_000] as const;
    const records = [
      ...libraries(60),
      ...Array.from({ length: 70 }, () => libraryAt("lib-0", at)),
      ...libraries(9),
    ];
    let hold: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      hold = resolve;
    });
    const held = importInto(pages.city.database, home, [
      datasetOf("biblioteche", "facility", records, {
        before: async (number, signal) => {
          if (number !== 135) return;
          hold();
          await new Promise((resolve) => signal.addEventListener("abort", resolve));
        },
      }),
    ]);
    const ended = expect(held).rejects.toThrow(ImportCancelled);
    await reached;
    await page.getByRole("progressbar").first().waitFor();
    await page.getByText(/al secondo/).waitFor();
    await lookOver(page);
    await page.getByRole("button", { name: "Interrompi" }).focus();
    await page.keyboard.press("Enter");
    await ended;
    await page.getByRole("heading", { name: /interrotta/ }).waitFor();
    await page.getByRole("button", { name: /segnalazioni/ }).click();
    await page.getByRole("cell", { name: "Identificativo già incontrato" }).first().waitFor();
    await page.getByRole("button", { name: "Mostra altri" }).click();
    // The first page has fifty and the head; how many come after hangs on where the batches ended.
    await expect.poll(() => page.getByRole("row").count()).toBeGreaterThan(60);
    await lookOver(page);
    const report = page.getByRole("link", { name: "Scarica tutte (CSV)" });
    expect(await report.getAttribute("href")).toMatch(/^\/api\/imports\/\d+\/datasets\/biblioteche\/report$/);
    await leave();
    await rm(home, { recursive: true, force: true });
  });
});
