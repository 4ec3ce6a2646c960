/** The shape under the hand: a section of street taken, its corners moved, laid on a side, turned, and all undone. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toMetres } from "../../domain/geo/projection.ts";
import type { Footprint } from "../../domain/interventions/intervention.ts";
import type { StreetFeature } from "../../domain/places/contract.ts";
import { listAxeViolations, openBrowser, openPage } from "../support/browser.ts";
import { describeWith } from "../support/require.ts";
import { type ServedCity, serveCity } from "../support/served-city.ts";
import { lookingDownAt, waitForView } from "./support/planner.ts";

type Place = readonly [number, number];
const DISTANCE_METRES = 160;
/** Both views open 60° across the longer side of the screen. */
const GROUND_ACROSS = 2 * DISTANCE_METRES * Math.tan(Math.PI / 6);

await describeWith("chromium", "the hand that draws", () => {
  let city: ServedCity;
  let middle: Place;
  let streetName: string;

  beforeAll(async () => {
    city = await serveCity("sample");
    const { json } = await city.ask("GET", "/api/streets?bbox=7.6,45,7.8,45.2&limit=200&least=main");
    const street = (json.features as StreetFeature[]).find(
      ({ geometry, properties }) =>
        geometry.coordinates[0]!.length > 4 && properties.widthMetres > properties.carriagewayWidthMetres,
    )!;
    const [, from, to] = street.geometry.coordinates[0]!;
    middle = [(from![0] + to![0]) / 2, (from![1] + to![1]) / 2];
    streetName = street.properties.name;
  });
  afterAll(() => city?.close());

  async function withPage(view: "plan" | "twin", use: (page: Page, hand: DrawingHand) => Promise<void>) {
    const browser: Browser = await openBrowser({ webgl: view === "twin" });
    try {
      const address = `${city.url}/?${lookingDownAt(middle[0], middle[1], DISTANCE_METRES)}`;
      const viewport = { width: 1280, height: 720 };
      const { page, offences } = await openPage(browser, address, { viewport, reducedMotion: "reduce" });
      await waitForView(page, view);
      await use(page, await handOn(page, view, middle));
      expect(offences).toEqual([]);
    } finally {
      await browser.close();
    }
  }

  it("takes a section, moves, deletes, changes side and turns in plan, and undoes it all", async () => {
    await withPage("plan", async (page, hand) => {
      // At once: streets that are still on their way are waited for by the page.
      await page.keyboard.press("t");
      await page.mouse.click(...hand.pixelOf(middle));
      const section = await hand.waitForLine((line) => line.length === 2);
      await page.getByTestId("shape-bar").getByText(streetName).waitFor();

      await page.keyboard.press("v");
      const half: Place = [(section[0]![0] + section[1]![0]) / 2, (section[0]![1] + section[1]![1]) / 2];
      await hand.drag(hand.pixelOf(half), [0, -60]);
      const bent = await hand.waitForLine((line) => line.length === 3);
      await hand.drag(hand.pixelOf(bent[1]!), [25, 10]);
      const moved = await hand.waitForLine((line) => String(line[1]) !== String(bent[1]));
      await page.mouse.click(...hand.pixelOf(moved[1]!), { button: "right" });
      expect(await hand.waitForLine((line) => line.length === 2)).toEqual(section);

      await page.keyboard.press("s");
      const right = await hand.waitForLine((line) => metresApart(line[0]!, section[0]!) > 2);
      await page.keyboard.press("s");
      const left = await hand.waitForLine((line) => metresApart(line[0]!, right[0]!) > 4);
      // As far from the axis on either side.
      expect(metresApart(left[0]!, section[0]!)).toBeCloseTo(metresApart(right[0]!, section[0]!), 1);

      await page.keyboard.press("m");
      await page.keyboard.press("Shift+.");
      const turned = await hand.waitForLine((line) => String(line) !== String(left));
      expect(metresApart(turned[0]!, turned[1]!)).toBeCloseTo(metresApart(left[0]!, left[1]!), 2);
      expect(await listAxeViolations(page)).toEqual([]);

      for (let edits = 0; edits < 6; edits++) await page.keyboard.press("Control+z");
      expect(await hand.waitForLine((line) => String(line) === String(section))).toEqual(section);
    });
  });

  it("nudges and drags in the twin, and undoes both", async () => {
    await withPage("twin", async (page, hand) => {
      // At once: streets that are still on their way are waited for by the page.
      await page.keyboard.press("t");
      await page.mouse.click(...hand.pixelOf(middle));
      const section = await hand.waitForLine((line) => line.length === 2);
      await page.keyboard.press("m");
      await page.keyboard.press("Shift+ArrowRight");
      const nudged = await hand.waitForLine((line) => String(line) !== String(section));
      expect(metresApart(nudged[0]!, section[0]!)).toBeCloseTo(5, 1);
      const half: Place = [(nudged[0]![0] + nudged[1]![0]) / 2, (nudged[0]![1] + nudged[1]![1]) / 2];
      await hand.drag(hand.pixelOf(half), [0, -70]);
      const dragged = await hand.waitForLine((line) => String(line) !== String(nudged));
      expect(metresApart(dragged[0]!, nudged[0]!)).toBeGreaterThan(5);
      await page.keyboard.press("Control+z");
      await page.keyboard.press("Control+z");
      await hand.waitForLine((line) => String(line) === String(section));
    });
  });
});

