/** What a machine lacks is left out and told; what DECUMANO_REQUIRE names may not be lacking. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");

function testWithoutBrowser(required: string): { status: number | null; printed: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["scripts/test.mjs", "--project", "e2e", "tests/e2e/watcher"],
    {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, CHROME_PATH: join(ROOT, "no-such-browser"), DECUMANO_REQUIRE: required },
    },
  );
  return { status, printed: `${stderr}${stdout}`.trim() };
}

it("leaves out what needs a browser where there is none, and says so in its last lines", () => {
  const { status, printed } = testWithoutBrowser("");
  expect(printed).toContain("skipped for want of chromium: 3 tests");
  expect(printed).toMatch(/\n0 passed, 0 failed, 3 skipped$/);
  expect(status).toBe(0);
});

it("fails where a browser is required and there is none", () => {
  const { status, printed } = testWithoutBrowser("chromium");
  expect(printed).toContain("DECUMANO_REQUIRE names chromium");
  expect(printed).toMatch(/\n0 passed, 1 failed, 0 skipped$/);
  expect(status).toBe(1);
});
