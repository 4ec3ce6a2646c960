import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";

import { ensurePostgisBundle } from "./extensions.ts";

// Whatever the configuration: starting a database on a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

it("keeps of PostGIS's bundle just what a database needs, as an archive others can read", async () => {
  const cacheFolder = await mkdtemp(join(tmpdir(), "decumano-cache-"));
  try {
    // Two starts on a new machine may make it at once.
    const [bundle, same] = await Promise.all([
      ensurePostgisBundle(cacheFolder),
      ensurePostgisBundle(cacheFolder),
    ]);
    expect(same).toBe(bundle);
    expect(await readdir(cacheFolder)).toHaveLength(1);
    const names = execFileSync("tar", ["tzf", bundle], { encoding: "utf8" }).trim().split("\n").sort();
    expect(names).toEqual([
      "lib/postgresql/postgis-3.so",
      "share/postgresql/extension/postgis--3.6.2.sql",
      "share/postgresql/extension/postgis.control",
      "share/proj/proj.db",
    ]);
    const { mtimeMs } = await stat(bundle);
    await ensurePostgisBundle(cacheFolder);
    expect((await stat(bundle)).mtimeMs).toBe(mtimeMs);
  } finally {
    await rm(cacheFolder, { recursive: true });
  }
});
