import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import type { LiveEvent } from "../../../domain/live/contract.ts";
import { useSession } from "../people/use-session.ts";
import { followLive, type LiveState } from "./live-connection.ts";
import { isTouched } from "./touched.ts";

type Listener = (events: readonly LiveEvent[]) => void;

interface Live {
  readonly state: LiveState;
  readonly listen: (listener: Listener) => () => void;
}

export const LiveContext = createContext<Live>({ state: "live", listen: () => () => undefined });

/** Several saves in a row are looked at once. */
const REST_MS = 60;
/** An answer that is still on its way says what our own save became; the event of it is then no news. */
const ANSWER_MS = 100;
const LONGEST_ANSWER_MS = 5_000;

/** One stream for the page: what changed is asked for again, quietly, and whoever listens is told. */
export function useLiveConnection(): Live {
  const client = useQueryClient();
  const session = useSession();
  // Who one is decides which events one hears.
  const personId = session.isPending ? undefined : (session.data?.person?.id ?? null);
  const [state, setState] = useState<LiveState>("live");
  const listeners = useRef(new Set<Listener>());

  useEffect(() => {
    if (personId === undefined) return;
    let waiting: LiveEvent[] = [];
    let since = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const pass = () => {
      timer = undefined;
      if (client.isMutating() > 0 && Date.now() - since < LONGEST_ANSWER_MS) {
        timer = setTimeout(pass, ANSWER_MS);
        return;
      }
      const events = waiting;
      waiting = [];
      const news = events.filter((event) => isNews(client, event));
      if (news.length > 0) for (const listener of listeners.current) listener(news);
      refresh(client, events);
    };
    const stop = followLive({
      onEvents(events) {
        waiting.push(...events);
        if (timer !== undefined) return;
        since = Date.now();
        timer = setTimeout(pass, REST_MS);
      },
      onReload: () =>
        void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "history" }),
      onState: setState,
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, personId]);

  return useMemo(
    () => ({
      state,
      listen(listener) {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [state],
  );
}

/** What this page has not got already, by its own save or an answer that came in between. */
function isNews(client: QueryClient, { kind, interventionId, version }: LiveEvent): boolean {
  if (kind !== "intervention" || version === null) return true;
  const known = client.getQueryData<Intervention>(["intervention", interventionId]);
  return known === undefined || known.version < version;
}

/** Old answers stay on the screen until the new ones are there. */
function refresh(client: QueryClient, events: readonly LiveEvent[]): void {
  for (const { change, interventionId } of events) {
    // There is no newer answer to wait for.
    if (change === "deleted") void client.resetQueries({ queryKey: ["intervention", interventionId] });
  }
  const asked = events.filter(({ change }) => change !== "deleted");
  void client.invalidateQueries({
    predicate: ({ queryKey }) =>
      (queryKey[0] === "intervention" ? asked : events).some((event) => isTouched(queryKey, event)),
  });
}

export function useLiveState(): LiveState {
  return useContext(LiveContext).state;
}

/** @param listener called with what others changed; a new one each time may be given */
export function useLiveEvents(listener: Listener): void {
  const { listen } = useContext(LiveContext);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => listen((events) => latest.current(events)), [listen]);
}
