/**
 * What tiling costs, end to end: rows read, tiles of full detail and simplified ones, Brotli, files written. Real
 * Turin where its files are there, then a generated city of 15,000 and of 132,000 buildings with streets and
 * trees, whose memory must not differ much; each in a process of its own, and once more with one thread, in the
 * same run. On the database that DATABASE_URL names, else on an embedded one with the smaller city alone.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readConfig } from "../../server/platform/config.ts";
import { openLog } from "../../server/platform/log.ts";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase, type ServedDatabase } from "../setup/open-database.ts";
import { dropCity } from "./support/bench-store.ts";
import { fillBigCity, TURIN_SIZED } from "./support/big-city.ts";
import type { TiledOnce } from "./support/tile-once.ts";
import { fillTurinUnits, hasTurinUnits } from "./support/turin-units.ts";

const SMALL = { buildings: 15_000, trees: 6_800 } as const;
/** Where the shared data lie unless DECUMANO_DATA says otherwise. */
const DATA_FOLDER = process.env.DECUMANO_DATA ?? join(projectFolder, "..", "shared", "data");

export async function bench(print: (figure: object) => void): Promise<void> {
  const config = readConfig({
    ...process.env,
    LOG_LEVEL: "silent",
    DECUMANO_HOME: join(projectFolder, ".decumano", "bench"),
  });
  const served = await openServedDatabase(config, openLog(config.logLevel));
  const { database } = served;
  const cities: [name: string, id: string, fill: (id: string) => Promise<unknown>][] = [
    ["generated, 15,000", "bench_tiles_small", (id) => fillBigCity(database, { id, ...SMALL })],
  ];
  if (database.kind === "postgres") {
    cities.push([
      "generated, 132,000",
      "bench_tiles_big",
      (id) => fillBigCity(database, { id, ...TURIN_SIZED }),
    ]);
  }
  if (hasTurinUnits(DATA_FOLDER)) {
    cities.unshift(["real Turin", "bench_tiles_turin", (id) => fillTurinUnits(database, id, DATA_FOLDER)]);
  }
  try {
    for (const [name, id, fill] of cities) {
      await dropCity(database, id);
      await fill(id);
      try {
        print({ name, database: database.kind, ...(await measure(served, id)) });
      } finally {
        await dropCity(database, id);
      }
    }
  } finally {
    await served.stop();
  }
}

async function measure(served: ServedDatabase, city: string) {
  const many = await tileOnce(served, city);
  const one = await tileOnce(served, city, 1);
  return {
    buildings: many.buildings,
    buildingsPerSecond: Math.round(many.buildings / many.buildingSeconds),
    bytesPerBuilding: Math.round(many.packedBytes / many.buildings),
    tiles: many.tiles,
    peakRssMb: many.peakRssMb,
    leafTiles: many.leafCount,
    buildingsRssMb: many.buildingRssMb,
    oneThreadRssMb: one.peakRssMb,
    ratioToOneThread: round(one.buildingSeconds / many.buildingSeconds),
    cpuSeconds: round(many.cpuSeconds),
    wholeCitySeconds: round(many.wholeSeconds),
    problems: many.problems,
    fallbacks: many.fallbacks,
  };
}

async function tileOnce(served: ServedDatabase, city: string, threads?: number): Promise<TiledOnce> {
  const folder = await mkdtemp(join(tmpdir(), "decumano-bench-"));
  const script = fileURLToPath(new URL("support/tile-once.ts", import.meta.url));
  const options = {
    connection: JSON.stringify(served.connection),
    kind: served.database.kind,
    city,
    folder,
    ...(threads === undefined ? {} : { threads: String(threads) }),
  };
  try {
    const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    const child = spawn(process.execPath, ["--import", "tsx", script, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const said: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => said.push(part));
    const code = await new Promise((resolve) => child.on("close", resolve));
    if (code !== 0) throw new Error(`tiling ${city} ended with code ${code}`);
    return JSON.parse(Buffer.concat(said).toString()) as TiledOnce;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const round = (value: number) => Math.round(value * 100) / 100;
