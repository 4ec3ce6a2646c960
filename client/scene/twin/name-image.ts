/** A street's name as a small picture: ink in a white halo. */
const INK = "#3F464D";
const HALO = "rgba(255, 255, 255, 0.92)";
const HALO_PIXELS = 4;
/** By rank: the broader the street the larger its name. */
const FONT_PIXELS = [15, 14, 13, 13, 12];
/** Twice as fine as CSS pixels: a name stays sharp when turned. */
const OVERSAMPLING = 2;

export interface NameImage {
  readonly canvas: HTMLCanvasElement;
  readonly widthPixels: number;
  readonly heightPixels: number;
}

function fontOf(pixels: number): string {
  return `600 ${pixels}px "Titillium Web", "Segoe UI", sans-serif`;
}

/** A canvas draws with what is loaded and never asks for more. */
export async function loadNameFont(): Promise<void> {
  await document.fonts.load(fontOf(FONT_PIXELS[0]!));
}

export function paintName(name: string, rank: number): NameImage {
  const pixels = (FONT_PIXELS[rank] ?? FONT_PIXELS.at(-1)!) * OVERSAMPLING;
  const margin = HALO_PIXELS * OVERSAMPLING;
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d")!;
  context.font = fontOf(pixels);
  canvas.width = Math.ceil(context.measureText(name).width) + 2 * margin;
  canvas.height = Math.ceil(pixels * 1.5);
  // Setting the size has cleared the context's state.
  context.font = fontOf(pixels);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = margin;
  context.strokeStyle = HALO;
  context.strokeText(name, margin, canvas.height / 2);
  context.fillStyle = INK;
  context.fillText(name, margin, canvas.height / 2);
  return {
    canvas,
    widthPixels: canvas.width / OVERSAMPLING,
    heightPixels: canvas.height / OVERSAMPLING,
  };
}
