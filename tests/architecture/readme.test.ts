import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

describe("README.md", () => {
  const readme = read("README.md");

  it("names every variable of the configuration", () => {
    const variables = [...read("server/platform/config.ts").matchAll(/^ {2}([A-Z_]+): z\b/gm)].map(
      (match) => match[1]!,
    );
    expect(variables.length).toBeGreaterThan(5);
    expect(variables.filter((name) => !readme.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it("names every command of package.json, and no other", () => {
    const commands = Object.keys(JSON.parse(read("package.json")).scripts);
    const named = [...readme.matchAll(/npm (?:run )?([a-z]+)/g)].map((match) => match[1]!);
    expect([...new Set(named)].sort()).toEqual(commands.sort());
  });
});
