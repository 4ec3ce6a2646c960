/** Every state of the page that a planner meets, in both languages, at desk and on the phone, under axe's eye. */
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { findObstacle, type Obstacle } from "../e2e/support/city.ts";
import { lookingDownAt, waitForView } from "../e2e/support/planner.ts";
import { DESK, describePages, lookOver, PHONE } from "../support/page-suite.ts";

await describePages("the screens", { holds: "sample" }, (pages) => {
  let obstacle: Obstacle;
  beforeAll(async () => {
    obstacle = await findObstacle(pages.city);
  });

  /** Opens a link and looks the page over, as it is and after each step that opens something. */
  async function lookOverAll(
    search: string,
    viewport: typeof DESK,
    steps: readonly ((page: Page) => Promise<void>)[] = [],
  ): Promise<void> {
    const { page, leave } = await pages.openAs(null, `/?${search}`, { viewport });
    await waitForView(page, "plan");
    await lookOver(page);
    for (const step of steps) {
      await step(page);
      await lookOver(page);
    }
    await leave();
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
    await lookOverAll(`lang=${language}`, viewport, steps);
    const { interventionId } = obstacle.phase.properties;
    const look = lookingDownAt(obstacle.longitude, obstacle.latitude, 300);
    await lookOverAll(`lang=${language}&${look}&s=${interventionId}`, viewport, [
      async (page) => {
        await page.getByText(obstacle.phase.properties.title).first().waitFor();
      },
    ]);
  });

  it.each([
    ["it", "In vista"],
    ["en", "In view"],
  ] as const)("speaks the language of the link: %s", async (language, heading) => {
    const { page, leave } = await pages.openAs(null, `/?lang=${language}`);
    await page.getByRole("heading", { name: heading }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    await leave();
  });

  it("says that nothing is there where nothing is, and keeps its place at an unknown address", async () => {
    await lookOverAll("from=2031-01-05&to=2031-01-12&t=2031-01-06T10:00", DESK, [
      async (page) => {
        await page.getByTestId("in-view-list").locator(".empty").waitFor();
      },
    ]);
    const { page, leave } = await pages.openAs(null, "/no/such/page");
    await page.getByRole("link").first().waitFor();
    await lookOver(page);
    await leave();
  });

  it("moves the clock by keyboard and says what stands there", async () => {
    const { page, leave } = await pages.openAs(null, "/");
    const clock = page.getByRole("slider").first();
    await clock.focus();
    await expect.poll(() => clock.getAttribute("aria-valuetext")).toMatch(/\d+ intervent/);
    const before = await clock.getAttribute("aria-valuetext");
    await page.keyboard.press("PageDown");
    await expect.poll(() => clock.getAttribute("aria-valuetext")).not.toBe(before);
    await expect.poll(() => new URL(page.url()).searchParams.get("t")).not.toBeNull();
    await leave();
  });
});
