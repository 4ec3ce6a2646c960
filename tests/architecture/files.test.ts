import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const ROOTS = ["domain", "server", "client", "scripts", "tests", "data"];
const NOT_OURS = /(^|\/)(node_modules|planted)(\/|$)/;

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
}

function listSources(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (NOT_OURS.test(path)) return [];
    if (entry.isDirectory()) return listSources(path);
    if (!/\.(ts|tsx|mjs|css)$/.test(entry.name)) return [];
    const text = readFileSync(join(ROOT, path), "utf8");
    return [{ path: relative(ROOT, join(ROOT, path)), text, lines: text.split("\n").length - 1 }];
  });
}
const sources = ROOTS.flatMap(listSources);

describe("files", () => {
  it("are at most 400 lines", () => {
    const long = sources.filter(({ lines }) => lines > 400).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it("are mostly short: half up to 100 lines, nine in ten up to 250", () => {
    const lengths = sources.map(({ lines }) => lines).sort((a, b) => a - b);
    const quantile = (share: number) => lengths[Math.floor(share * (lengths.length - 1))];
    expect(quantile(0.5)).toBeLessThanOrEqual(100);
    expect(quantile(0.9)).toBeLessThanOrEqual(250);
  });

  it("of a feature keep SQL in its store", () => {
    const askers = sources.filter(
      ({ path, text }) =>
        path.startsWith("server/features/") &&
        !/store\.ts$|\.test\.ts$/.test(path) &&
        /\.query[<(]/.test(text),
    );
    expect(askers.map(({ path }) => path)).toEqual([]);
  });

  it("name no machine's folder", () => {
    const named = sources.filter(({ text }) => /(?<![\w.])\/(root|work|home|tmp)\//.test(text));
    expect(named.map(({ path }) => path)).toEqual([]);
  });

  it("swallow no error", () => {
    const swallowed = /catch (\(\w+\) )?\{\s*\}|\.catch\(\(\) => \{\s*\}\)/;
    const found = sources.filter(({ text }) => swallowed.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it("leave no test out", () => {
    const word = ["skip", "only", "todo", "fails"].join("|");
    const leftOut = sources.filter(({ text }) =>
      new RegExp(`\\b(it|test|describe)\\.(${word})\\b`).test(text),
    );
    expect(leftOut.map(({ path }) => path)).toEqual([]);
  });
});
