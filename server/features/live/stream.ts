/** One listener's stream of server-sent events (WHATWG HTML §9.2). */
import type { Response } from "express";
import { ALIVE_SECONDS, type LiveEvent, STREAM_MINUTES } from "../../../domain/live/contract.ts";
import type { Batch, Hub } from "./hub.ts";
import type { StoredEvent } from "./store.ts";

/** A reader so slow that this much waits for it is let go; it comes back and goes on from where it was. */
const MOST_WAITING_BYTES = 1_000_000;
/** When a stream breaks the browser tries again after so long. */
const RETRY_MS = 2_000;

/** What a listener may know: what is for anybody, and what is for their office. */
export function choose(events: readonly StoredEvent[], officeId: string | null): LiveEvent[] {
  return events
    .filter((event) => event.officeId === null || event.officeId === officeId)
    .map(({ kind, change, interventionId, version, extent }) => ({
      kind,
      change,
      interventionId,
      version,
      extent,
    }));
}

function write(name: "changes" | "alive" | "reload", snapshot: string, data: object): string {
  return `event: ${name}\nid: ${snapshot}\ndata: ${JSON.stringify(data)}\n\n`;
}

export function writeBatch({ snapshot, events }: Batch, officeId: string | null): string | null {
  if (events === null) return write("reload", snapshot, {});
  const chosen = choose(events, officeId);
  return chosen.length === 0 ? null : write("changes", snapshot, { events: chosen });
}

export interface StreamStart {
  readonly hub: Hub;
  readonly officeId: string | null;
  /** Where the listener is up to date once `missed` is told. */
  readonly from: string;
  /** Null events: too much, or too long ago. */
  readonly missed: Batch["events"];
  /** Heard since `from`, while what was missed was being looked up; from now on the listener. */
  readonly follow: (listener: (batch: Batch) => void) => void;
}

/** Writes what was missed, then all that comes, until one of the two goes or the stream has lasted long enough. */
export function openStream(response: Response, start: StreamStart): void {
  const { hub, officeId } = start;
  response.status(200);
  response.setHeader("Content-Type", "text/event-stream; charset=utf-8");
  // Neither compressed nor held back on the way: each event counts as it comes.
  response.setHeader("Cache-Control", "no-store, no-transform");
  response.setHeader("X-Accel-Buffering", "no");
  let position = start.from;
  const alive = setInterval(() => {
    // While the database is silent so are we, and the listener says that what it shows may be old.
    if (hub.isReading()) send(write("alive", position, {}));
  }, ALIVE_SECONDS * 1_000).unref();
  const last = setTimeout(() => response.end(), STREAM_MINUTES * 60_000).unref();
  const forget = hub.onClose(() => response.end());
  response.on("close", () => {
    clearInterval(alive);
    clearTimeout(last);
    forget();
  });
  const send = (text: string) => {
    response.write(text);
    if (response.writableLength > MOST_WAITING_BYTES) response.destroy();
  };
  const missed = writeBatch({ snapshot: start.from, events: start.missed }, officeId);
  send(`retry: ${RETRY_MS}\n\n${missed ?? ""}${write("alive", start.from, {})}`);
  start.follow((batch) => {
    position = batch.snapshot;
    const text = writeBatch(batch, officeId);
    if (text !== null) send(text);
  });
}
