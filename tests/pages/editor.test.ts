/** The editor: a typical site in few moves, phases, drafts that outlive networks and devices, and two people at once. */
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { addDays, localDate } from "../../domain/geo/calendar.ts";
import { findObstacle, type Obstacle } from "../e2e/support/city.ts";
import { placeTypicalSite } from "../e2e/support/hand.ts";
import { findPlanner, lookingDownAt, save, savedId, waitForView } from "../e2e/support/planner.ts";
import { DESK, describePages, lookOver, type OpenedPage, PHONE } from "../support/page-suite.ts";

const MOST_INTERACTIONS = 8;

await describePages("the editor", { holds: "sample" }, (pages) => {
  let obstacle: Obstacle;
  let planner: string;

  beforeAll(async () => {
    obstacle = await findObstacle(pages.city);
    planner = await findPlanner(pages.city);
  });

  const look = () => lookingDownAt(obstacle.longitude, obstacle.latitude, 300);

  async function signedIn(viewport = DESK): Promise<OpenedPage> {
    const opened = await pages.openAs(planner, `/?${look()}`, { viewport });
    await waitForView(opened.page, "plan");
    return opened;
  }
  const begin = async (page: Page, sentence = obstacle.sentence) => {
    await page.getByRole("button", { name: "Nuovo intervento" }).click();
    const street = page.getByRole("combobox", { name: "Via, senza mappa" });
    await street.fill(sentence);
    await street.press("Enter");
    await page.getByText(/Tracciato un tratto/).waitFor();
  };
  const setTitle = (page: Page, title: string) => page.getByRole("textbox", { name: "Titolo" }).fill(title);
  const kept = (page: Page, state: string) =>
    page.locator(`[data-testid="draft-state"][data-kept="${state}"]`).waitFor();
  async function expectAccessible(page: Page): Promise<void> {
    // While it is being worked out the last verdict stands faded.
    await page.locator(".verdict[aria-busy=true]").waitFor({ state: "detached" });
    await lookOver(page);
  }

  it("takes a typical site in eight interactions, by its name on the street's even side", async () => {
    const { page, leave } = await signedIn();
    const hand = await placeTypicalSite(page, `${obstacle.sentence}, lato pari`);
    expect(hand.count).toBeLessThanOrEqual(MOST_INTERACTIONS);
    const { json } = await pages.city.ask("GET", `/api/interventions/${savedId(page)}`);
    expect(json).toMatchObject({ kind: "roadwork", state: "draft", version: 1 });
    expect(json.place).toContain(obstacle.sentence.split(" da ")[0]);
    expect(json.phases[0]).toMatchObject({
      vehicleImpact: "all-lanes-open-shift-left",
      hindrance: "minor",
      dailyHours: { fromMinute: 480, toMinute: 1080 },
      carriagewayWidthMetres: 5.6,
    });
    await leave();
  });

  it("splits, copies, shifts and takes it all back; says how often what recurs comes", async () => {
    const { page, leave } = await signedIn();
    await begin(page);
    const bars = page.getByRole("list", { name: "Fasi dell'intervento" }).getByRole("listitem");
    await page.getByRole("button", { name: "Dividi lungo la via" }).click();
    await page.getByRole("textbox", { name: "Parti" }).fill("3");
    await page.getByRole("button", { name: /^Dividi in 3 parti/ }).click();
    await expect.poll(() => bars.count()).toBe(3);
    await page.getByRole("button", { name: "Copia dopo" }).click();
    await expect.poll(() => bars.count()).toBe(4);
    const before = await bars.allTextContents();
    await page.getByRole("button", { name: "Sposta nel tempo" }).click();
    await page.getByRole("button", { name: "Sposta tutte" }).click();
    await expect.poll(() => bars.allTextContents()).not.toEqual(before);
    await expectAccessible(page);
    await page.getByRole("heading", { name: "Nuovo intervento" }).focus();
    await page.keyboard.press("Control+z");
    await expect.poll(() => bars.allTextContents()).toEqual(before);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect.poll(() => bars.count()).toBe(0);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => bars.count()).toBe(3);
    await save(page);
    const saved = await pages.city.ask("GET", `/api/interventions/${savedId(page)}`);
    expect(saved.json.phases).toHaveLength(3);

    await page
      .getByRole("button", { name: /Torna|Indietro|elenco/ })
      .first()
      .click();
    await begin(page);
    await page.getByText("Ricorrenza", { exact: true }).click();
    await page.getByRole("combobox", { name: "Si ripete" }).selectOption("weekly");
    await page.getByTestId("recurrence-dates").getByText("53 volte").waitFor();
    await page.getByRole("button", { name: "Elimina la bozza", exact: true }).click();
    await page.getByRole("button", { name: "Ripristina" }).waitFor();
    await leave();
  });

  it("lists duties to tick off and the addresses that the site touches, and keeps what was ticked", async () => {
    const { page, leave } = await signedIn();
    await begin(page);
    // Beyond seven days a site puts up its board, and within a month of its start that is told.
    const today = localDate(Date.now(), "Europe/Rome");
    await page.getByLabel("Primo giorno").fill(addDays(today, 20));
    await page.getByLabel("Ultimo giorno").fill(addDays(today, 34));
    const duty = page.locator('[data-testid="duties"] [data-rule="site-board"]');
    await duty.getByRole("checkbox", { name: "Pannello di cantiere" }).check();
    await page.getByTestId("duties").getByText("1 di").waitFor();
    await page.getByRole("heading", { name: "Nuovo intervento" }).focus();
    await page.keyboard.press("Control+z");
    await expect.poll(() => duty.getByRole("checkbox").isChecked()).toBe(false);
    await duty.getByRole("checkbox").check();

    const touched = page.getByTestId("touched-streets");
    const street = obstacle.sentence.split(" da ")[0]!;
    // Of several streets that it touches, which comes first hangs on the day's site.
    await touched.getByRole("listitem").filter({ hasText: street }).first().waitFor();
    await expectAccessible(page);
    await save(page);
    await page
      .locator('[data-testid="intervention-sheet"] [data-rule="site-board"]')
      .getByText("· fatto")
      .waitFor();
    const { json } = await pages.city.ask("GET", `/api/interventions/${savedId(page)}`);
    expect(json.dutiesMet).toEqual(["site-board"]);
    await leave();
  });

  it("does what SCREENS.md promises of its keys, and lists them", async () => {
    const { page, leave } = await signedIn();
    await page.keyboard.press("/");
    const focused = page.locator(":focus");
    await expect.poll(() => focused.getAttribute("role")).toBe("combobox");
    await page.keyboard.press("Escape");
    await focused.blur();
    const pressed = (name: string) =>
      page.getByTestId("editor").getByRole("button", { name }).getAttribute("aria-pressed");
    for (const [key, tool] of [
      ["l", "Linea"],
      ["d", "Area"],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => pressed(tool)).toBe("true");
    }
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Nuovo intervento" }).focus();
    const start = page.getByLabel("Primo giorno");
    const first = await start.inputValue();
    await page.keyboard.press("]");
    await expect.poll(() => start.inputValue()).not.toBe(first);
    await page.keyboard.press("[");
    await expect.poll(() => start.inputValue()).toBe(first);
    await page.keyboard.press("?");
    const list = await page.getByRole("dialog").textContent();
    for (const key of ["/", "L", "D", "V", "[", "]", "R", "P", "Ctrl"]) expect(list).toContain(key);
    await leave();
  });

  it("loses nothing to a dead network, a closed tab, another device", async () => {
    const desk = await signedIn();
    await begin(desk.page);
    await setTitle(desk.page, "Prima della rete");
    await kept(desk.page, "server");
    const context = desk.page.context();
    await context.setOffline(true);
    await setTitle(desk.page, "Senza rete");
    await kept(desk.page, "offline");
    const draftId = new URL(desk.page.url()).searchParams.get("e")!;
    await desk.page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(`${pages.city.url}/?${look()}`);
    await again.getByTestId("draft-list").getByText("Senza rete").click();
    await again.getByTestId("editor").waitFor();
    await kept(again, "server");
    await expect.poll(() => new URL(again.url()).searchParams.get("e")).toBe(draftId);

    const phone = await signedIn();
    await phone.page.getByTestId("draft-list").getByText("Senza rete").click();
    await phone.page.getByText("Altri dati").click();
    await phone.page.getByRole("textbox", { name: "Note" }).fill("dal telefono");
    await kept(phone.page, "server");
    // Different things come together by themselves.
    await setTitle(again, "Dalla scrivania");
    await kept(again, "server");
    await again.getByText("Altri dati").click();
    await expect.poll(() => again.getByRole("textbox", { name: "Note" }).inputValue()).toBe("dal telefono");
    // The same thing is asked.
    await setTitle(phone.page, "Dal telefono");
    await kept(phone.page, "conflict");
    await phone.page.getByRole("button", { name: "Confronta" }).click();
    await expectAccessible(phone.page);
    await phone.page.getByRole("radio", { name: /Dalla scrivania/ }).check();
    await phone.page.getByRole("button", { name: "Tieni le due insieme" }).click();
    await kept(phone.page, "server");
    await expect
      .poll(() => phone.page.getByRole("textbox", { name: "Titolo" }).inputValue())
      .toBe("Dalla scrivania");
    await phone.close();
    await desk.close();
  });

  it("brings two people's changes of one intervention together before saving", async () => {
    const { page, close } = await signedIn();
    await begin(page);
    await setTitle(page, "Da due");
    const link = await save(page);
    const id = new URL(link).searchParams.get("s")!;
    await page.getByRole("button", { name: /Modifica/ }).click();
    await page.getByTestId("editor").waitFor();
    await setTitle(page, "Mio");
    await page.getByText("Altri dati").click();
    await page.getByRole("textbox", { name: "Note" }).fill("le mie note");

    const { json: theirs } = await pages.city.ask("GET", `/api/interventions/${id}`);
    const { json: session } = await pages.city.ask("GET", "/api/session");
    const colleague = session.demoPeople.find(
      (one: { role: string; office: { id: string } | null }) =>
        one.role === "planner" && one.office?.id === theirs.office.id,
    );
    const { id: _, version, office, synthetic, createdAt, updatedAt, findings, ...input } = theirs;
    const [phase] = input.phases;
    const { polygon, ...kept } = phase;
    const changed = await pages.city.ask("PUT", `/api/interventions/${id}`, {
      cookie: await pages.city.signIn(colleague.id),
      body: { version, intervention: { ...input, title: "Loro", phases: [{ ...kept, depthMetres: 0.4 }] } },
    });
    expect(changed.status).toBe(200);

    await page.getByRole("button", { name: "Salva", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("0,4 m", { exact: false }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole("radio", { name: /Loro/ }).check();
    await dialog.getByRole("button", { name: "Salva le due insieme" }).click();
    await page.getByTestId("intervention-sheet").getByRole("heading", { name: "Loro" }).waitFor();
    const { json: merged } = await pages.city.ask("GET", `/api/interventions/${id}`);
    expect(merged).toMatchObject({
      version: 3,
      title: "Loro",
      description: "le mie note",
      phases: [{ id: phase.id, depthMetres: 0.4 }],
    });
    await close();
  });

  it("places a site on a phone: a stretch picked by a tap, its width by a thumb", async () => {
    const { page, leave } = await signedIn(PHONE);
    await page.getByRole("button", { name: "Nuovo intervento" }).click();
    const editor = page.getByTestId("editor");
    await editor.waitFor();
    expect(await editor.getByRole("button", { name: "Linea" }).count()).toBe(0);
    await editor.getByRole("button", { name: /Tratto/ }).click();
    const box = (await page.getByTestId("plan").boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const slider = page.getByRole("slider", { name: /Larghezza/ });
    await slider.waitFor();
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText("Larghezza: 3 m").waitFor();
    await expectAccessible(page);
    const grip = page.getByRole("button", { name: /^Riquadro/ });
    await grip.press("Enter");
    await expectAccessible(page);
    await save(page);
    const { json } = await pages.city.ask("GET", `/api/interventions/${savedId(page)}`);
    expect(json.phases[0].footprint).toMatchObject({ kind: "line", widthMetres: 3 });
    await leave();
  });
});
