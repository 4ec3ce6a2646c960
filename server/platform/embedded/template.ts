/**
 * The template every new database is copied from: initdb and the extensions take some 8 s, a copy a fraction of
 * one. It is made once per machine and set of versions.
 */
import { constants } from "node:fs";
import { access, cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { startThread } from "./engine.ts";
import { cacheName, ensurePostgisBundle } from "./extensions.ts";

export const defaultCacheFolder = (): string =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "decumano");

const exists = (path: string): Promise<boolean> =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  );

/** True when the folder was already there: a rename onto a folder that is not empty fails. */
async function moveUnlessThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "EEXIST" && code !== "EPERM") throw error;
    if (!(await exists(to))) throw error;
    return true;
  }
}

/**
 * @returns the template's folder, made when missing; two processes may do so at once, the first wins.
 * @param onBuild is told that it takes a while.
 */
export async function ensureTemplate(cacheFolder: string, onBuild: () => void): Promise<string> {
  const template = join(cacheFolder, cacheName());
  if (await exists(template)) return template;
  onBuild();
  await mkdir(cacheFolder, { recursive: true });
  const draft = await mkdtemp(join(cacheFolder, ".building-"));
  try {
    await build(join(draft, "data"), await ensurePostgisBundle(cacheFolder));
    await moveUnlessThere(join(draft, "data"), template);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return template;
}

function build(dataFolder: string, postgisBundle: string): Promise<void> {
  const thread = startThread("./template-thread.ts", { dataFolder, postgisBundle });
  return new Promise<void>((resolve, reject) => {
    thread.once("message", () => resolve());
    thread.once("error", reject);
    thread.once("exit", (status) => reject(new Error(`the template's thread ended with status ${status}`)));
  }).finally(() => thread.terminate());
}

/** Copies the template to where a database shall be and is not yet, whole or not at all. */
export async function createFromTemplate(
  findTemplate: () => Promise<string>,
  dataFolder: string,
): Promise<void> {
  if (await exists(dataFolder)) return;
  const template = await findTemplate();
  const draft = `${dataFolder}.new`;
  await rm(draft, { recursive: true, force: true });
  await cp(template, draft, { recursive: true, mode: constants.COPYFILE_FICLONE });
  await rename(draft, dataFolder);
}
