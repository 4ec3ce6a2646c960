import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TilesManifest } from "../../domain/layers/tiles-manifest.ts";
import { buildTiles, type TileProgress } from "../../server/features/tiles/build-tiles.ts";
import { isComplete } from "../../server/features/tiles/tile-files.ts";
import type { Database } from "../../server/platform/db.ts";
import { openTestDatabase, type TestDatabase } from "../support/databases.ts";
import { fillWith } from "./support/open-tile-city.ts";
import { readColumn, readTiles, readTileset } from "./support/read-tiles.ts";
import { buildTileCity } from "./support/tile-city.ts";

describe("building tiles again", () => {
  const city = buildTileCity();
  let opened: TestDatabase;
  let database: Database;
  let home: string;
  let folder: string;
  let first: TilesManifest;
  const build = (more: Partial<Parameters<typeof buildTiles>[0]> = {}) =>
    buildTiles({ database, city: city.id, folder: home, ...more });

  beforeAll(async () => {
    opened = await openTestDatabase("embedded");
    database = await fillWith(Promise.resolve(opened), city);
    home = await mkdtemp(join(tmpdir(), "decumano-tiles-"));
    folder = join(home, city.id);
    first = await build();
  });
  afterAll(async () => {
    await opened?.close();
    await rm(home, { recursive: true, force: true });
  });

  it("from the same data builds nothing", async () => {
    const before = await readFiles(folder);
    const times = await modifiedTimes(folder);
    const progress: TileProgress[] = [];
    const again = await build({ onProgress: (step) => progress.push(step) });
    expect(again).toEqual(first);
    expect(progress).toEqual([]);
    expect(await readFiles(folder)).toEqual(before);
    expect(await modifiedTimes(folder)).toEqual(times);
  });

  it("elsewhere from the same data writes the same bytes", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "decumano-tiles-"));
    try {
      const other = await build({ folder: elsewhere });
      expect({ ...other, builtAt: first.builtAt }).toEqual(first);
      const [ours, theirs] = [await readFiles(folder), await readFiles(join(elsewhere, city.id))];
      ours.delete("manifest.json");
      theirs.delete("manifest.json");
      expect(theirs).toEqual(ours);
    } finally {
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it("tells progress up to the total of every layer", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "decumano-tiles-"));
    const last = new Map<string, TileProgress>();
    try {
      await build({ folder: elsewhere, onProgress: (step) => last.set(step.layer, step) });
    } finally {
      await rm(elsewhere, { recursive: true, force: true });
    }
    expect([...last.values()]).toEqual([
      { layer: "buildings", done: 1024, total: 1024 },
      { layer: "ground", done: 10, total: 10 },
      { layer: "trees", done: 300, total: 300 },
      { layer: "plan", done: first.plan.tileCount, total: first.plan.tileCount },
    ]);
  });

  it.each(["buildings", "ground", "trees", "plan"] as const)(
    "leaves the old city whole when cancelled at %s",
    async (layer) => {
      const before = await readFiles(folder);
      await changeCity(`raised at ${layer}`);
      const controller = new AbortController();
      const cancelled = build({
        signal: controller.signal,
        onProgress: (step) => {
          if (step.layer === layer) controller.abort();
        },
      });
      await expect(cancelled).rejects.toThrow(/abort/i);
      const after = await readFiles(folder);
      for (const [name, content] of before) expect(after.get(name), name).toEqual(content);
      expect(await isComplete(folder, first)).toBe(true);
    },
  );

  it("leaves the old city whole when the new one was loaded meanwhile", async () => {
    let changed: Promise<void> | undefined;
    const torn = build({
      onProgress: () => {
        changed ??= changeCity("loaded meanwhile");
      },
    });
    await expect(torn).rejects.toThrow(/loaded anew/);
    await changed;
    expect(JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"))).toEqual(first);
  });

  it("after an edit of one building makes its tile and those above it, and touches no other file", async () => {
    const before = await fileMarks(folder);
    const edited = "house-65";
    await database.transaction(city.id, (db) =>
      // Large enough to be seen from where the whole of this city is one tile.
      db.query("UPDATE building SET height_metres = 90, geom = ST_Expand(geom, 10) WHERE external_id = $1", [
        edited,
      ]),
    );
    await changeCity("one house higher");
    const second = await build();
    const after = await fileMarks(folder);
    const tilesOf = async (manifest: TilesManifest) =>
      readTiles(folder, await readTileset(folder, manifest.layers.buildings.tileset));
    // The former tileset and its changed tiles are swept away: what it said is known by what is new.
    const tiles = await tilesOf(second);
    const fresh = tiles.filter(({ uri }) => !before.has(uri));
    const leaves = fresh.filter(({ geometricError }) => geometricError === 0);
    expect(leaves).toHaveLength(1);
    expect(readColumn(leaves[0]!.document, "id")).toContain(edited);
    const above = tiles.filter(({ region }) => leaves[0]!.regions.includes(region));
    expect(fresh.map(({ uri }) => uri)).toEqual(above.map(({ uri }) => uri));
    expect(fresh.length).toBeGreaterThan(1);
    expect(tiles.length - fresh.length).toBeGreaterThanOrEqual(3);
    for (const { uri } of tiles) {
      if (before.has(uri)) expect(after.get(uri), uri).toBe(before.get(uri));
    }
    expect(second.layers.ground).toEqual(first.layers.ground);
    const { ground, trees } = second.layers;
    for (const { tileset } of [ground, trees]) expect(after.get(tileset)).toBe(before.get(tileset));
    const gone = [...before.keys()].filter((name) => name.endsWith(".glb") && !after.has(name));
    expect(gone).toHaveLength(fresh.length);

    // Of the plan the squares that the building stands in are cut anew, near and from afar; the others' files stay.
    const planOf = (marks: Map<string, string>, manifest: TilesManifest) => {
      const root = `${manifest.plan.template.split("/")[0]}/`;
      const there = [...marks].filter(([name]) => name.startsWith(root));
      return new Map(there.map(([name, mark]) => [name.slice(root.length).replace(".mvt", ""), mark]));
    };
    const [planBefore, planAfter] = [planOf(before, first), planOf(after, second)];
    expect([...planAfter.keys()].sort()).toEqual([...planBefore.keys()].sort());
    const cutAnew = [...planAfter.keys()].filter((name) => planAfter.get(name) !== planBefore.get(name));
    const squares = new Set(
      cutAnew.map((name) => {
        const [z, x, y] = name.split("/").map(Number) as [number, number, number];
        const levels = z - (z < 15 ? 13 : 15);
        return `${z - levels}/${x >> levels}/${y >> levels}`;
      }),
    );
    expect([...squares].map((name) => name.slice(0, 3)).sort()).toEqual(["13/", "15/"]);
    expect(planAfter.size - cutAnew.length).toBeGreaterThan(20);
  });

  it("after a change replaces the manifest and sweeps what it no longer leads to", async () => {
    await database.transaction(city.id, (db) =>
      db.query("UPDATE building SET height_metres = height_metres + 3 WHERE external_id = 'house-1'"),
    );
    await changeCity("one house raised");
    await writeFile(join(folder, "unfinished-from-a-crash"), "half a tile");
    const second = await build();
    expect(second.inputHash).not.toBe(first.inputHash);
    expect(second.layers.buildings.tileset).not.toBe(first.layers.buildings.tileset);
    expect(second.layers.trees).toEqual(first.layers.trees);
    const names = await readdir(folder);
    expect(names).toContain(second.layers.buildings.tileset);
    expect(names).not.toContain(first.layers.buildings.tileset);
    expect(names.filter((name) => name.startsWith("unfinished-"))).toEqual([]);
    expect(await isComplete(folder, second)).toBe(true);
  });

  it("takes over from a process that died, and refuses beside one that lives", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    await writeFile(join(folder, ".building"), String(pid));
    await changeCity("after a crash");
    expect((await build()).city).toBe(city.id);
    expect(await readdir(folder)).not.toContain(".building");

    await writeFile(join(folder, ".building"), String(process.ppid));
    await expect(build()).rejects.toThrow(`being built by process ${process.ppid}`);
    await rm(join(folder, ".building"));
    await changeCity("twice at once");
    const both = await Promise.allSettled([build(), build()]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("names an empty geometry instead of drawing it", async () => {
    await database.transaction(city.id, (db) =>
      db.query("UPDATE building SET geom = 'SRID=32632;POLYGON EMPTY' WHERE external_id = 'house-2'"),
    );
    await changeCity("one house gone");
    const { buildings } = (await build()).layers;
    expect(buildings.problems).toContainEqual({ id: "house-2", problem: "empty-geometry" });
    expect(buildings.featureCount).toBe(1023);
  });

  it("writes an empty layer as a tileset of nothing", async () => {
    await database.transaction(city.id, (db) => db.query("DELETE FROM tree"));
    await changeCity("all trees felled");
    const { trees } = (await build()).layers;
    expect(trees).toMatchObject({ featureCount: 0, tileCount: 0, bytes: 0 });
    const { root } = JSON.parse(await readFile(join(folder, trees.tileset), "utf8"));
    expect(root.content).toBeUndefined();
    expect(root.boundingVolume.region).toHaveLength(6);
  });

  it("refuses a city that is not there, or whose name leads elsewhere", async () => {
    await expect(build({ city: "nowhere" })).rejects.toThrow(/no city "nowhere"/);
    await expect(build({ city: "../prova" })).rejects.toThrow(/not a schema name/);
  });

  function changeCity(contentHash: string): Promise<void> {
    return database.transaction(city.id, async (db) => {
      await db.query("UPDATE dataset SET content_hash = $1 WHERE layer = 'building'", [contentHash]);
    });
  }
});

async function listFiles(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

async function readFiles(folder: string): Promise<Map<string, string>> {
  const names = await listFiles(folder);
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name), "base64")));
  return new Map(names.map((name, i) => [name, contents[i]!]));
}

/** Which file each name is, and when it was last written: both change when a file is written anew. */
async function fileMarks(folder: string): Promise<Map<string, string>> {
  const names = await listFiles(folder);
  const marks = await Promise.all(
    names.map(async (name) => {
      const { ino, mtimeMs } = await stat(join(folder, name));
      return `${ino} ${mtimeMs}`;
    }),
  );
  return new Map(names.map((name, i) => [name, marks[i]!]));
}

async function modifiedTimes(folder: string): Promise<number[]> {
  const names = await listFiles(folder);
  return Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs));
}
