let known: boolean | undefined;

/** Whether this browser gives WebGL 2, which the twin needs; asked once, for a context is a scarce thing. */
export function isWebGlAvailable(): boolean {
  known ??= probe();
  return known;
}

function probe(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}
