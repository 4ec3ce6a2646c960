/**
 * A city's folder of tiles. Files are named by the hash of what is in them and never change; `manifest.json`
 * names those in use and is replaced in one rename, so that a reader sees the old city or the new one.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { type TilesManifest, tilesManifest } from "../../../domain/layers/tiles-manifest.ts";

const compress = promisify(brotliCompress);
/**
 * Of real Turin's 17.3 MB of buildings: gzip 9 leaves 7.63 MB after 1.10 s of processor, Brotli 5 7.31 MB after 0.63 s,
 * Brotli 9 7.17 MB after 1.71 s.
 */
const BROTLI_QUALITY = 5;
const MANIFEST = "manifest.json";
/** What is being written; no reader is ever pointed at it. */
export const UNFINISHED = "unfinished-";
/** For the tiler alone: the index and the coarse files; never served. */
export const PRIVATE_FOLDER = ".build";

function shortHash(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
  readonly packedBytes: number;
}

/** Writes `<hash>.<extension>` and a Brotli copy beside it, unless that very content is there already. */
export async function writeHashedFile(
  folder: string,
  extension: "glb" | "json" | "relief",
  content: Uint8Array | string,
): Promise<WrittenFile> {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  const name = `${shortHash(bytes)}.${extension}`;
  const packed = await compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
    },
  });
  await writeWhole(join(folder, `${name}.br`), packed);
  await writeWhole(join(folder, name), bytes);
  return { name, bytes: bytes.byteLength, packedBytes: packed.byteLength };
}

/** What a tile hands to the one above; its name is relative to the folder. */
export async function writeCoarseFile(folder: string, content: Int32Array): Promise<string> {
  const bytes = new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  const name = join(PRIVATE_FOLDER, `${shortHash(bytes)}.coarse`);
  await writeWhole(join(folder, name), bytes);
  return name;
}

/** A file cut short by a crash must not carry its final name. Without "always" a file of that size stays. */
export async function writeWhole(path: string, bytes: Uint8Array, when?: "always"): Promise<void> {
  const found = when ? null : await stat(path).catch(absent);
  if (found?.size === bytes.byteLength) return;
  const unfinished = join(path, "..", `${UNFINISHED}${randomUUID()}`);
  await writeFile(unfinished, bytes);
  await rename(unfinished, path);
}

/** A folder of that name holds that very content, since it only ever appears by this rename. */
export async function putInPlace(unfinished: string, final: string): Promise<void> {
  const there = await stat(final).catch(absent);
  if (!there) await rename(unfinished, final);
}

/** null when there is none, or when it is not a manifest this version can read. */
export async function findManifest(folder: string): Promise<TilesManifest | null> {
  const text = await readFile(join(folder, MANIFEST), "utf8").catch(absent);
  if (text === null) return null;
  try {
    return tilesManifest.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export async function writeManifest(folder: string, manifest: TilesManifest): Promise<void> {
  const unfinished = join(folder, `${UNFINISHED}${randomUUID()}`);
  await writeFile(unfinished, `${JSON.stringify(tilesManifest.parse(manifest), null, 2)}\n`);
  await rename(unfinished, join(folder, MANIFEST));
}

/** Names of every tile that a tileset file points at. */
async function listTileNames(folder: string, tileset: string): Promise<string[]> {
  const names: string[] = [];
  JSON.parse(await readFile(join(folder, tileset), "utf8"), (key, value) => {
    if (key === "uri") names.push(value as string);
    return value;
  });
  return names;
}

/** Folders that the manifest names. */
function listFolders({ plan, terrain }: TilesManifest): string[] {
  return [plan.template.split("/")[0]!, ...(terrain ? [terrain.folder] : [])];
}

/** Removes what neither the manifest nor the index leads to. */
export async function sweep(
  folder: string,
  manifest: TilesManifest,
  indexed: Iterable<{ readonly coarse: string | null }>,
): Promise<void> {
  const keep = new Set<string>([MANIFEST, LOCK, PRIVATE_FOLDER, ...listFolders(manifest)]);
  const keepPacked = (name: string) => keep.add(name).add(`${name}.br`);
  if (manifest.relief) keepPacked(manifest.relief.file);
  for (const { tileset } of Object.values(manifest.layers)) {
    for (const name of [tileset, ...(await listTileNames(folder, tileset))]) keepPacked(name);
  }
  for (const name of await readdir(folder)) {
    if (!keep.has(name)) await rm(join(folder, name), { recursive: true });
  }
  const needed = new Set([
    "index.json",
    "plan.json",
    ...Array.from(indexed, ({ coarse }) => coarse && basename(coarse)),
  ]);
  for (const name of await readdir(join(folder, PRIVATE_FOLDER))) {
    if (!needed.has(name)) await rm(join(folder, PRIVATE_FOLDER, name));
  }
}

/** Every file there, of the tiler's own folder too. */
export async function listNames(folder: string): Promise<Set<string>> {
  await mkdir(join(folder, PRIVATE_FOLDER), { recursive: true });
  const hidden = await readdir(join(folder, PRIVATE_FOLDER));
  return new Set([...(await readdir(folder)), ...hidden.map((name) => join(PRIVATE_FOLDER, name))]);
}

/** True when every file the manifest leads to is there: a folder half deleted by hand is built again. */
export async function isComplete(folder: string, manifest: TilesManifest): Promise<boolean> {
  const there = await listNames(folder);
  if (!listFolders(manifest).every((name) => there.has(name))) return false;
  if (manifest.relief && !there.has(manifest.relief.file)) return false;
  for (const { tileset } of Object.values(manifest.layers)) {
    if (!there.has(tileset)) return false;
    const names = await listTileNames(folder, tileset);
    if (!names.every((name) => there.has(name))) return false;
  }
  return true;
}

const LOCK = ".building";
const held = new Set<string>();

/** @throws when a living process is building in this folder: two would sweep away each other's files. */
export async function withBuildLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, LOCK);
  const holder = Number(await readFile(path, "utf8").catch(absent));
  // A holder with our own number is from an earlier life (a container's first process is always 1), unless
  // this very process holds the folder.
  const taken = holder === process.pid ? held.has(path) : holder > 0 && isAlive(holder);
  if (taken) throw new Error(`tiles in ${folder} are being built by process ${holder}`);
  if (holder > 0) await rm(path);
  await writeFile(path, String(process.pid), { flag: "wx" });
  held.add(path);
  try {
    return await work();
  } finally {
    held.delete(path);
    await rm(path);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
