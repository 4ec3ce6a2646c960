import type { Locator, Page } from "playwright-core";

/** How long a person takes for one thing; a test waits for nobody. */
export interface Pace {
  readonly clickMs: number;
  readonly keyMs: number;
}

/** Counts what a hand does: a click, a chord of keys, a text typed are one each. */
export class Hand {
  count = 0;
  /** Of its own, at its pace. */
  spentMs = 0;
  private readonly page: Page;
  private readonly pace: Pace;

  constructor(page: Page, pace: Pace = { clickMs: 0, keyMs: 0 }) {
    this.page = page;
    this.pace = pace;
  }

  async click(target: Locator): Promise<void> {
    this.count += 1;
    await this.rest(this.pace.clickMs);
    await target.click();
  }

  async press(chord: string): Promise<void> {
    this.count += 1;
    await this.rest(this.pace.keyMs);
    await this.page.keyboard.press(chord);
  }

  async type(text: string): Promise<void> {
    this.count += 1;
    this.spentMs += text.length * this.pace.keyMs;
    await this.page.keyboard.type(text, { delay: this.pace.keyMs });
  }

  private async rest(milliseconds: number): Promise<void> {
    this.spentMs += milliseconds;
    if (milliseconds > 0) await this.page.waitForTimeout(milliseconds);
  }
}

/** A typical site: named, its effect on the road told, its worst finding cleared, saved. */
export async function placeTypicalSite(page: Page, sentence: string, pace?: Pace): Promise<Hand> {
  const hand = new Hand(page, pace);
  await hand.click(page.getByRole("button", { name: "Nuovo intervento" }));
  await hand.click(page.getByRole("combobox", { name: "Via, senza mappa" }));
  await hand.type(sentence);
  await hand.press("Enter");
  // Where no house number tells which side is even, the page asks.
  const choice = page.getByRole("list", { name: "Tratti possibili" }).getByRole("button").first();
  await page.locator(".verdict[data-status=done]").or(choice).first().waitFor();
  if (await choice.isVisible()) await hand.click(choice);
  await page.locator(".verdict[data-status=done]").waitFor();
  await hand.click(page.getByText("Restringimento", { exact: true }));
  await page.locator(".verdict[data-status=checking]").waitFor({ state: "detached" });
  if ((await page.locator(".verdict-blocking").count()) > 0) {
    await hand.press("r");
    await page.locator(".verdict-blocking").waitFor({ state: "detached" });
  }
  await hand.click(page.getByRole("button", { name: "Salva", exact: true }));
  await page.getByText("Salvato", { exact: true }).waitFor();
  return hand;
}
