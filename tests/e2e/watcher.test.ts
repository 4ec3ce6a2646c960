/** The watcher itself: a page that does all that is forbidden, and one that does nothing. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listAxeViolations, openBrowser, openPage } from "../support/browser.ts";
import { describeWith } from "../support/require.ts";

const GUILTY = `<!doctype html><html><body>
  <img src="http://127.0.0.1:9/pixel.png">
  <script>alert(1)</script>
  <script src="/script.js"></script>
</body></html>`;
const INNOCENT = `<!doctype html><html lang="it"><head><title>Prova</title><link rel="icon" href="data:,"></head>
  <body><main><h1>Prova</h1></main></body></html>`;
const POLICY = "default-src 'none'; script-src 'self'; img-src data:";

await describeWith("chromium", "the watched page", () => {
  let server: Server;
  let url: string;
  let browser: Browser;

  beforeAll(async () => {
    server = createServer((request, response) => {
      response.setHeader("Content-Security-Policy", POLICY);
      response.setHeader("Content-Type", request.url === "/script.js" ? "text/javascript" : "text/html");
      if (request.url === "/script.js") response.end("console.error('printed'); throw new Error('thrown');");
      else response.end(request.url === "/guilty" ? GUILTY : INNOCENT);
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it("tells every offence", async () => {
    const { page, offences, close } = await openPage(browser, `${url}/guilty`);
    // The page tells of a broken policy when it comes to it, after the page has loaded.
    const told = expect.poll(() => offences.join("\n"), { timeout: 20_000 });
    await told.toMatch(/request to http:\/\/127\.0\.0\.1:9\/pixel\.png/);
    await told.toMatch(/policy: img-src forbids http:\/\/127\.0\.0\.1:9/);
    await told.toMatch(/policy: script-src-elem forbids inline/);
    await told.toMatch(/console: printed/);
    await told.toMatch(/uncaught: Error: thrown/);
    expect((await listAxeViolations(page)).join("\n")).toMatch(/html-has-lang/);
    await close();
  });

  it("has nothing to tell of a page that does nothing", async () => {
    const { page, offences, close } = await openPage(browser, url);
    expect(await listAxeViolations(page)).toEqual([]);
    expect(offences).toEqual([]);
    await close();
  });

  it("has WebGL, and has none when asked for none", async () => {
    const hasWebgl = () => document.createElement("canvas").getContext("webgl2") !== null;
    const { page, close } = await openPage(browser, url);
    expect(await page.evaluate(hasWebgl)).toBe(true);
    await close();
    const plain = await openBrowser({ webgl: false });
    const { page: flat } = await openPage(plain, url);
    expect(await flat.evaluate(hasWebgl)).toBe(false);
    await plain.close();
  });
});
