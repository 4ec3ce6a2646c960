/** The served page in a headless browser, as a bench looks at it: where it looks, what it draws, what it holds. */
import type { Browser, CDPSession, JSHandle, Page } from "playwright-core";

const PATIENCE = { timeout: 300_000 };

export interface TwinPage {
  readonly page: Page;
  close(): Promise<void>;
}

export async function openTwinPage(browser: Browser): Promise<TwinPage> {
  const context = await browser.newContext({
    locale: "it-IT",
    timezoneId: "Europe/Rome",
    // Small: software draws each pixel, and no figure measured here depends on their number.
    viewport: { width: 960, height: 600 },
  });
  const page = await context.newPage();
  return { page, close: () => context.close() };
}

/** Until all that the view asks for has come and is drawn. */
export async function waitForTwin(page: Page): Promise<void> {
  await page.waitForSelector('[data-testid="twin"][data-settled="true"]', PATIENCE);
}

/** Goes where a link would, with the flight that takes. */
export async function flyTo(page: Page, camera: string): Promise<void> {
  await page.evaluate((c) => {
    const url = new URL(location.href);
    url.searchParams.set("c", c);
    history.pushState(history.state, "", url);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, camera);
  await page.waitForSelector('[data-testid="twin"][data-settled="false"]', PATIENCE);
  await waitForTwin(page);
}

/** In the page: how many calls of WebGL have drawn, and what they were before they were counted. */
interface Tally {
  calls: number;
  readonly originals: ReadonlyMap<string, (...args: unknown[]) => void>;
}

async function beginTally(page: Page): Promise<JSHandle<Tally>> {
  return page.evaluateHandle(() => {
    const prototype = WebGL2RenderingContext.prototype as unknown as Record<
      string,
      (...a: unknown[]) => void
    >;
    const names = ["drawElements", "drawArrays", "drawElementsInstanced", "drawArraysInstanced"];
    const originals = new Map(names.map((name) => [name, prototype[name]!]));
    const counted = { calls: 0, originals };
    for (const [name, original] of originals) {
      prototype[name] = function (this: unknown, ...args: unknown[]) {
        counted.calls += 1;
        original.apply(this, args);
      };
    }
    return counted;
  });
}

async function endTally(tally: JSHandle<Tally>): Promise<number> {
  const calls = await tally.evaluate((counted) => {
    const prototype = WebGL2RenderingContext.prototype as unknown as Record<
      string,
      (...a: unknown[]) => void
    >;
    for (const [name, original] of counted.originals) prototype[name] = original;
    return counted.calls;
  });
  await tally.dispose();
  return calls;
}

/**
 * Counts the calls of WebGL that draw.
 * @returns what tells how many there were, and counts no more
 */
export async function tallyDrawCalls(page: Page): Promise<() => Promise<number>> {
  const tally = await beginTally(page);
  return () => endTally(tally);
}

/** Calls of WebGL that draw one whole frame of the view as it stands. */
export async function countDrawCalls(page: Page): Promise<number> {
  const tally = await beginTally(page);
  try {
    return await tally.evaluate(async (counted) => {
      // A canvas that changes its size is drawn anew; a pixel less shows the same.
      const canvas = document.querySelector<HTMLElement>(".twin-scene canvas")!;
      canvas.style.width = `${canvas.clientWidth - 1}px`;
      try {
        for (let frame = 0; frame < 60; frame++) {
          const before = counted.calls;
          await new Promise((resolve) => requestAnimationFrame(resolve));
          if (counted.calls > before) return counted.calls - before;
        }
        throw new Error("no frame was drawn");
      } finally {
        canvas.style.width = "";
      }
    });
  } finally {
    await endTally(tally);
  }
}

/** Megabytes the page holds after its garbage is collected: JavaScript's own, and the arrays beside it. */
export async function measureHeap(page: Page): Promise<number> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  const usage = (await session.send("Runtime.getHeapUsage")) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  await session.detach();
  return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 1e6;
}
