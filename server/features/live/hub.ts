/**
 * One reader of events for the whole process, whatever the number of listeners: it asks while somebody listens,
 * and hands what it finds to each in memory.
 */
import type { Database } from "../../platform/db.ts";
import type { Log } from "../../platform/log.ts";
import { listSince, pruneEvents, type StoredEvent } from "./store.ts";

/** A listener hears of a change made by another process after half of this, on average; of our own at once. */
const POLL_MS = 500;
/** After a failure twice as long each time, up to this. */
const LONGEST_WAIT_MS = 8_000;
/** More at once than anybody could take in: a programme is being loaded, and to look again is less work. */
export const MOST_EVENTS = 200;
export const KEPT_HOURS = 24;
const PRUNE_MS = 3_600_000;
/** Each costs a connection and some kilobytes. */
const MOST_LISTENERS = 5_000;

/** What a listener is given; null events: too many to tell, look again. */
export interface Batch {
  readonly snapshot: string;
  readonly events: readonly StoredEvent[] | null;
}
type Listener = (batch: Batch) => void;

export interface Hub {
  /**
   * Hears of whatever commits from here on. @returns null when there is no room for another.
   * @param snapshot where to begin when nobody listened until now
   */
  listen(snapshot: string, listener: Listener): { readonly from: string; readonly stop: () => void } | null;
  /** The reader answers, so that silence means that nothing happened. */
  isReading(): boolean;
  /** Something was committed in this process: no need to wait for the next look. */
  look(): void;
  /** Called once when the server closes. */
  onClose(end: () => void): () => void;
  close(): Promise<void>;
}

export interface HubSetting {
  readonly database: Database;
  readonly city: string;
  readonly log: Log;
  readonly now: () => number;
}

export function openHub({ database, city, log, now }: HubSetting): Hub {
  const listeners = new Set<Listener>();
  const enders = new Set<() => void>();
  let position: string | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let reading: Promise<void> | null = null;
  let again = false;
  let failures = 0;
  let closed = false;

  async function read(from: string): Promise<void> {
    const { events, snapshot } = await database.transaction(
      city,
      (db) => listSince(db, from, MOST_EVENTS + 1),
      { readOnly: true },
    );
    // All went while we asked, and the next to come began at a place of its own.
    if (position !== from) return;
    position = snapshot;
    if (events.length === 0) return;
    const batch = { snapshot, events: events.length > MOST_EVENTS ? null : events };
    for (const listener of listeners) listener(batch);
  }

  function tick(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (position === null || closed) return;
    reading = read(position)
      .then(
        () => {
          failures = 0;
        },
        (error: unknown) => {
          if (failures++ === 0) log.warn({ err: { message: String(error) } }, "events cannot be read");
        },
      )
      .finally(() => {
        reading = null;
        schedule(again && failures === 0 ? 0 : Math.min(LONGEST_WAIT_MS, POLL_MS * 2 ** failures));
        again = false;
      });
  }

  function schedule(waitMs: number): void {
    if (position !== null && !closed) timer = setTimeout(tick, waitMs).unref();
  }

  const prune = () => {
    const keptFrom = new Date(now() - KEPT_HOURS * 3_600_000);
    return database
      .transaction(city, (db) => pruneEvents(db, keptFrom))
      .catch((error: unknown) => log.warn({ err: { message: String(error) } }, "events cannot be pruned"));
  };
  let pruning = prune();
  const pruner = setInterval(() => {
    pruning = prune();
  }, PRUNE_MS).unref();

  return {
    listen(snapshot, listener) {
      if (closed || listeners.size >= MOST_LISTENERS) return null;
      listeners.add(listener);
      if (position === null) {
        position = snapshot;
        if (reading === null) schedule(POLL_MS);
      }
      const stop = () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        position = null;
        if (timer !== null) clearTimeout(timer);
        timer = null;
      };
      return { from: position, stop };
    },
    isReading: () => failures === 0,
    look() {
      if (reading !== null) again = true;
      else if (position !== null) tick();
    },
    onClose(end) {
      enders.add(end);
      return () => enders.delete(end);
    },
    async close() {
      closed = true;
      clearInterval(pruner);
      if (timer !== null) clearTimeout(timer);
      for (const end of [...enders]) end();
      await Promise.all([reading, pruning]);
    },
  };
}
