/** What requests take inside this process's servers: from their heads' arrival to the last byte handed over. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";

const STARTED = "http.server.request.start";

export interface ServedTimes {
  /** Milliseconds of the latest so many replies, the shortest first. */
  latest(count: number): number[];
  close(): void;
}

export function watchServed(): ServedTimes {
  const times: number[] = [];
  const onStart = (message: unknown) => {
    const { response } = message as { readonly response: ServerResponse };
    const startedAt = performance.now();
    response.once("finish", () => times.push(performance.now() - startedAt));
  };
  subscribe(STARTED, onStart);
  return {
    latest: (count) => times.slice(-count).sort((a, b) => a - b),
    close: () => {
      unsubscribe(STARTED, onStart);
    },
  };
}
