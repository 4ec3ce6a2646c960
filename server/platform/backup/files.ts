/** Kept files, those that lie in their folder by the SHA-256 of their content, in a backup and back. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

const CONTENT = /^[0-9a-f]{64}$/;
/** A line of a megabyte in base64; a multiple of 3, so that no line but the last is padded. */
const LINE_BYTES = 786_432;

async function listFolder(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}

/** Hashes of all that is kept, in order. Read after the rows that name them: what they name is there by then. */
export async function listKeptFiles(folder: string): Promise<string[]> {
  const shelves = (await listFolder(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const names = await Promise.all(shelves.map((shelf) => listFolder(join(folder, shelf))));
  return names
    .flat()
    .filter((name) => CONTENT.test(name))
    .sort();
}

const pathOf = (folder: string, sha256: string) => join(folder, sha256.slice(0, 2), sha256);

/** A kept file's content as lines of base64. */
export async function* readKeptFile(folder: string, sha256: string): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(pathOf(folder, sha256))) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (; rest.length >= LINE_BYTES; rest = rest.subarray(LINE_BYTES)) {
      yield rest.toString("base64", 0, LINE_BYTES);
    }
  }
  if (rest.length > 0) yield rest.toString("base64");
}

/**
 * Puts a kept file back, whole and on the disk, or not at all.
 * @returns false when its content is not that of its name
 */
export async function restoreKeptFile(
  folder: string,
  sha256: string,
  lines: AsyncIterable<string>,
): Promise<boolean> {
  const path = pathOf(folder, sha256);
  const partial = `${path}.restoring`;
  await mkdir(join(path, ".."), { recursive: true });
  const hash = createHash("sha256");
  const file: FileHandle = await open(partial, "w", 0o600);
  try {
    for await (const line of lines) {
      const bytes = Buffer.from(line, "base64");
      hash.update(bytes);
      await file.write(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (hash.digest("hex") !== sha256) {
    await rm(partial);
    return false;
  }
  await rename(partial, path);
  return true;
}