interface DrawingHand {
  /** Where the view shows a place. */
  pixelOf(place: Place): [number, number];
  drag(from: readonly [number, number], by: readonly [number, number]): Promise<void>;
  /** The drawn line, as this device keeps it, once it is as wanted. */
  waitForLine(wanted: (line: readonly Place[]) => boolean): Promise<readonly Place[]>;
}

async function handOn(page: Page, view: "plan" | "twin", middle: Place): Promise<DrawingHand> {
  const box = (await page.getByTestId(view).boundingBox())!;
  const metresPerPixel = GROUND_ACROSS / Math.max(box.width, box.height);
  return {
    pixelOf(place) {
      const [east, north] = eastNorth(middle, place);
      return [box.x + box.width / 2 + east / metresPerPixel, box.y + box.height / 2 - north / metresPerPixel];
    },
    async drag([x, y], [dx, dy]) {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 3 });
      // Alt: exactly here, on nothing.
      await page.keyboard.down("Alt");
      await page.mouse.move(x + dx, y + dy, { steps: 2 });
      await page.mouse.up();
      await page.keyboard.up("Alt");
    },
    async waitForLine(wanted) {
      let line: readonly Place[] = [];
      await expect
        .poll(
          async () => {
            line = await storedLine(page);
            return line.length > 0 && wanted(line);
          },
          { timeout: 15_000 },
        )
        .toBe(true);
      return line;
    },
  };
}

async function storedLine(page: Page): Promise<readonly Place[]> {
  const texts = await page.evaluate(() =>
    Object.entries(localStorage).flatMap(([name, text]) =>
      /^decumano\.draft\.\w+\.[0-9a-f-]{36}$/.test(name) ? [String(text)] : [],
    ),
  );
  const footprint: Footprint | null =
    texts.length === 0 ? null : JSON.parse(texts[0]!).draft.phases[0].footprint;
  return footprint?.kind === "line" ? footprint.line.coordinates : [];
}

function metresApart(a: Place, b: Place): number {
  const [[ax, ay], [bx, by]] = [toMetres(a), toMetres(b)];
  return Math.hypot(bx - ax, by - ay);
}

/** From one place to another on a plane that points to true north, as the views do. */
function eastNorth(from: Place, to: Place): [number, number] {
  const north = (to[1] - from[1]) * 111_140;
  return [(to[0] - from[0]) * 111_320 * Math.cos((from[1] * Math.PI) / 180) * 1.0017, north];
}
