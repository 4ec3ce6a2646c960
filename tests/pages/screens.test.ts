/** Every state of the page that a planner meets, in both languages, at desk and on the phone, under axe's eye. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findObstacle, type Obstacle, type ServedCity, serveSampleCity } from "../e2e/support/city.ts";
import { lookingDownAt, waitForView } from "../e2e/support/planner.ts";
import { listAxeViolations, openBrowser, openPage } from "../support/browser.ts";
import { describeWith } from "../support/require.ts";

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

await describeWith("chromium", "the screens", () => {
  let city: ServedCity;
  let obstacle: Obstacle;
  let browser: Browser;

  beforeAll(async () => {
    city = await serveSampleCity();
    obstacle = await findObstacle(city);
    browser = await openBrowser({ webgl: false });
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  /** Opens a link and looks the page over, as it is and after each step that opens something. */
  async function lookOver(
    search: string,
    viewport: typeof DESK,
    steps: readonly ((page: Page) => Promise<void>)[] = [],
  ): Promise<void> {
    const { page, offences, close } = await openPage(browser, `${city.url}/?${search}`, { viewport });
    try {
      await waitForView(page, "plan");
      for (const step of [async () => undefined, ...steps]) {
        await step(page);
        expect(await listAxeViolations(page)).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
      }
      expect(offences).toEqual([]);
    } finally {
      await close();
    }
  }

  const openEditor = async (page: Page) => {
    await page.getByRole("button", { name: /Nuovo intervento|New intervention/ }).click();
    await page.getByTestId("editor").waitFor();
  };
  const openLayers = async (page: Page) => {
    await page.getByRole("button", { name: /^(Strati|Livelli|Layers)/ }).click();
    await page.getByRole("checkbox").first().waitFor();
  };
  const openKeys = async (page: Page) => {
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    expect(await page.getByRole("dialog").textContent()).toContain("Ctrl");
  };

  // English where there is least room for it.
  it.each([
    ["it", DESK],
    ["it", PHONE],
    ["en", PHONE],
  ] as const)("are accessible and fit: %s at %o", async (language, viewport) => {
    const steps = viewport === PHONE ? [openEditor] : [openLayers, openKeys];
    await lookOver(`lang=${language}`, viewport, steps);
    const { interventionId } = obstacle.phase.properties;
    const look = lookingDownAt(obstacle.longitude, obstacle.latitude, 300);
    await lookOver(`lang=${language}&${look}&s=${interventionId}`, viewport, [
      async (page) => {
        await page.getByText(obstacle.phase.properties.title).first().waitFor();
      },
    ]);
  });

  it("speaks the language of the link", async () => {
    for (const [language, heading] of [
      ["it", "In vista"],
      ["en", "In view"],
    ] as const) {
      const { page, close } = await openPage(browser, `${city.url}/?lang=${language}`, { viewport: DESK });
      await page.getByRole("heading", { name: heading }).waitFor({ timeout: 60_000 });
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      await close();
    }
  });

  it("says that nothing is there where nothing is, and keeps its place at an unknown address", async () => {
    await lookOver("from=2031-01-05&to=2031-01-12&t=2031-01-06T10:00", DESK, [
      async (page) => {
        await page.getByTestId("in-view-list").locator(".empty").waitFor();
      },
    ]);
    const { page, close } = await openPage(browser, `${city.url}/no/such/page`, { viewport: DESK });
    await page.getByRole("link").first().waitFor({ timeout: 60_000 });
    expect(await listAxeViolations(page)).toEqual([]);
    await close();
  });

  it("moves the clock by keyboard and says what stands there", async () => {
    const { page, close } = await openPage(browser, `${city.url}/`, { viewport: DESK });
    const clock = page.getByRole("slider").first();
    await clock.waitFor({ timeout: 60_000 });
    await clock.focus();
    await expect.poll(() => clock.getAttribute("aria-valuetext")).toMatch(/\d+ intervent/);
    const before = await clock.getAttribute("aria-valuetext");
    await page.keyboard.press("PageDown");
    await expect.poll(() => clock.getAttribute("aria-valuetext")).not.toBe(before);
    expect(new URL(page.url()).searchParams.get("t")).not.toBeNull();
    await close();
  });
});
