// Builds a city's tiles in a process of its own, so that its memory is its own: one line of JSON, `TiledOnce`.
import { parseArgs } from "node:util";
import { buildTiles } from "../../../server/features/tiles/build-tiles.ts";
import { openDatabase } from "../../../server/platform/db.ts";

export interface TiledOnce {
  /** From the first query to the last file of the layer. */
  readonly buildingSeconds: number;
  readonly wholeSeconds: number;
  readonly cpuSeconds: number;
  readonly buildings: number;
  readonly leafCount: number;
  readonly tiles: number;
  readonly packedBytes: number;
  readonly problems: number;
  readonly fallbacks: number;
  /** Of all threads, up to the end of the buildings and of everything. */
  readonly buildingRssMb: number;
  readonly peakRssMb: number;
}

const { values } = parseArgs({
  options: {
    connection: { type: "string" },
    kind: { type: "string" },
    city: { type: "string" },
    folder: { type: "string" },
    threads: { type: "string" },
  },
});
const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024);
const connection = JSON.parse(values.connection!) as Parameters<typeof openDatabase>[0];
const database = openDatabase(connection, values.kind as "embedded" | "postgres");
const startedAt = performance.now();
let [buildingSeconds, buildingRssMb] = [0, 0];
const { layers } = await buildTiles({
  database,
  city: values.city!,
  folder: values.folder!,
  ...(values.threads === undefined ? {} : { threads: Number(values.threads) }),
  onProgress: ({ layer }) => {
    if (layer !== "buildings") return;
    buildingSeconds = (performance.now() - startedAt) / 1000;
    buildingRssMb = peakMb();
  },
});
const { user, system } = process.cpuUsage();
const { buildings } = layers;
const told: TiledOnce = {
  buildingSeconds,
  wholeSeconds: (performance.now() - startedAt) / 1000,
  cpuSeconds: (user + system) / 1e6,
  buildings: buildings.featureCount,
  leafCount: buildings.leafCount,
  tiles: buildings.tileCount,
  packedBytes: buildings.packedBytes,
  problems: buildings.problemCount,
  fallbacks: buildings.fallbackCount,
  buildingRssMb,
  peakRssMb: peakMb(),
};
console.log(JSON.stringify(told));
await database.close();
