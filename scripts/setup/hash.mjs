import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { inProject, ROOT } from "./project.mjs";

/**
 * One hash over files and folders: their names and content, in a fixed order. Reading 400 files takes 20 ms,
 * and unlike times of change the result is the same in a fresh clone.
 *
 * @param {readonly string[]} paths relative to the project; one that is missing counts as such
 * @param {(path: string) => boolean} [counts] leaves files out
 */
export function hashFiles(paths, counts = () => true) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(listFiles).filter(counts)) {
    const file = inProject(path);
    hash.update(`${path}\0`);
    hash.update(existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest() : "missing");
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(path) {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute) || !statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute)
    .filter((name) => name !== "node_modules")
    .sort()
    .flatMap((name) => listFiles(`${path}/${name}`));
}
