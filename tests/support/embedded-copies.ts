import { constants, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "../../scripts/setup/folders.ts";
import { openDatabase } from "../../server/platform/db.ts";
import { type Embedded, startEmbedded } from "../../server/platform/embedded/start-embedded.ts";
import { type Content, fill, nameContent } from "./content.ts";
import type { TestDatabase } from "./databases.ts";
import { makeOnce } from "./make-once.ts";

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

function ensureTemplate(content: Content): Promise<string> {
  return makeOnce(join(TEMPLATES, nameContent(content)), async (folder) => {
    const embedded = await startEmbedded({ folder });
    const database = openDatabase(embedded.connection, "embedded");
    try {
      await fill(database, embedded.connection, content);
    } finally {
      await database.close();
      await embedded.stop();
    }
  });
}
