/** The sheet of a saved intervention, opened by its link: all that is known of it, and all that is done to it there. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type { Finding } from "../../domain/conflicts/finding.ts";
import type { InterventionInput } from "../../domain/interventions/intervention.ts";
import { defaultWeek, findObstacle, type Obstacle } from "../e2e/support/city.ts";
import { findPlanner, lookingDownAt, waitForView } from "../e2e/support/planner.ts";
import { DESK, describePages, lookOver, type OpenedPage, PHONE } from "../support/page-suite.ts";

const PDF = Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

await describePages("the sheet of a saved intervention", { holds: "sample" }, (pages) => {
  let obstacle: Obstacle;
  let planner: string;
  let id: string;
  let input: InterventionInput;

  beforeAll(async () => {
    const { city } = pages;
    obstacle = await findObstacle(city);
    planner = await findPlanner(city);
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
          // Within a month and longer than a week: the site has to put up its board, and is told so.
          startsAt: `${later(monday, -14)}T07:00:00Z`,
          endsAt: `${later(friday, -7)}T16:00:00Z`,
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

  const link = () => `${lookingDownAt(obstacle.longitude, obstacle.latitude, 300)}&s=${id}`;
  const saved = async () => (await pages.city.ask("GET", `/api/interventions/${id}`)).json;
  const sheetOf = (page: Page) => page.getByTestId("intervention-sheet");
  async function openSheet(viewport: typeof DESK, personId: string | null = planner): Promise<OpenedPage> {
    const opened = await pages.openAs(personId, `/?${link()}`, { viewport });
    await waitForView(opened.page, "plan");
    await sheetOf(opened.page).getByRole("heading", { name: input.title }).waitFor();
    return opened;
  }
  const focusIn = (page: Page) =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement;
      return element.labels?.[0]?.textContent ?? element.textContent ?? "";
    });

  it("opens by its link, and anybody reads its facts, its phases and how it stands with the rest", async () => {
    const { page, leave } = await openSheet(DESK, null);
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
    const clashes = (findings as Finding[]).filter(({ rule }) => rule === "roadwork-roadwork");
    const card = sheet.locator('[data-testid="finding-card"][data-rule="roadwork-roadwork"]').first();
    const onCard = (await card.textContent())!;
    expect(onCard).toContain(clashes[0]!.law.article);
    // Both phases meet the other works: the card tells the remedies of the one that leads it, and all of them.
    const remedies = clashes.map(({ clearances }) =>
      clearances.map(({ label }) => onCard.includes(label.it)),
    );
    expect(remedies.some((told) => told.length > 0 && told.every(Boolean))).toBe(true);
    expect(await card.getByRole("button").count()).toBe(1);
    // Ticked off by whoever saved it, to be read by everybody.
    const duty = sheet.locator('[data-testid="duties"] [data-rule="site-board"]');
    expect(await duty.textContent()).toContain("fatto");
    expect(await sheet.getByTestId("contacts").count()).toBe(0);
    await lookOver(page);
    await leave();
  });

  it("tells contacts to who asks, records it, and keeps what is written", async () => {
    const { page, leave } = await openSheet(DESK);
    const contacts = sheetOf(page).getByTestId("contacts");
    await contacts.getByText("la tua lettura viene registrata").waitFor();
    await contacts.getByRole("button", { name: "Mostra" }).click();
    await contacts.getByText("Nessun contatto scritto.").waitFor();
    await contacts.getByRole("button", { name: "Modifica" }).click();
    const dialog = page.getByRole("dialog");
    // A dialog begins with its first field (WAI-ARIA APG).
    await expect.poll(() => focusIn(page)).toBe("Nome");
    await lookOver(page);
    await page.keyboard.type("Referente Esempio");
    await dialog.getByLabel("Telefono").fill("+39 011 000 0000");
    await dialog.getByRole("button", { name: "Salva" }).click();
    const phone = contacts.getByRole("link", { name: "+39 011 000 0000" });
    await phone.waitFor();
    expect(await phone.getAttribute("href")).toBe("tel:+390110000000");
    const { json } = await pages.city.ask("GET", `/api/interventions/${id}/contacts`, {
      cookie: await pages.city.signIn(planner),
    });
    expect(json.contacts).toMatchObject([{ name: "Referente Esempio" }]);
    await leave();
  });

  it("takes files up and gives them back whole, and asks before it throws one away", async () => {
    const { page, leave } = await openSheet(DESK);
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
    await lookOver(page);
    await files.getByRole("button", { name: "Togli pianta del cantiere.pdf" }).click();
    // Of two answers the one that destroys nothing.
    await expect.poll(() => focusIn(page)).toBe("Annulla");
    await page.getByRole("dialog").getByRole("button", { name: "Togli il file" }).click();
    await file.waitFor({ state: "detached" });
    // The refused one was answered 422, which the console of a browser always tells.
    await leave("422");
  });

  it("takes it on by steps that ask first, and tells who did what", async () => {
    const { page, leave } = await openSheet(DESK);
    const sheet = sheetOf(page);
    const dialog = page.getByRole("dialog");
    await sheet.getByRole("button", { name: "Proponi" }).click();
    await expect.poll(() => focusIn(page)).toBe("Proponi");
    await page.keyboard.press("Enter");
    await sheet.locator(".tag", { hasText: "Proposto" }).waitFor();
    expect(await saved()).toMatchObject({ state: "proposed", version: 2 });

    await sheet.getByRole("button", { name: "Annulla l'intervento" }).click();
    await expect.poll(() => focusIn(page)).toBe("Motivo");
    await dialog.getByRole("button", { name: "Annulla l'intervento" }).click();
    await dialog.getByText("Scrivi perché.").waitFor();
    await lookOver(page);
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
    await lookOver(page);
    await leave();
  });

  it("is read on a phone, at half its height and in full", async () => {
    const { page, leave } = await openSheet(PHONE);
    await lookOver(page);
    await page.getByRole("button", { name: /^Riquadro/ }).press("Enter");
    await lookOver(page);
    await sheetOf(page).getByText("Storia delle modifiche").scrollIntoViewIfNeeded();
    await leave();
  });
});
