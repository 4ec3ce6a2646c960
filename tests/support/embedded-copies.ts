import { constants, cp, mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "../../scripts/setup/folders.ts";
import { openDatabase } from "../../server/platform/db.ts";
import { type Embedded, startEmbedded } from "../../server/platform/embedded/start-embedded.ts";
import { type Content, fill, nameContent } from "./content.ts";
import type { TestDatabase } from "./databases.ts";

const TEMPLATES = join(projectFolder, "node_modules", ".cache", "decumano", "embedded");

export interface EmbeddedTestDatabase extends TestDatabase {
  readonly embedded: Embedded;
}

/** A new folder with the content, and a database started on it. */
export async function openEmbeddedCopy(content: Content): Promise<EmbeddedTestDatabase> {
  const home = await mkdtemp(join(tmpdir(), "decumano-test-"));
  const folder = join(home, "database");
  await copyEmbeddedFolder(content, folder);
  const embedded = await startEmbedded({ folder });
  const database = openDatabase(embedded.connection, "embedded");
  return {
    database,
    connection: embedded.connection,
    kind: "embedded",
    embedded,
    close: async () => {
      await database.close();
      await embedded.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The content as a database folder that is not open, at `folder`. */
export async function copyEmbeddedFolder(content: Content, folder: string): Promise<void> {
  if (content === "nothing") return;
  await cp(await ensureTemplate(content), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

async function ensureTemplate(content: Content): Promise<string> {
  const folder = join(TEMPLATES, nameContent(content));
  if (await isThere(folder)) return folder;
  await mkdir(TEMPLATES, { recursive: true });
  await dropOlder(content, folder);
  // Two test files may make it at once; the first to be done gives it its name.
  const draft = await mkdtemp(join(TEMPLATES, "draft-"));
  try {
    const embedded = await startEmbedded({ folder: draft });
    const database = openDatabase(embedded.connection, "embedded");
    try {
      await fill(database, embedded.connection, content);
    } finally {
      await database.close();
      await embedded.stop();
    }
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await isThere(folder))) throw error;
  }
  return folder;
}

async function dropOlder(content: Content, current: string): Promise<void> {
  for (const name of await readdir(TEMPLATES)) {
    const path = join(TEMPLATES, name);
    if (name.startsWith(`${content}_`) && path !== current) await rm(path, { recursive: true, force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
