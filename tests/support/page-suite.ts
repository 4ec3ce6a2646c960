/** What every file of tests/pages needs: a city with its page, a browser without WebGL, people who look at it. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { listAxeViolations, openBrowser, openPage, type WatchedPage } from "./browser.ts";
import { describeWith } from "./require.ts";
import { type ServedCity, serveCity } from "./served-city.ts";
import type { TestServerOptions } from "./server.ts";

export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export interface OpenedPage extends WatchedPage {
  /** Closes it, once it is sure that nothing happened that must not. @param pardoned offences that hold one of these */
  leave(...pardoned: readonly string[]): Promise<void>;
}

export interface Pages {
  /** There once the tests run. */
  readonly city: ServedCity;
  /** Opens an address of the city as one of its people; null: as who has not signed in. */
  openAs(personId: string | null, path: string, options?: BrowserContextOptions): Promise<OpenedPage>;
}

export interface PagesCity extends Pick<TestServerOptions, "now"> {
  readonly holds: "small" | "sample";
}

/** To be awaited at the top of a test file. The city is the file's own. */
export async function describePages(
  name: string,
  { holds, ...options }: PagesCity,
  body: (pages: Pages) => void,
): Promise<void> {
  await describeWith("chromium", name, () => {
    let city: ServedCity;
    let browser: Browser;
    beforeAll(async () => {
      [city, browser] = await Promise.all([serveCity(holds, options), openBrowser({ webgl: false })]);
    });
    afterAll(async () => {
      await browser?.close();
      await city?.close();
    });
    body({
      get city() {
        return city;
      },
      async openAs(personId, path, contextOptions = {}) {
        const watched = await openPage(browser, `${city.url}${path}`, {
          // A colour half faded in has not yet the contrast that it will have.
          reducedMotion: "reduce",
          viewport: DESK,
          ...(personId === null ? {} : { storageState: await sessionOf(city, personId) }),
          ...contextOptions,
        });
        return {
          ...watched,
          async leave(...pardoned) {
            const told = watched.offences.filter((offence) => !pardoned.some((one) => offence.includes(one)));
            expect(told).toEqual([]);
            await watched.close();
          },
        };
      },
    });
  });
}

async function sessionOf(city: ServedCity, personId: string) {
  const [name, value] = (await city.signIn(personId)).split("=") as [string, string];
  const cookie = {
    name,
    value,
    domain: new URL(city.url).hostname,
    path: "/",
    expires: -1,
    httpOnly: true,
    secure: false,
    sameSite: "Strict" as const,
  };
  return { cookies: [cookie], origins: [] };
}

/** Nothing for axe to find, and nothing that scrolls sideways: neither the window nor the frame a page scrolls in. */
export async function lookOver(page: Page): Promise<void> {
  expect(await listAxeViolations(page)).toEqual([]);
  const beyond = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll(".page-content")].map(
      ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
    ),
  );
  expect(Math.max(...beyond)).toBeLessThanOrEqual(0);
}
