/** Holds on to the stream of events: goes on after what was heard last, backs off, and says when it is cut off. */
import type { z } from "zod";
import {
  ALIVE_SECONDS,
  followEvents,
  type LiveEvent,
  liveChangesSchema,
} from "../../../domain/live/contract.ts";
import { addressOf } from "../../api/call.ts";

/** Longer without a word and the connection is dead, whatever the browser believes. */
const SILENCE_MS = 2.5 * ALIVE_SECONDS * 1_000;
const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A stream that ends and is there again within this is nobody's concern. */
const TOLD_AFTER_MS = 5_000;
/** A page out of sight lets go, because a browser has six connections for all of its pages of a site. */
const UNSEEN_MS = 60_000;

export type LiveState = "live" | "paused";

interface LiveHandlers {
  readonly onEvents: (events: readonly LiveEvent[]) => void;
  /** More was missed than can be told: whatever is shown may be old. */
  readonly onReload: () => void;
  readonly onState: (state: LiveState) => void;
}

/** @returns how to let go */
export function followLive({ onEvents, onReload, onState }: LiveHandlers): () => void {
  let source: EventSource | null = null;
  let lastId: string | undefined;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let telling: ReturnType<typeof setTimeout> | undefined;
  let unseen: ReturnType<typeof setTimeout> | undefined;

  const hear = (event: MessageEvent<string>): unknown => {
    failures = 0;
    lastId = event.lastEventId;
    clearTimeout(telling);
    telling = undefined;
    onState("live");
    clearTimeout(silence);
    silence = setTimeout(breakOff, SILENCE_MS);
    return JSON.parse(event.data);
  };

  function open(): void {
    clearTimeout(retry);
    source?.close();
    source = new EventSource(addressOf(followEvents, { query: { after: lastId } }));
    source.addEventListener("alive", hear);
    source.addEventListener("reload", (event) => {
      hear(event);
      onReload();
    });
    source.addEventListener("changes", (event) => {
      const told: z.ZodSafeParseResult<z.output<typeof liveChangesSchema>> = liveChangesSchema.safeParse(
        hear(event),
      );
      // A server newer than this page speaks of things it does not know: it looks again at those it knows.
      if (told.success) onEvents(told.data.events);
      else onReload();
    });
    source.addEventListener("error", breakOff);
    clearTimeout(silence);
    silence = setTimeout(breakOff, SILENCE_MS);
  }

  function breakOff(): void {
    letGo();
    telling ??= setTimeout(() => onState("paused"), TOLD_AFTER_MS);
    const wait = Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** failures++);
    // Not all of a town's pages at the same moment, when the server is back.
    retry = setTimeout(open, wait * (0.75 + Math.random() / 2));
  }

  function letGo(): void {
    source?.close();
    source = null;
    clearTimeout(silence);
    clearTimeout(retry);
  }

  const onOnline = () => {
    if (source === null && !document.hidden) open();
  };
  const onVisibility = () => {
    clearTimeout(unseen);
    if (document.hidden) unseen = setTimeout(letGo, UNSEEN_MS);
    else if (source === null) open();
  };
  window.addEventListener("online", onOnline);
  document.addEventListener("visibilitychange", onVisibility);
  open();
  return () => {
    window.removeEventListener("online", onOnline);
    document.removeEventListener("visibilitychange", onVisibility);
    clearTimeout(unseen);
    clearTimeout(telling);
    letGo();
  };
}
