// npm run check: everything that can be said about the code without running it.
import "./setup/node-version.mjs";
import { runToEnd, tool, typescript } from "./setup/child.mjs";
import { ensurePackages } from "./setup/packages.mjs";

/** Slowest first, so that two at a time end together. */
const CHECKS = [
  {
    name: "types (tsc)",
    command: tool("typescript/bin/tsc", [
      "-p",
      ".",
      "--incremental",
      "--tsBuildInfoFile",
      "node_modules/.cache/decumano/tsc.tsbuildinfo",
    ]),
  },
  {
    name: "schema.sql is that of the migrations",
    command: typescript("scripts/write-schema.ts", ["--check"]),
  },
  {
    name: "arrows between folders (dependency-cruiser)",
    command: tool("dependency-cruiser/bin/dependency-cruise.mjs", [
      "--config",
      ".dependency-cruiser.cjs",
      "--output-type",
      "err",
      "domain",
      "server",
      "client",
      "scripts",
      "data",
      "tests",
    ]),
  },
  { name: "nothing unused (knip)", command: tool("knip/bin/knip.js", ["--no-progress"]) },
  { name: "format and lint (biome)", command: tool("@biomejs/biome/bin/biome", ["check", "--colors=off"]) },
  {
    name: "openapi.json is that of the contract",
    command: typescript("scripts/write-openapi.ts", ["--check"]),
  },
];
const AT_ONCE = 2;

await ensurePackages();
const waiting = [...CHECKS];
const failed = /** @type {string[]} */ ([]);
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const began = Date.now();
      const { code, output } = await runToEnd(check.command, { capture: true });
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? "ok    " : "FAILED"}  ${check.name} (${seconds} s)`);
      if (code !== 0) {
        failed.push(check.name);
        console.log(`${output.trim().replace(/^/gm, "        ")}\n`);
      }
    }
  }),
);
console.log(failed.length === 0 ? "check: all well" : `check: failed: ${failed.join("; ")}`);
process.exit(failed.length === 0 ? 0 : 1);
