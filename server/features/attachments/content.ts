/** Contents by their hash: written once, never changed, whole or not at all. */
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Upload } from "../../platform/upload.ts";

export function contentPath(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Puts an upload, which lies on the disk already, in its place. One of the same content gives way to it: there is
 * one file either way. To be called before the row that names it is committed, never after.
 */
export async function keepContent(folder: string, { path, sha256 }: Upload): Promise<void> {
  const target = contentPath(folder, sha256);
  const made = await mkdir(join(target, ".."), { recursive: true });
  await rename(path, target);
  await syncFolder(join(target, ".."));
  if (made !== undefined) await syncFolder(folder);
}
