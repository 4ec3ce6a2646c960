/** Builds one layer: where its features stand, the squares over them, a file a tile, the tileset. */
import { createHash } from "node:crypto";
import type { LayerTiles, TileLayer } from "../../../domain/layers/tiles-manifest.ts";
import type { Db } from "../../platform/db.ts";
import type { FoundProblem } from "./built-tile.ts";
import { type GridNode, growTrees, listLeaves, type StandingFeatures } from "./grid-tree.ts";
import type { MadeTile, TileJob } from "./make-tile.ts";
import { partBox, readStanding } from "./read-standing.ts";
import { type PackedRows, readGroundParts, readRows } from "./rows-store.ts";
import type { TiledTable } from "./store.ts";
import type { TileCrew } from "./tile-crew.ts";
import { writeHashedFile } from "./tile-files.ts";
import type { IndexedTile, LayerIndex } from "./tile-index.ts";
import { type PlacedTile, tilesetJson } from "./tileset.ts";

export type Read = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

export interface LayerBuild {
  readonly layer: TileLayer;
  readonly table: TiledTable;
  readonly maximumCorners: number;
  readonly folder: string;
  readonly read: Read;
  /** Who makes that many tiles; the same crew for all layers. */
  readonly crewFor: (tiles: number) => Promise<TileCrew>;
  readonly former: LayerIndex;
  /** Files that are in the folder. */
  readonly there: ReadonlySet<string>;
  /** Of what all tiles depend on beside their own rows. */
  readonly settingHash: string;
  readonly generator: string;
  readonly signal?: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface BuiltLayer {
  readonly tiles: LayerTiles;
  readonly index: LayerIndex;
}

const PROBLEMS_NAMED = 100;

/**
 * Corners of a simplified tile lie on a grid of so many steps along its side: 3.2 m for a square of 1,024 m. The
 * tileset says eight times as much, so that at 16 pixels of allowed error a corner is at most one pixel off, and
 * what is smaller than two is gone.
 */
const STEPS_PER_SIDE = 320;
const ERROR_STEPS = 8;

function stepCentimetres(node: GridNode): number {
  return Math.round((node.sideMetres * 100) / STEPS_PER_SIDE);
}

export async function buildLayer(build: LayerBuild): Promise<BuiltLayer> {
  const { layer, table, read, signal, folder } = build;
  const problems: FoundProblem[] = [];
  const { features, count } = await readStanding(table, read, problems, signal);
  const roots = growTrees(features, build.maximumCorners);
  const leafHashes = hashLeaves(roots, features, build.settingHash);
  const isKept = (key: string, inputHash: string) => {
    const former = build.former.get(key);
    return former?.inputHash === inputHash && isThere(former, build.there) ? former : null;
  };
  const missing = listLeaves(roots).filter(({ key }) => !isKept(key, leafHashes.get(key)!)).length;
  const crew = await build.crewFor(missing);
  // As many being read as being made: the database and the crew are both always busy.
  const slots = new Slots(crew.size * 2);
  const index = new Map<string, IndexedTile>();
  const work = new Work(signal);
  let done = 0;

  const makeNode = async (node: GridNode, above: GridNode | null): Promise<PlacedTile | null> => {
    const placed = await work.all(node.children.map((child) => makeNode(child, node)));
    const children = placed.filter((child) => child !== null);
    const isLeaf = node.children.length === 0;
    const below = isLeaf ? [] : node.children.map(({ key }) => index.get(key)!);
    const inputHash = isLeaf ? leafHashes.get(node.key)! : hashBranch(below, build.settingHash);
    const kept = isKept(node.key, inputHash);
    const make = async () => {
      work.check();
      if (!isLeaf) return crew.make(branchJob(layer, node, below));
      const rows = await readLeaf(node, features, table, read);
      return crew.make({ kind: "leaf", layer, rows, stepCentimetres: above && stepCentimetres(above) });
    };
    const tile: MadeTile = kept ?? (await slots.take(make));
    index.set(node.key, { ...tile, inputHash });
    if (isLeaf) {
      done += node.members.length;
      build.onProgress(done, features.ids.length);
    }
    if (tile.file === null && children.length === 0) return null;
    const errorMetres = isLeaf ? 0 : (stepCentimetres(node) / 100) * ERROR_STEPS;
    return { file: tile.file, region: tile.region, transform: tile.transform, errorMetres, children };
  };
  const placed = (await work.all(roots.map((root) => makeNode(root, null)))).filter((tile) => tile !== null);

  const tiles = [...index.values()];
  for (const tile of tiles) problems.push(...tile.problems);
  const sum = (value: (tile: IndexedTile) => number) => tiles.reduce((total, tile) => total + value(tile), 0);
  const tileset = await writeHashedFile(folder, "json", tilesetJson(placed, build.generator));
  // Once more when the simplified tiles are done, too.
  build.onProgress(done, features.ids.length);
  return {
    index,
    tiles: {
      tileset: tileset.name,
      featureCount: count,
      tileCount: sum(({ file }) => (file ? 1 : 0)),
      leafCount: sum(({ file, featureCount }) => (file && featureCount > 0 ? 1 : 0)),
      bytes: sum(({ file }) => file?.bytes ?? 0),
      packedBytes: sum(({ file }) => file?.packedBytes ?? 0),
      fallbackCount: sum(({ fallbackCount }) => fallbackCount),
      problemCount: problems.length,
      problems: problems.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, PROBLEMS_NAMED),
    },
  };
}

