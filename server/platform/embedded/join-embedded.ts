/** How command-line tools reach the database that a running server holds. */
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findHolder } from "./folder-lock.ts";

/** What `pg` takes as its configuration. */
export interface EmbeddedConnection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

const fileIn = (folder: string): string => join(folder, "connection.json");

/** Only for the owner's eyes: it holds the password. */
export async function writeConnection(folder: string, connection: EmbeddedConnection): Promise<void> {
  const draft = join(folder, `.connection-${process.pid}`);
  await writeFile(draft, JSON.stringify(connection), { mode: 0o600 });
  await rename(draft, fileIn(folder));
}

export const removeConnection = (folder: string): Promise<void> => rm(fileIn(folder), { force: true });

/**
 * The connection to the embedded database that runs on this folder, or null when none does. Its owner may be
 * about to start it (then too null) or to stop it: connecting can still fail.
 */
export async function joinEmbedded(folder: string): Promise<EmbeddedConnection | null> {
  const holder = await findHolder(folder);
  if (!holder) return null;
  try {
    return JSON.parse(await readFile(fileIn(folder), "utf8")) as EmbeddedConnection;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
