/** Builds one layer: where its features stand, a quadtree over them, a file per leaf, the tileset. */
import type { LayerTiles } from "../../../domain/layers/tiles-manifest.ts";
import type { Db } from "../../platform/db.ts";
import type { BuiltTile, FoundProblem } from "./built-tile.ts";
import { buildQuadtree, type Centroids, listLeaves } from "./quadtree.ts";
import { listCentroids, type TiledTable } from "./store.ts";
import { writeHashedFile } from "./tile-files.ts";
import { type PlacedTile, tilesetJson } from "./tileset.ts";

export type Read = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

export interface LayerPlan<Feature> {
  readonly table: TiledTable;
  readonly maximumCorners: number;
  readonly read: (db: Db, ids: readonly number[]) => Promise<Feature[]>;
  readonly make: (features: readonly Feature[]) => Promise<BuiltTile>;
}

export interface LayerBuild {
  readonly folder: string;
  readonly read: Read;
  readonly signal?: AbortSignal;
  readonly generator: string;
  readonly onProgress: (done: number, total: number) => void;
}

/** Rows a page; at 20 bytes a row the embedded database answers one in a few milliseconds. */
const CENTROIDS_PER_PAGE = 5_000;
const PROBLEMS_NAMED = 100;

export async function buildLayer<Feature>(
  plan: LayerPlan<Feature>,
  { folder, read, signal, generator, onProgress }: LayerBuild,
): Promise<LayerTiles> {
  const problems: FoundProblem[] = [];
  const centroids = await readCentroids(plan.table, read, problems, signal);
  const tree = buildQuadtree(centroids, plan.maximumCorners);
  const tiles: PlacedTile[] = [];
  let [featureCount, bytes, gzipBytes] = [0, 0, 0];
  const leaves = listLeaves(tree);
  const readLeaf = async (ids: readonly number[] | undefined) =>
    ids ? read((db) => plan.read(db, ids)) : [];
  let features = await readLeaf(leaves[0]);
  for (const [i, ids] of leaves.entries()) {
    signal?.throwIfAborted();
    if (features.length !== ids.length) throw new CityChanged();
    // The database reads the next tile's rows while this one is zipped and written.
    const [next, { tile, file }] = await Promise.all([readLeaf(leaves[i + 1]), makeFile(features)]);
    features = next;
    tiles.push({ uri: file.name, region: tile.region, transform: tile.transform });
    problems.push(...tile.problems);
    featureCount += tile.featureCount;
    bytes += file.bytes;
    gzipBytes += file.gzipBytes;
    onProgress(featureCount, centroids.ids.length);
  }
  const tileset = await writeHashedFile(folder, "json", tilesetJson(tree, tiles, generator));
  return {
    tileset: tileset.name,
    featureCount,
    tileCount: tiles.length,
    leafCount: tiles.length,
    bytes,
    gzipBytes,
    fallbackCount: 0,
    problemCount: problems.length,
    problems: problems.slice(0, PROBLEMS_NAMED),
  };

  async function makeFile(features: readonly Feature[]) {
    const tile = await plan.make(features);
    return { tile, file: await writeHashedFile(folder, "glb", tile.glb) };
  }
}

export class CityChanged extends Error {
  constructor() {
    super("the city was loaded anew while its tiles were being built: build them again");
  }
}

async function readCentroids(
  table: TiledTable,
  read: Read,
  problems: FoundProblem[],
  signal: AbortSignal | undefined,
): Promise<Centroids> {
  const ids: number[] = [];
  const corners: number[] = [];
  const x: number[] = [];
  const y: number[] = [];
  let afterId = -1;
  for (;;) {
    signal?.throwIfAborted();
    const page = await read((db) => listCentroids(db, table, { afterId, limit: CENTROIDS_PER_PAGE }));
    for (const row of page) {
      if (row.x === null || row.y === null) {
        problems.push({ id: row.externalId, problem: "empty-geometry" });
        continue;
      }
      ids.push(row.id);
      corners.push(row.corners);
      x.push(row.x);
      y.push(row.y);
    }
    const last = page.at(-1);
    if (!last || page.length < CENTROIDS_PER_PAGE) break;
    afterId = last.id;
  }
  return {
    ids: Int32Array.from(ids),
    corners: Int32Array.from(corners),
    x: Float64Array.from(x),
    y: Float64Array.from(y),
  };
}
