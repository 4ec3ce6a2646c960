// npm test: sets up what the tests need, then the checks, then every test. Arguments go to vitest, and with
// any the checks are left out: `npm test -- --project unit domain/geo`.
import "./setup/node-version.mjs";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { runToEnd, tool } from "./setup/child.mjs";
import { ensureClient } from "./setup/client.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { inProject, progress } from "./setup/project.mjs";

const REPORT = inProject("node_modules", ".cache", "decumano", "vitest.json");
const args = process.argv.slice(2);
const began = Date.now();

await ensurePackages();
await ensureClient();

let checksFailed = false;
if (args.length === 0) {
  const { code } = await runToEnd([process.execPath, "scripts/check.mjs"]);
  checksFailed = code !== 0;
}

progress("tests: starting");
rmSync(REPORT, { force: true });
const { code } = await runToEnd(
  tool("vitest/vitest.mjs", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${REPORT}`,
    ...args,
  ]),
);
printClosingLines();
process.exit(code !== 0 ? code : checksFailed ? 1 : 0);

function printClosingLines() {
  if (!existsSync(REPORT)) {
    console.log("vitest left no report: the run was stopped or could not begin");
    return;
  }
  /** @type {{
   *   numPassedTests: number, numFailedTests: number, numPendingTests: number,
   *   testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[],
   * }} */
  const report = JSON.parse(readFileSync(REPORT, "utf8"));
  const missing = new Map();
  for (const { status, fullName } of report.testResults.flatMap((file) => file.assertionResults)) {
    // The mark that tests/support/require.ts puts on what it leaves out.
    const what = /\[needs ([^\]]+)\]/.exec(fullName)?.[1];
    if ((status === "skipped" || status === "pending") && what)
      missing.set(what, (missing.get(what) ?? 0) + 1);
  }
  for (const [what, count] of missing) console.log(`skipped for want of ${what}: ${count} tests`);
  // A file that could not be loaded has no test to count, and is a failure all the same.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  for (const { name } of unloaded) console.log(`could not be run: ${name}`);
  const failed = report.numFailedTests + unloaded.length + (checksFailed ? 1 : 0);
  console.log(`${Math.round((Date.now() - began) / 1000)} s in all`);
  console.log(`${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests} skipped`);
}
