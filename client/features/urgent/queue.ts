/**
 * Urgent digs that nobody has answered yet. Each is on the device before it is sent and stays until the answer is
 * there: a dead network between the two loses nothing, and the id makes two sendings one dig.
 */
import { z } from "zod";
import type { ResponseOf } from "../../../domain/contract/endpoint.ts";
import type { Problem } from "../../../domain/contract/problems.ts";
import type { startUrgentDig } from "../../../domain/urgent/contract.ts";
import { type UrgentDig, urgentDigSchema } from "../../../domain/urgent/dig.ts";
import { ProblemError } from "../../api/call.ts";
import { readStored, writeStored } from "../../ui/stored.ts";

export type StartedDig = ResponseOf<typeof startUrgentDig>;

export interface QueuedDig {
  readonly dig: UrgentDig;
  /** `waiting`: no answer yet; `signIn`: nobody may send it now; `refused`: it was read and refused. */
  readonly state: "waiting" | "signIn" | "refused";
  readonly problem: Problem | null;
}

const STORED = "decumano.urgent-digs";
const SHORTEST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

interface Storage {
  read(): string | null;
  write(text: string | null): boolean;
}
const onDevice: Storage = {
  read: () => readStored(STORED),
  write: (text) => writeStored(STORED, text),
};

export interface Snapshot {
  readonly queued: readonly QueuedDig[];
  /** The last one that was answered since the page was opened. */
  readonly started: StartedDig | null;
  /** False: this device keeps nothing, and what waits is lost with the page. */
  readonly isKept: boolean;
}

export interface UrgentQueue {
  get(): Snapshot;
  subscribe(onChange: () => void): () => void;
  add(dig: UrgentDig): void;
  /** Takes a refused one away, or one that is given up. */
  drop(id: string): void;
  /** Puts the last answer aside. */
  dismiss(): void;
  /** Sends all that waits; what nobody answers is tried again later by itself. */
  send(): Promise<void>;
}

export function createUrgentQueue(
  start: (dig: UrgentDig) => Promise<StartedDig>,
  storage: Storage = onDevice,
): UrgentQueue {
  let snapshot: Snapshot = { queued: readQueued(storage.read()), started: null, isKept: true };
  const listeners = new Set<() => void>();
  let sending: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function change(next: Partial<Snapshot>): void {
    snapshot = { ...snapshot, ...next };
    if (next.queued !== undefined) {
      const digs = next.queued.map(({ dig }) => dig);
      snapshot = { ...snapshot, isKept: storage.write(digs.length === 0 ? null : JSON.stringify(digs)) };
    }
    for (const listener of listeners) listener();
  }
  const replace = (id: string, by: readonly QueuedDig[]) =>
    change({ queued: snapshot.queued.flatMap((one) => (one.dig.id === id ? by : [one])) });

  async function sendOne({ dig }: QueuedDig): Promise<boolean> {
    try {
      const started = await start(dig);
      replace(dig.id, []);
      change({ started });
      return true;
    } catch (error) {
      const problem = error instanceof ProblemError ? error.problem : null;
      if (problem === null || problem.status >= 500 || problem.status === 429) return false;
      const state = problem.status === 401 || problem.status === 403 ? "signIn" : "refused";
      replace(dig.id, [{ dig, state, problem }]);
      return true;
    }
  }

  async function sendAll(): Promise<void> {
    clearTimeout(timer);
    let answered = true;
    for (const one of snapshot.queued) {
      if (one.state !== "refused") answered = (await sendOne(one)) && answered;
    }
    failures = answered ? 0 : failures + 1;
    if (answered) return;
    timer = setTimeout(
      () => void queue.send(),
      Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** (failures - 1)),
    );
  }

  const queue: UrgentQueue = {
    get: () => snapshot,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    add(dig) {
      change({ queued: [...snapshot.queued, { dig, state: "waiting", problem: null }], started: null });
      // One that came while others were being sent goes right after them.
      void (sending ?? Promise.resolve()).then(() => queue.send());
    },
    drop: (id) => replace(id, []),
    dismiss: () => change({ started: null }),
    send() {
      sending ??= sendAll().finally(() => {
        sending = null;
      });
      return sending;
    },
  };
  return queue;
}

/** What an older page kept and this one cannot read is left out, never a reason to keep the rest from being sent. */
function readQueued(text: string | null): QueuedDig[] {
  if (text === null) return [];
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return [];
  }
  return z
    .array(z.unknown())
    .catch([])
    .parse(stored)
    .flatMap((one) => {
      const dig = urgentDigSchema.safeParse(one);
      return dig.success ? [{ dig: dig.data, state: "waiting" as const, problem: null }] : [];
    });
}
