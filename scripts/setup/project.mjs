import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of this project, whatever folder a command was called from. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {...string} segments */
export function inProject(...segments) {
  return join(ROOT, ...segments);
}

const started = Date.now();

/**
 * A line of progress, with the seconds since the command began.
 * @param {string} text
 */
export function progress(text) {
  console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`);
}
