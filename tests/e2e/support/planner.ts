/** What a planner's hands do on the page, in words of the Italian interface. */

import type { Page } from "playwright-core";
import type { TestServer } from "../../support/server.ts";

const PATIENCE = { timeout: 120_000 };

/** Waits until the view has drawn all it asked for. Software WebGL on two cores takes its time. */
export async function waitForView(page: Page, view: "twin" | "plan"): Promise<void> {
  await page.waitForSelector(`[data-testid="${view}"][data-settled="true"]`, PATIENCE);
}

export async function signInAsPlanner(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Entra", exact: true }).click();
  await page.locator("button.person", { hasText: "pianificazione" }).first().click();
  await page.getByRole("button", { name: /^Sessione di / }).waitFor();
}

/** The same as is signed in by a click on the first planner's name. */
export async function findPlanner(city: TestServer): Promise<string> {
  const { json } = await city.ask("GET", "/api/session");
  return json.demoPeople.find(({ role }: { role: string }) => role === "planner").id;
}

/** The address of the view straight down on a place, `metres` away. */
export function lookingDownAt(longitude: number, latitude: number, metres: number): string {
  return `c=${longitude.toFixed(6)},${latitude.toFixed(6)},${metres},0,-90`;
}

/** Draws a line of two points through the middle of the view, and finishes it. */
export async function drawAcrossMiddle(page: Page, view: "twin" | "plan"): Promise<void> {
  const box = await page.getByTestId(view).boundingBox();
  if (box === null) throw new Error(`the ${view} is not there`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.keyboard.press("l");
  await page.mouse.move(x - 90, y - 70);
  await page.mouse.click(x - 90, y - 70);
  await page.mouse.move(x + 45, y + 35, { steps: 4 });
  await page.mouse.move(x + 90, y + 70, { steps: 4 });
  await page.mouse.click(x + 90, y + 70);
  await page.keyboard.press("Enter");
}

type Tone = "blocking" | "warning" | "clear";

/** The verdict after the draft was checked, once it is one of these. */
export async function waitForVerdict(page: Page, ...tones: readonly Tone[]): Promise<string> {
  const any = tones.map((tone) => `.verdict-${tone}[data-status="done"]`).join(", ");
  await page.waitForSelector(any, PATIENCE);
  return (await page.getByTestId("verdict").textContent()) ?? "";
}

/**
 * The verdict once no other roadwork stands in the way. Trees and pipes may still be there, wherever in the sample
 * city one digs: they warn or advise, and no shift clears them.
 */
export async function waitUntilCleared(page: Page): Promise<string> {
  await page.waitForSelector('[data-testid="verdict"][data-status="done"]', PATIENCE);
  await page.waitForSelector('[data-testid="finding-card"][data-rule="roadwork-roadwork"]', {
    state: "detached",
    ...PATIENCE,
  });
  return waitForVerdict(page, "clear", "warning");
}

/** The first card: rule, counterpart, law, remedies. */
export async function readFirstCard(page: Page): Promise<string> {
  return (await page.getByTestId("finding-card").first().textContent()) ?? "";
}

/** Saves the open draft and waits for its sheet. @returns the link that shows it */
export async function save(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Salva", exact: true }).click();
  await page.getByText("Salvato", { exact: true }).waitFor(PATIENCE);
  await page.waitForURL(/[?&]s=[0-9a-f-]{36}\b/);
  return page.url();
}

/** Of the intervention whose sheet is open. */
export const savedId = (page: Page) => new URL(page.url()).searchParams.get("s")!;

/** Goes from stop to stop by the Tab key until the one that is meant has the focus, as who has no mouse does. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press("Tab");
    const label = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      const label = element?.labels?.[0]?.textContent;
      return (element?.getAttribute("aria-label") ?? label ?? element?.textContent ?? "").trim();
    });
    if (name.test(label)) return;
    passed.push(label.slice(0, 40));
  }
  throw new Error(`Tab never came to ${name}; it passed ${passed.join(" | ")}`);
}
