import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import { findBrowser } from "./browser-path.ts";
import { findNativeServer } from "./native-server.ts";

/** What a test may need that not every machine has, and how to tell. Null when it is there, else why not. */
const REQUIREMENTS = {
  data: () =>
    existsSync(join(DATA_FOLDER, "turin")) ? null : `no Turin data in ${DATA_FOLDER} (or set DECUMANO_DATA)`,
  native: async () =>
    (await findNativeServer()) === null
      ? "no PostgreSQL with PostGIS answers (set DECUMANO_TEST_DATABASE_URL, or run .ci/run once)"
      : null,
  gdal: () => (spawnSync("ogrinfo", ["--version"]).status === 0 ? null : "no ogrinfo (install gdal-bin)"),
  chromium: () => (findBrowser() === null ? "no Chrome or Chromium found (set CHROME_PATH)" : null),
} as const satisfies Record<string, () => string | null | Promise<string | null>>;

export type Requirement = keyof typeof REQUIREMENTS;

/** Real data of Turin, kept outside the repository. */
export const DATA_FOLDER =
  process.env.DECUMANO_DATA || join(import.meta.dirname, "..", "..", "..", "shared", "data");

const required = (process.env.DECUMANO_REQUIRE ?? "").split(",").filter(Boolean);
const unknown = required.filter((name) => !(name in REQUIREMENTS));
if (unknown.length > 0) {
  throw new Error(
    `DECUMANO_REQUIRE: expected ${Object.keys(REQUIREMENTS).join(", ")}, got ${unknown.join(", ")}`,
  );
}

/**
 * A `describe` whose tests need something of the machine. Absent: they are left out and counted in the closing
 * lines of `npm test`, or fail where DECUMANO_REQUIRE names it. To be awaited at the top of a test file.
 */
export async function describeWith(needed: Requirement, name: string, body: () => void): Promise<void> {
  const missing = await REQUIREMENTS[needed]();
  if (missing === null) describe(name, body);
  else if (required.includes(needed)) {
    it(`${name} [needs ${needed}]`, () => {
      throw new Error(`DECUMANO_REQUIRE names ${needed}: ${missing}`);
    });
  } else describe.skipIf(true)(`${name} [needs ${needed}]`, body);
}
