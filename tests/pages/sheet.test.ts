/** The sheet of a saved intervention, opened by its link: all that is known of it, and all that is done to it there. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Finding } from "../../domain/conflicts/finding.ts";
import type { InterventionInput } from "../../domain/interventions/intervention.ts";
import {
  defaultWeek,
  findObstacle,
  type Obstacle,
  type ServedCity,
  serveSampleCity,
} from "../e2e/support/city.ts";
import { lookingDownAt, signInAsPlanner, waitForView } from "../e2e/support/planner.ts";
import { listAxeViolations, openBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { describeWith } from "../support/require.ts";

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const PDF = Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");
const PAUSE_DAYS = 10;

await describeWith("chromium", "the sheet of a saved intervention", () => {
  let city: ServedCity;
  let obstacle: Obstacle;
  let browser: Browser;
  let planner: string;
  let id: string;
  let input: InterventionInput;

  beforeAll(async () => {
    city = await serveSampleCity();
    obstacle = await findObstacle(city);
    browser = await openBrowser({ webgl: false });
    const { json: session } = await city.ask("GET", "/api/session");
    // The same whom a click on the first planner's name signs in.
    planner = session.demoPeople.find(({ role }: { role: string }) => role === "planner").id;
    const other = await city.ask("GET", `/api/interventions/${obstacle.phase.properties.interventionId}`);
    const theirs = other.json.phases.find((phase: { id: string }) => phase.id === obstacle.phase.id);
    const { monday, friday } = defaultWeek();
    const later = (day: string, days: number) =>
      new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
    const phase = {
      footprint: theirs.footprint,
      startsAt: `${monday}T07:00:00Z`,
      endsAt: `${friday}T16:00:00Z`,
      vehicleImpact: "some-lanes-closed" as const,
      hindrance: "minor" as const,
      depthMetres: 1.2,
      dailyHours: { fromMinute: 480, toMinute: 1080 },
      weekdays: [1, 2, 3, 4, 5],
      heightMetres: null,
      footwayWidthMetres: 1.4,
      carriagewayWidthMetres: 3.2,
      detour: null,
      detourAgreements: [],
      noisePowerDecibels: 101,
      expectedPeople: null,
      machines: ["miniescavatore"],
    };
    input = {
      kind: "roadwork",
      state: "draft",
      title: "Scavo con la sua scheda",
      place: obstacle.sentence,
      description: "Prima riga\nseconda riga",
      cause: "nuovo allaccio",
      contractor: "Impresa di prova",
      urgent: false,
      recurrence: null,
      dutiesMet: ["site-board"],
      phases: [
        phase,
        {
          ...phase,
          startsAt: `${later(monday, PAUSE_DAYS)}T07:00:00Z`,
          // Longer than a week: the site has to put up its board.
          endsAt: `${later(friday, PAUSE_DAYS + 7)}T16:00:00Z`,
        },
      ],
    };
    id = randomUUID();
    const { status, text } = await city.ask("POST", "/api/interventions", {
      cookie: await city.signIn(planner),
      body: { id, intervention: input },
    });
    if (status !== 201) throw new Error(text);
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  const link = () => `${lookingDownAt(obstacle.longitude, obstacle.latitude, 300)}&s=${id}`;
  const saved = async () => (await city.ask("GET", `/api/interventions/${id}`)).json;
  const sheetOf = (page: Page) => page.getByTestId("intervention-sheet");
  async function openSheet(viewport: typeof DESK, signedIn = true): Promise<WatchedPage> {
    const opened = await openPage(browser, `${city.url}/?${link()}`, { viewport, reducedMotion: "reduce" });
    await waitForView(opened.page, "plan");
    if (signedIn) await signInAsPlanner(opened.page);
    await sheetOf(opened.page).getByRole("heading", { name: input.title }).waitFor();
    return opened;
  }
  async function expectAccessible(page: Page): Promise<void> {
    expect(await listAxeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  }
  const focusIn = (page: Page) =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement;
      return element.labels?.[0]?.textContent ?? element.textContent ?? "";
    });

  it("opens by its link, and anybody reads its facts, its phases and how it stands with the rest", async () => {
    const { page, offences, close } = await openSheet(DESK, false);
    const sheet = sheetOf(page);
    const text = (await sheet.textContent())!;
    for (const told of [input.place, input.cause, input.contractor, "8:00–18:00 · lun–ven", "101 dB"])
      expect(text).toContain(told);
    expect(text).toContain("Fasi (2)");
    expect(await sheet.getByText("Prima riga").textContent()).toBe(input.description);
    await sheet.getByRole("button", { name: "Fase 2" }).click();
    await expect
      .poll(() => sheet.getByRole("button", { name: "Fase 2" }).getAttribute("aria-pressed"))
      .toBe("true");

    const { findings, rules, unknown } = await saved();
    expect(unknown.length).toBeGreaterThan(0);
    const verdict = (await sheet.getByTestId("sheet-verdict").textContent())!;
    expect(verdict).toContain(`${rules.length} regole · dati delle `);
    expect(verdict).toContain(`non noto: ${unknown[0].it}`);
    // The first in the line, the rest where it opens.
    for (const { it: what } of unknown) expect(verdict).toContain(what);
    const clash = (findings as Finding[]).find(({ rule }) => rule === "roadwork-roadwork")!;
    const card = sheet.locator('[data-testid="finding-card"][data-rule="roadwork-roadwork"]').first();
    expect(await card.textContent()).toContain(clash.law.article);
    expect(clash.clearances.length).toBeGreaterThan(0);
    for (const { label } of clash.clearances) expect(await card.textContent()).toContain(label.it);
    expect(await card.getByRole("button").count()).toBe(1);
    // Ticked off by whoever saved it, to be read by everybody.
    const duty = sheet.locator('[data-testid="duties"] [data-rule="site-board"]');
    expect(await duty.textContent()).toContain("fatto");
    expect(await sheet.getByTestId("contacts").count()).toBe(0);
    await expectAccessible(page);
    expect(offences).toEqual([]);
    await close();
  });

  it("tells contacts to who asks, records it, and keeps what is written", async () => {
    const { page, offences, close } = await openSheet(DESK);
    const contacts = sheetOf(page).getByTestId("contacts");
    await contacts.getByText("la tua lettura viene registrata").waitFor();
    await contacts.getByRole("button", { name: "Mostra" }).click();
    await contacts.getByText("Nessun contatto scritto.").waitFor();
    await contacts.getByRole("button", { name: "Modifica" }).click();
    const dialog = page.getByRole("dialog");
    // A dialog begins with its first field (WAI-ARIA APG).
    expect(await focusIn(page)).toBe("Nome");
    await expectAccessible(page);
    await page.keyboard.type("Referente Esempio");
    await dialog.getByLabel("Telefono").fill("+39 011 000 0000");
    await dialog.getByRole("button", { name: "Salva" }).click();
    const phone = contacts.getByRole("link", { name: "+39 011 000 0000" });
    await phone.waitFor();
    expect(await phone.getAttribute("href")).toBe("tel:+390110000000");
    const { json } = await city.ask("GET", `/api/interventions/${id}/contacts`, {
      cookie: await city.signIn(planner),
    });
    expect(json.contacts).toMatchObject([{ name: "Referente Esempio" }]);
    expect(offences).toEqual([]);
    await close();
  });

  it("takes files up and gives them back whole, and asks before it throws one away", async () => {
    const { page, offences, close } = await openSheet(DESK);
    const files = sheetOf(page).getByTestId("attachments");
    await files.getByText("Nessun file.").waitFor();
    await files
      .locator("input[type=file]")
      .setInputFiles({ name: "pianta del cantiere.pdf", mimeType: "application/pdf", buffer: PDF });
    const file = files.getByRole("link", { name: "Scarica pianta del cantiere.pdf" });
    await file.waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), file.click()]);
    expect(download.suggestedFilename()).toBe("pianta del cantiere.pdf");
    expect(await readFile(await download.path())).toEqual(PDF);
    await files.locator("input[type=file]").setInputFiles({
      name: "finta.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("MZ, and no PDF at all"),
    });
    await files.getByText("Il contenuto non è quello che il nome dice").waitFor();
    await expectAccessible(page);
    await files.getByRole("button", { name: "Togli pianta del cantiere.pdf" }).click();
    // Of two answers the one that destroys nothing.
    expect(await focusIn(page)).toBe("Annulla");
    await page.getByRole("dialog").getByRole("button", { name: "Togli il file" }).click();
    await file.waitFor({ state: "detached" });
    // The refused one was answered 422, which the console of a browser always tells.
    expect(offences.filter((offence) => !offence.includes("422"))).toEqual([]);
    await close();
  });

  it("takes it on by steps that ask first, and tells who did what", async () => {
    const { page, offences, close } = await openSheet(DESK);
    const sheet = sheetOf(page);
    const dialog = page.getByRole("dialog");
    await sheet.getByRole("button", { name: "Proponi" }).click();
    expect(await focusIn(page)).toBe("Proponi");
    await page.keyboard.press("Enter");
    await sheet.locator(".tag", { hasText: "Proposto" }).waitFor();
    expect(await saved()).toMatchObject({ state: "proposed", version: 2 });

    await sheet.getByRole("button", { name: "Annulla l'intervento" }).click();
    expect(await focusIn(page)).toBe("Motivo");
    await dialog.getByRole("button", { name: "Annulla l'intervento" }).click();
    await dialog.getByText("Scrivi perché.").waitFor();
    await expectAccessible(page);
    await dialog.getByLabel("Motivo").fill("spostato all'anno prossimo");
    await dialog.getByRole("button", { name: "Annulla l'intervento" }).click();
    await sheet.locator(".tag", { hasText: "Annullato" }).waitFor();
    // It takes no ground any more: nothing is asked of it, and that is said.
    await sheet.getByText("Non si verifica più").waitFor();

    await sheet.getByText("Storia delle modifiche").click();
    const history = sheet.locator("details.history");
    await history.getByText("spostato all'anno prossimo").waitFor();
    const entries = (await history.getByRole("listitem").allTextContents()).join("\n");
    for (const told of ["Creato", "File aggiunto", "Contatti modificati", "Proponi", "File tolto"])
      expect(entries).toContain(told);
    await expectAccessible(page);
    expect(offences).toEqual([]);
    await close();
  });

  it("is read on a phone, at half its height and in full", async () => {
    const { page, offences, close } = await openSheet(PHONE);
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Riquadro/ }).press("Enter");
    await expectAccessible(page);
    await sheetOf(page).getByText("Storia delle modifiche").scrollIntoViewIfNeeded();
    expect(offences).toEqual([]);
    await close();
  });
});
