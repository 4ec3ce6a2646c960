/** Rows of a sheet in a browser: pasted, put right, saved in part, and the same sheet changed and dropped again. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describePages, lookOver, PHONE } from "../support/page-suite.ts";

const PLANNER = "pianificatrice-esempio";
const STRETCH = "via Cavour da via Pomba a via Carlo Alberto";
/** Made for this test, on streets of the sample city. */
const ROWS = [
  "Via\tDal\tAl\tTipo\tTitolo",
  `${STRETCH}\t04/05/2027\t08/05/2027\tscavo\tPrima`,
  `${STRETCH}\t06/05/2027\t12/05/2027\tscavo\tSeconda`,
  "via Cavour 7\t04/05/2027\t04/05/2027\ttrasloco\tTrasloco",
  "via Cavour\t10/06/2027\t11/06/2027\tponteggio\tDa scegliere",
  "via Pomba ang. via Cavour\tboh\t11/06/2027\tpotatura\tSenza data",
  "via Carlo Alberto ang. via Cavour\t10/06/2027\t11/06/2027\tmercato\tMercato",
];

await describePages("rows of a sheet", { holds: "sample" }, (pages) => {
  /** As Ctrl+V anywhere on the page. */
  const paste = (page: Page, text: string) =>
    page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData("text/plain", pasted);
      document.body.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
  const drop = (page: Page, name: string, text: string) =>
    page.evaluate(
      ([file, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([content!], file!, { type: "text/csv" }));
        document
          .querySelector(".rows-drop")!
          .dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
      },
      [name, text],
    );
  const row = (page: Page, title: string) => page.locator(".rows-row", { hasText: title });

  it("are placed, put right, saved in part, and told apart when they come again", async () => {
    const { page, leave } = await pages.openAs(PLANNER, "/rows");
    await page.getByText("Nessun archivio, finora").waitFor();
    await lookOver(page);

    await paste(page, ROWS.join("\n"));
    await page.getByText("2 righe da guardare").waitFor();
    await row(page, "Prima").getByText("luogo certo").waitFor();
    await row(page, "Prima").getByText("bloccanti").waitFor();

    await page.keyboard.press("j");
    await page.getByRole("heading", { name: "Riga 5" }).waitFor();
    expect(new URL(page.url()).searchParams.get("row")).toBe("5");
    await page.keyboard.press("1");
    await row(page, "Da scegliere").getByText("luogo certo").waitFor();
    await page.keyboard.press("Control+z");
    await row(page, "Da scegliere").getByText("da scegliere", { exact: true }).waitFor();
    const place = page.getByRole("textbox", { name: "Luogo" });
    await place.fill("via Cavour ang. via Pomba");
    await place.press("Enter");
    await row(page, "Da scegliere").getByText("luogo certo").waitFor();

    await page.keyboard.press("Tab");
    await page.locator("body").click({ position: { x: 2, y: 2 } });
    await page.keyboard.press("j");
    await page.getByRole("heading", { name: "Riga 6" }).waitFor();
    const date = page.getByRole("textbox", { name: "Dal" });
    await page.getByText("non è una data").waitFor();
    await date.fill("10/06/2027");
    await date.press("Enter");
    await page.getByText("Tutte le righe hanno un luogo").waitFor();
    await page.getByRole("checkbox", { name: "Salva la riga 7" }).uncheck();
    await lookOver(page);
    await page.getByRole("button", { name: "Salva 5 righe" }).click();
    await page.getByText("5 righe salvate").waitFor();

    // The same sheet, two rows changed and one left out.
    const again = [
      ROWS[0]!,
      ROWS[1]!.replace("Prima", "Prima, cambiata"),
      ROWS[2]!,
      ROWS[4]!,
      ROWS[5]!,
      ROWS[6]!,
    ];
    await drop(page, "lavori.csv", again.join("\n"));
    await row(page, "Prima, cambiata").getByText("cambiata nel foglio").waitFor();
    await row(page, "Seconda").getByText("invariata").waitFor();
    await row(page, "Mercato").getByText("luogo certo").waitFor();
    await row(page, "Prima, cambiata").getByRole("button").click();
    await page.getByRole("row", { name: /Titolo.*Prima.*Prima, cambiata/ }).waitFor();
    await lookOver(page);
    await page.setViewportSize(PHONE);
    await lookOver(page);
    await leave();
  });

  it("of an archive wait in a queue with their places on the map; an upload cut short goes on after a reload", async () => {
    const { page, leave } = await pages.openAs(PLANNER, "/rows");
    await page.getByText("Nessun archivio, finora").waitFor();
    // Enough of them to be an archive of two parts.
    const filler = Array.from({ length: 2_100 }, (_, index) =>
      [`presso il cantiere ${index}`, "01/03/2010", "02/03/2010", "scavo", "x".repeat(300)].join(";"),
    );
    const archive = [
      "Via;Dal;Al;Tipo;Descrizione",
      "via Cavour;01/03/2010;02/03/2010;scavo;Intera",
      ...filler,
    ];
    const parts: number[] = [];
    await page.route("**/api/row-imports/*/parts", async (route) => {
      parts.push((route.request().postDataJSON() as { offset: number }).offset);
      if (parts.length === 2) await route.abort();
      else await route.continue();
    });
    await drop(page, "archivio.csv", archive.join("\n"));
    await page.getByRole("alert").getByText("Riprova").waitFor();
    await page.reload();
    await page.getByRole("button", { name: /archivio\.csv/ }).waitFor();
    await drop(page, "archivio.csv", archive.join("\n"));
    await page.getByRole("region", { name: "archivio.csv" }).waitFor();
    // What had arrived was not sent again, and there is one archive.
    expect(parts).toEqual([parts[0], parts[1], parts[1]]);
    expect(parts[1]).toBeGreaterThan(0);
    expect(await page.getByRole("button", { name: /archivio\.csv/ }).count()).toBe(1);
    await page
      .getByRole("button", { name: /^via Cavour/ })
      .first()
      .click();
    await page.locator(".rows-queued-map canvas").first().waitFor();
    await lookOver(page);
    await page.setViewportSize(PHONE);
    await lookOver(page);
    // The part that was cut short, which the console of a browser tells.
    await leave("/parts");
  });
});
