import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A place for a database folder of its own, taken away again after `use`. */
export async function withEmbeddedFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "decumano-embedded-"));
  try {
    await use(join(home, "database"));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
