import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findBrowser } from "./browser-path.ts";

/** A Chromium that draws WebGL in software and asks nobody for anything by itself. */
const ARGUMENTS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];
const SOFTWARE_WEBGL = [
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
];
const WITHOUT_WEBGL = ["--disable-gpu", "--disable-3d-apis"];

export async function openBrowser({ webgl = true }: { webgl?: boolean } = {}): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error("no browser: guard this test with describeWith");
  return chromium.launch({
    executablePath,
    args: [...ARGUMENTS, ...(webgl ? SOFTWARE_WEBGL : WITHOUT_WEBGL)],
    // Ours say all that is needed; playwright's own would turn headless and the sandbox another way.
    ignoreDefaultArgs: ["--headless"],
  });
}

const PATIENCE_MS = 60_000;

export interface WatchedPage {
  readonly page: Page;
  /** What happened that must not: a request to another host, a broken policy, an error on the console. */
  readonly offences: readonly string[];
  close(): Promise<void>;
}

/** A page that may speak to `url`'s host alone; every offence since it was opened is kept. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: "it-IT",
    timezoneId: "Europe/Rome",
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  // Half a minute, playwright's own, is short where two browsers and two databases share two cores.
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const offences: string[] = [];
  const { host } = new URL(url);
  context.on("request", (request) => {
    const asked = new URL(request.url());
    if (!["blob:", "data:"].includes(asked.protocol) && asked.host !== host)
      offences.push(`request to ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") offences.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => offences.push(`uncaught: ${error.stack ?? error.message}`));
  // The console tells most violations; this tells those of workers' pages and of report-only rules too.
  await page.exposeFunction("reportPolicyViolation", (what: string) => offences.push(`policy: ${what}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      const report = (globalThis as unknown as { reportPolicyViolation(what: string): void })
        .reportPolicyViolation;
      report(
        `${event.violatedDirective} forbids ${event.blockedURI || event.sample} (${event.sourceFile}:${event.lineNumber})`,
      );
    });
  });
  await page.goto(url);
  return { page, offences, close: () => context.close() };
}

/** What axe finds wrong for WCAG 2.1 A and AA and its best practices, one line each, once nothing moves any more. */
export async function listAxeViolations(page: Page): Promise<string[]> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  // "Legacy" puts results together in the page and not in a second, empty one. Without frames of other hosts, and
  // no policy of ours allows any, they are the same in a third of the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help}: ${target.join(" ")}`),
  );
}
