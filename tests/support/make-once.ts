/** What takes long to make and every test file needs: made by the first that asks, waited for by the others. */
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isRunning } from "./server-process.ts";

const LOOK_AGAIN_MS = 200;
/** Another working copy's may still be in use. */
const OLD_MS = 2 * 3_600_000;
/** Nothing that is made here takes so long. */
const ABANDONED_MS = 600_000;

/**
 * @param folder where it is or shall be; the part of its name before the first "_" says what it is, and older ones
 * of the same are thrown away
 * @param make is given an empty folder
 */
export async function makeOnce(folder: string, make: (draft: string) => Promise<void>): Promise<string> {
  const lock = `${folder}.lock`;
  await mkdir(dirname(folder), { recursive: true });
  while (!(await isThere(folder))) {
    if (await takeLock(lock)) {
      try {
        if (!(await isThere(folder))) await makeNow(folder, make);
      } finally {
        await rm(lock, { force: true });
      }
    } else await delay(LOOK_AGAIN_MS);
  }
  return folder;
}

/** Under another name until it is whole, so that a killed run leaves no half of it. */
async function makeNow(folder: string, make: (draft: string) => Promise<void>): Promise<void> {
  await dropOlder(folder);
  const draft = await mkdtemp(join(dirname(folder), "draft-"));
  try {
    await make(draft);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  if (await isAbandoned(lock)) await rm(lock, { force: true });
  return false;
}

/** Of a run that was killed: nobody has its number any more, or somebody else has. */
async function isAbandoned(lock: string): Promise<boolean> {
  const pid = Number(await readFile(lock, "utf8").catch(() => ""));
  return (pid > 0 && !isRunning(pid)) || (await ageOf(lock)) > ABANDONED_MS;
}

const ageOf = async (path: string): Promise<number> =>
  Date.now() - (await stat(path).then(({ mtimeMs }) => mtimeMs, Date.now));

async function dropOlder(folder: string): Promise<void> {
  const what = basename(folder).split("_")[0];
  for (const name of await readdir(dirname(folder))) {
    const path = join(dirname(folder), name);
    const isOfIt = name.split("_")[0] === what || name.startsWith("draft-");
    if (isOfIt && (await ageOf(path)) > OLD_MS) await rm(path, { recursive: true, force: true });
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
