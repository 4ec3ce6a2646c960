/** What waits for an office's word, in a browser: judged by keyboard, taken back, folded once accepted, asked again. */
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { alongside, openWorks, type Saved } from "../support/judged-works.ts";
import { describePages, lookOver, PHONE } from "../support/page-suite.ts";

const DAYS = ["2026-03-02", "2026-03-06"] as const;

const CITY = { holds: "small", now: () => Date.parse("2026-01-10T09:00:00Z") } as const;

await describePages("judgements", CITY, (pages) => {
  let works: ReturnType<typeof openWorks>;
  const ours: Saved[] = [];
  const theirs: Saved[] = [];

  beforeAll(async () => {
    const cookies: Record<string, string> = {};
    for (const person of ["planner", "other"]) cookies[person] = await pages.city.signIn(person);
    works = openWorks(pages.city, pages.city.database, cookies);
    for (const place of [1, 2, 3]) {
      ours.push(await works.create("planner", { ...alongside(place, 100, DAYS), title: `Nostro ${place}` }));
      theirs.push(await works.create("other", { ...alongside(place, 102, DAYS), title: `Loro ${place}` }));
    }
  });

  const rows = (page: Page) => page.getByTestId("office-finding");
  const blocking = "/findings?sev=blocking";

  it("are only for those who judge, and say so when nothing waits", async () => {
    const { page, leave } = await pages.openAs(null, "/findings");
    await page.getByText("Questa pagina è per: pianificazione, funzionario, amministrazione").waitFor();
    await lookOver(page);
    await leave();
    const nothing = await pages.openAs("planner", "/findings?f=to-re-judge");
    await nothing.page.getByText("Nessuna interferenza risponde a questi filtri").waitFor();
    await lookOver(nothing.page);
    await nothing.leave();
  });

  it("say why when the list cannot be read, and try again", async () => {
    const { page, close } = await pages.openAs("planner", "/icon.svg");
    let broken = true;
    await page.route("**/api/findings?*", (route) => (broken ? route.abort() : route.continue()));
    await page.goto(`${pages.city.url}${blocking}`);
    await page.getByText("L'elenco non si può leggere adesso").waitFor();
    broken = false;
    await page.getByRole("button", { name: "Riprova" }).click();
    await rows(page).first().waitFor();
    await close();
  });

  it("are given by keyboard, one after the other, and taken back", async () => {
    const { page, leave } = await pages.openAs("planner", blocking);
    await expect.poll(() => rows(page).count()).toBe(3);
    await lookOver(page);
    const titles = await rows(page)
      .getByRole("link", { name: /^Nostro/ })
      .allTextContents();
    await page.keyboard.press("j");
    await expect.poll(() => rows(page).nth(1).getAttribute("aria-current")).toBe("true");
    await page.keyboard.press("a");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Azione" }).waitFor();
    await lookOver(page);
    // Nothing is lost when something is missing: it is named.
    await dialog.getByRole("button", { name: "Salva il giudizio" }).click();
    await dialog.getByText("Scrivi che cosa si fa.").waitFor();
    await dialog.getByRole("textbox", { name: "Che cosa si fa" }).fill("Chiedere lo slittamento");
    await dialog.getByRole("textbox", { name: "Chi lo fa" }).fill("Acquedotto");
    await dialog.getByLabel("Entro il").fill("2026-02-01");
    await dialog.getByRole("button", { name: "Salva il giudizio" }).click();
    await expect.poll(() => rows(page).count()).toBe(2);
    await page.getByText("Giudicata: Azione.").waitFor();
    // The keys go on from where they were.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-current")))
      .toBe("true");
    const own = ours.find(({ input }) => input.title === titles[1])!;
    const [judged] = await works.listKept(own.id);
    const { roads } = await works.standings("planner", own.id, judged!.id);
    expect(roads.judgement).toMatchObject({ verdict: "action", responsible: "Acquedotto" });
    await page.keyboard.press("Control+z");
    await expect.poll(() => rows(page).count()).toBe(3);

    await Promise.all([
      page.waitForResponse((response) => response.url().includes("/api/findings?")),
      page.getByRole("button", { name: "Tutte", exact: true }).click(),
    ]);
    await page.locator("ol.office-findings[aria-busy=false]").waitFor();
    // The third: the first is judged on its sheet below.
    await rows(page).filter({ hasText: "Nostro 3" }).press("s");
    await page.getByRole("dialog").getByLabel("Fino al").fill("2026-01-20");
    await page.getByRole("button", { name: "Salva il giudizio" }).click();
    await rows(page).getByText("rinviata al 20 gen 2026").waitFor();
    await lookOver(page);
    await leave();
  });

  it("apply a remedy that is offered, and refuse to judge what has changed", async () => {
    const { page, offences, close } = await pages.openAs("other", blocking);
    const row = rows(page).filter({ hasText: "Loro 3" });
    await row.getByRole("button", { name: "Applica un rimedio" }).click();
    const remedies = page.getByRole("dialog").getByRole("group", { name: "Rimedio scelto" });
    await remedies.getByRole("radio").first().check();
    await page.getByRole("button", { name: "Salva il giudizio" }).click();
    await expect.poll(() => rows(page).count()).toBe(2);
    expect(offences).toEqual([]);

    // Somebody else moves the works as the judgement is on its way.
    await rows(page).filter({ hasText: "Loro 2" }).getByRole("button", { name: "Non ci riguarda" }).click();
    let reached: () => void = () => undefined;
    const onItsWay = new Promise<void>((resolve) => {
      reached = resolve;
    });
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route("**/api/judgements", async (route) => {
      reached();
      await held;
      await route.continue();
    });
    await page.getByRole("button", { name: "Salva il giudizio" }).click();
    await onItsWay;
    theirs[1] = await works.change("other", theirs[1]!, {
      startsAt: "2026-03-04T07:00:00Z",
      endsAt: "2026-03-10T17:00:00Z",
    });
    letGo();
    await page.getByText("Nel frattempo la situazione è cambiata").waitFor();
    await close();
  });

  it("stand on the sheet's cards: accepted ones fold, and come back when they change", async () => {
    const { page, leave } = await pages.openAs("planner", `/?s=${ours[0]!.id}&v=plan`);
    const sheet = page.getByTestId("intervention-sheet");
    const card = sheet.locator('[data-rule="roadwork-roadwork"]');
    await card.getByText("da giudicare").first().waitFor();
    await card.getByRole("button", { name: "Giudica", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Accetta" }).check();
    await dialog.getByRole("textbox", { name: "Motivo" }).fill("D'accordo al telefono");
    await dialog.getByRole("button", { name: "Salva il giudizio" }).click();
    const folded = sheet.locator(".accepted-findings");
    await folded.getByText("Accettata (1)").waitFor();
    expect(await card.isVisible()).toBe(false);
    await folded.getByText("Accettata (1)").click();
    await card.getByText("accettata", { exact: false }).first().waitFor();
    await card.getByText(/^Storia e commenti/).click();
    await card.getByText("la tua lettura viene registrata").waitFor();
    // Also what was judged and taken back above may be of this one: the list's order among equals is by id.
    await card.getByText("Giudicata", { exact: true }).first().waitFor();
    await card.getByRole("textbox", { name: "Commento" }).fill("Sentita l'altra parte");
    await card.getByRole("button", { name: "Aggiungi il commento" }).click();
    await card.getByText("Storia e commenti (1)").waitFor();
    await card.getByRole("listitem").filter({ hasText: "Sentita l'altra parte" }).waitFor();
    await lookOver(page);

    await works.change("other", theirs[0]!, {
      startsAt: "2026-03-03T07:00:00Z",
      endsAt: "2026-03-12T17:00:00Z",
    });
    await card.getByText("da rigiudicare").waitFor();
    await card.getByText(/È cambiato: date: /).waitFor();
    expect(await folded.count()).toBe(0);
    await page.setViewportSize(PHONE);
    await lookOver(page);
    // The map was opened without the tiles that this city could have.
    await leave("/tiles/");
  });

  it("fit a phone, in English too", async () => {
    const { page, leave } = await pages.openAs("planner", "/findings?f=all", { viewport: PHONE });
    await rows(page).first().waitFor();
    await lookOver(page);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "To judge" }).waitFor();
    await rows(page).first().getByRole("button", { name: "Defer" }).click();
    await page.getByRole("dialog").getByLabel("Until").waitFor();
    await lookOver(page);
    await leave();
  });
});
