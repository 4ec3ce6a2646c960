import { startTransition, useEffect, useState, useSyncExternalStore } from "react";

/** A value that changes many times a second: only who asks for it is told, and the page is not drawn anew. */
export interface Moving<T> {
  get(): T;
  /** @returns how to stop listening. */
  subscribe(onChange: () => void): () => void;
}

export interface MovingCell<T> extends Moving<T> {
  set(next: T): void;
}

export function createMoving<T>(first: T): MovingCell<T> {
  const listeners = new Set<() => void>();
  let value = first;
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

export function useMoving<T>(moving: Moving<T>): T {
  return useSyncExternalStore(moving.subscribe, moving.get);
}

/** The value as it was less than `atMostMs` ago: for what is too much to draw at every step. */
export function useMovingSlowly<T>(moving: Moving<T>, atMostMs: number): T {
  const [seen, setSeen] = useState(moving.get);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      startTransition(() => setSeen(() => moving.get()));
    };
    look();
    const stop = moving.subscribe(() => {
      timer ??= setTimeout(look, atMostMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [moving, atMostMs]);
  return seen;
}
