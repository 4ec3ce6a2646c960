import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
/** Made on the machine, not part of the project (.gitignore), and git's own. */
const NOT_OURS = new Set([".git", ".decumano", "coverage", "dist", "node_modules"]);

function listFolders(path: string): string[] {
  return readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NOT_OURS.has(entry.name))
    .map((entry) => join(path, entry.name))
    .filter(holdsFiles);
}

function holdsFiles(path: string): boolean {
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true }).some((entry) =>
    entry.isFile(),
  );
}

describe("ARCHITECTURE.md", () => {
  const page = readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8");
  const tree = /## The tree\s+```\n([\s\S]*?)```/.exec(page)![1]!;
  const named = tree
    .trim()
    .split("\n")
    .map((line) => /^(\S+)\/\s{2,}\S/.exec(line)?.[1] ?? `unreadable: ${line}`);

  it("names every folder of the first two levels, and no other", () => {
    const first = listFolders(".");
    const folders = [...first, ...first.flatMap(listFolders)];
    expect(named.sort()).toEqual(folders.sort());
  });

  it.each([
    "ARCHITECTURE.md",
    "README.md",
    "docs/add-a-layer.md",
    "docs/add-a-rule.md",
    "docs/bring-in-a-city.md",
  ])("%s links and names only files that exist", (file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    const folder = join(ROOT, file, "..");
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => join(folder, match[1]!));
    const paths = [...text.matchAll(/`((?:client|data|docs|domain|scripts|server|tests)\/[\w./-]+)`/g)].map(
      (match) => join(ROOT, match[1]!),
    );
    expect([...links, ...paths].filter((path) => !existsSync(path))).toEqual([]);
  });
});
