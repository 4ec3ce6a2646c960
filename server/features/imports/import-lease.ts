/** One import of a city at a time, and none that outlives its process. */
import { hostname } from "node:os";
import type { Database, Db } from "../../platform/db.ts";
import { identify, isAlive, type ProcessIdentity } from "../../platform/embedded/process-identity.ts";
import { beat, endRun, findRunning, insertRun, type RunningRun } from "./run-store.ts";
import { sweepStaging } from "./staging-store.ts";

const BEAT_MS = 1_000;

/** Another import of this city is under way. */
export class ImportUnderWay extends Error {
  override readonly name = "ImportUnderWay";
}

/** Somebody asked it to stop. */
export class ImportCancelled extends Error {
  override readonly name = "ImportCancelled";
}

interface Holder extends ProcessIdentity {
  readonly host: string;
}

export interface ImportLease {
  readonly runId: number;
  /** Aborts when somebody asks the import to stop, in the application too, or when it was taken for dead. */
  readonly signal: AbortSignal;
  release(): Promise<void>;
}

/**
 * Takes the city for an import. A run whose process is gone is closed first, and what it had staged is swept.
 * @throws ImportUnderWay when one is alive
 */
export async function takeLease(
  database: Database,
  city: string,
  run: { readonly source: string; readonly startedBy: string | null },
  cancelled: AbortSignal,
): Promise<ImportLease> {
  const holder: Holder = { host: hostname(), ...identify(process.pid) };
  const runId = await database.transaction(city, async (db) => {
    const other = await findRunning(db);
    if (other !== null) {
      if (isHeld(other)) throw underWay(city, other);
      await endRun(db, other.id, "failed", "interrupted: its process ended");
    }
    const id = await insertRun(db, { ...run, process: JSON.stringify(holder) });
    if (id === null) throw new ImportUnderWay(`another import of "${city}" has just begun`);
    await sweepStaging(db, city);
    return id;
  });
  const stopping = new AbortController();
  const stop = () => stopping.abort(cancelled.reason);
  if (cancelled.aborted) stop();
  cancelled.addEventListener("abort", stop, { once: true });
  let beating: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    beating = beating
      .then(() => database.transaction(city, (db) => beat(db, runId)))
      .then((alive) => {
        if (alive === null)
          stopping.abort(new Error("this import was taken for dead, and another took its place"));
        else if (alive.cancelRequested)
          stopping.abort(new ImportCancelled("asked to stop in the application"));
      })
      // The database may be away for a moment; should it stay away, the next batch says so.
      .catch(() => undefined);
  }, BEAT_MS);
  return {
    runId,
    signal: stopping.signal,
    release: async () => {
      clearInterval(timer);
      cancelled.removeEventListener("abort", stop);
      await beating;
    },
  };
}

/** The import of this city that is under way and alive, in the caller's transaction. */
export async function findRunningImport(db: Db): Promise<{ readonly id: number } | null> {
  const running = await findRunning(db);
  return running !== null && isHeld(running) ? running : null;
}

function isHeld({ process: text, expired }: RunningRun): boolean {
  const holder = JSON.parse(text) as Holder;
  // Of a process on another machine only its heart is heard.
  if (holder.host !== hostname()) return !expired;
  return isAlive(holder) && !expired;
}

function underWay(city: string, { process: text, startedAt }: RunningRun): ImportUnderWay {
  const { host, pid } = JSON.parse(text) as Holder;
  return new ImportUnderWay(
    `another import of "${city}" is under way since ${startedAt.toISOString()} (process ${pid} on ${host})`,
  );
}
