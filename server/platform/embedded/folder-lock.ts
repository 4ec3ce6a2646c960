/**
 * One opener per folder: two processes on one database lose data (measured: 200 of 400 rows).
 *
 * The lock is the highest-numbered `lock.<n>` in the folder. To take it over from the dead, one creates the next
 * number, which the file system lets only one do; deleting and creating again would let two openers that saw
 * the same dead lock both win. A lock that is let go stays as a mark, so that numbers only grow.
 */
import { randomBytes } from "node:crypto";
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive, type ProcessIdentity } from "./process-identity.ts";

export interface LockHolder {
  /** One per supervisor: it may take the lock over from a child of its own that died. */
  token: string;
  child: ProcessIdentity;
  /** The process that starts the child again when it dies. */
  parent: ProcessIdentity;
}

interface LockRecord extends LockHolder {
  released: boolean;
}

export class FolderInUseError extends Error {
  override readonly name = "FolderInUseError";
}

/** A child whose parent is gone ends by itself; the next opener waits that long for it. */
const orphanMilliseconds = 10_000;

const numberOf = (name: string): number => Number(/^lock\.(\d+)$/.exec(name)?.[1] ?? 0);

/** @throws ENOENT when there is no such folder. */
async function readNewest(folder: string): Promise<{ number: number; record: LockRecord } | null> {
  for (;;) {
    const number = Math.max(0, ...(await readdir(folder)).map(numberOf));
    if (number === 0) return null;
    try {
      return { number, record: JSON.parse(await readFile(join(folder, `lock.${number}`), "utf8")) };
    } catch (error) {
      // Cleared away by somebody who holds a higher number: look again.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
}

const isHeld = (record: LockRecord): boolean =>
  !record.released && (isAlive(record.child) || isAlive(record.parent));

/** Who has the folder, or null. */
export async function findHolder(folder: string): Promise<LockHolder | null> {
  const newest = await readNewest(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return newest && isHeld(newest.record) ? newest.record : null;
}

/**
 * Makes the folder when it is not there (for its owner only) and takes its lock.
 * @throws FolderInUseError naming the process that has it.
 */
export async function takeLock(folder: string, holder: LockHolder): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const patience = performance.now() + orphanMilliseconds;
  for (;;) {
    const newest = await readNewest(folder);
    if (newest && isHeld(newest.record) && !isOwn(newest.record, holder)) {
      const orphaned = !isAlive(newest.record.parent);
      if (!orphaned || performance.now() > patience)
        throw new FolderInUseError(describe(folder, newest.record));
      await delay(50);
      continue;
    }
    if (await claim(folder, (newest?.number ?? 0) + 1, holder)) return;
  }
}

/** Lets the folder go when it is this supervisor's. */
export async function releaseLock(folder: string, token: string): Promise<void> {
  const newest = await readNewest(folder);
  if (newest?.record.token !== token) return;
  const draft = await writeDraft(folder, { ...newest.record, released: true });
  await rename(draft, join(folder, `lock.${newest.number}`));
}

const isOwn = (record: LockRecord, holder: LockHolder): boolean =>
  record.token === holder.token && !isAlive(record.child);

async function claim(folder: string, number: number, holder: LockHolder): Promise<boolean> {
  const draft = await writeDraft(folder, { ...holder, released: false });
  try {
    // A link appears whole or not at all, and fails when the name is taken.
    await link(draft, join(folder, `lock.${number}`));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  // What was read before may be old: meanwhile others can have taken this number, gone on and cleared it away.
  const newest = await readNewest(folder);
  if (newest?.number !== number) {
    await rm(join(folder, `lock.${number}`), { force: true });
    return false;
  }
  for (const name of await readdir(folder)) {
    if (numberOf(name) > 0 && numberOf(name) < number) await rm(join(folder, name), { force: true });
  }
  return true;
}

async function writeDraft(folder: string, record: LockRecord): Promise<string> {
  const draft = join(folder, `.lock-${process.pid}-${randomBytes(6).toString("hex")}`);
  await writeFile(draft, JSON.stringify(record), { mode: 0o600 });
  return draft;
}

function describe(folder: string, { child, parent }: LockHolder): string {
  return (
    `the database folder ${folder} is in use by process ${child.pid}, started by process ${parent.pid}: ` +
    "stop that one, or choose another folder"
  );
}
