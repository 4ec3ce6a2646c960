/** As the engine asks for its own: a canvas keeps the context it was first asked for. */
const ATTRIBUTES: WebGLContextAttributes = {
  alpha: false,
  stencil: true,
  powerPreference: "high-performance",
};
/** Who opened the plan may never look at the twin: then the context is let go. */
const SPARE_MS = 30_000;

let known: boolean | undefined;
let spare: HTMLCanvasElement | null = null;

/** Whether this browser gives WebGL 2, which the twin needs; asked once, for a context is a scarce thing. */
export function isWebGlAvailable(): boolean {
  known ??= probe();
  return known;
}

/** The canvas that was asked, to be drawn on: a second context takes a third of a second where the card is slow. */
export function takeCanvas(): HTMLCanvasElement {
  const canvas = spare ?? document.createElement("canvas");
  spare = null;
  return canvas;
}

function probe(): boolean {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2", ATTRIBUTES);
  if (context === null) return false;
  spare = canvas;
  setTimeout(() => {
    if (spare !== canvas) return;
    spare = null;
    context.getExtension("WEBGL_lose_context")?.loseContext();
  }, SPARE_MS);
  return true;
}
