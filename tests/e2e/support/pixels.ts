import type { Page } from "playwright-core";

export interface Pixels {
  /** Different colours, of eight shades a channel. */
  readonly colours: number;
  /** Luma of the darkest and lightest hundredth, 0 to 255. */
  readonly darkest: number;
  readonly lightest: number;
}

/** What a PNG shows, decoded by an empty page of the same browser (the page under test forbids data: reads). */
export async function readPixels(page: Page, png: Buffer): Promise<Pixels> {
  const blank = await page.context().browser()!.newPage();
  try {
    return await blank.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d")!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const colours = new Set<number>();
      const lumas: number[] = [];
      for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
        colours.add((red >> 3) * 1024 + (green >> 3) * 32 + (blue >> 3));
        lumas.push(0.2126 * red + 0.7152 * green + 0.0722 * blue);
      }
      lumas.sort((a, b) => a - b);
      const share = (of: number) => lumas[Math.floor((lumas.length - 1) * of)]!;
      return { colours: colours.size, darkest: share(0.01), lightest: share(0.99) };
    }, png.toString("base64"));
  } finally {
    await blank.close();
  }
}