export class CityChanged extends Error {
  constructor() {
    super("the city was loaded anew while its tiles were being built: build them again");
  }
}

function isThere({ file, coarse }: MadeTile, there: ReadonlySet<string>): boolean {
  const names = [...(file ? [file.name, `${file.name}.br`] : []), ...(coarse ? [coarse] : [])];
  return names.every((name) => there.has(name));
}

function branchJob(layer: TileLayer, node: GridNode, below: readonly IndexedTile[]): TileJob {
  const children = below.flatMap(({ coarse }) => coarse ?? []);
  return { kind: "branch", layer, children, stepCentimetres: stepCentimetres(node) };
}

async function readLeaf(
  { members }: GridNode,
  { ids, parts }: StandingFeatures,
  table: TiledTable,
  read: Read,
): Promise<PackedRows[]> {
  const whole = [...members].filter((i) => parts[i] === -1).map((i) => ids[i]!);
  const cut = [...members].filter((i) => parts[i] !== -1);
  const rows: PackedRows[] = [];
  if (whole.length > 0) rows.push(await read((db) => readRows(db, table, whole)));
  if (cut.length > 0) {
    const wanted = cut.map((i) => ({ id: ids[i]!, part: partBox(parts[i]!) }));
    rows.push(await read((db) => readGroundParts(db, wanted)));
  }
  const found = rows.reduce((sum, { count }) => sum + count, 0);
  if (found !== members.length) throw new CityChanged();
  return rows;
}

/** What a leaf is made of: the rows of its features, and the grid of the tile above it. */
function hashLeaves(
  roots: readonly GridNode[],
  { ids, parts, hashHigh, hashLow }: StandingFeatures,
  settingHash: string,
): Map<string, string> {
  const hashes = new Map<string, string>();
  const visit = (node: GridNode, above: GridNode | null) => {
    for (const child of node.children) visit(child, node);
    if (node.children.length > 0) return;
    const numbers = new Int32Array(node.members.length * 4);
    node.members.forEach((member, i) => {
      numbers.set([ids[member]!, parts[member]!, hashHigh[member]!, hashLow[member]!], i * 4);
    });
    const hash = createHash("sha256")
      .update(`${settingHash} ${above && stepCentimetres(above)} `)
      .update(numbers);
    hashes.set(node.key, hash.digest("hex"));
  };
  for (const root of roots) visit(root, null);
  return hashes;
}

function hashBranch(below: readonly MadeTile[], settingHash: string): string {
  return createHash("sha256")
    .update(`${settingHash} ${below.map(({ coarse }) => coarse).join(" ")}`)
    .digest("hex");
}

/** So many at once; the others wait their turn. */
class Slots {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((go) => this.waiting.push(go));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}

/** Things done side by side: after the first failure, or a cancellation, nothing more is begun. */
class Work {
  private failure: { readonly error: unknown } | null = null;

  constructor(private readonly signal: AbortSignal | undefined) {}

  check(): void {
    this.signal?.throwIfAborted();
    if (this.failure) throw this.failure.error;
  }

  /** Waits for all of them even when one fails: what is being written must not outlive the build. */
  async all<T>(promises: readonly Promise<T>[]): Promise<T[]> {
    const ended = await Promise.allSettled(
      promises.map((promise) =>
        promise.catch((error: unknown) => {
          this.failure ??= { error };
          throw error;
        }),
      ),
    );
    this.check();
    return ended.map((end) => {
      if (end.status === "rejected") throw end.reason;
      return end.value;
    });
  }
}
