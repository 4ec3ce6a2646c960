import { startTransition, useEffect, useLayoutEffect, useReducer, useRef } from "react";

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

/** Writes the value into the page, once drawn and at every step, past React. */
export function useEachStep<T>(moving: Moving<T>, write: (value: T) => void): void {
  useLayoutEffect(() => {
    write(moving.get());
    return moving.subscribe(() => write(moving.get()));
  });
}

/**
 * What `read` finds in the value, looked for once in `everyMs` while it moves: for what is too much to draw at every
 * step. Nothing is drawn anew while it finds the same.
 */
export function useMovingSlowly<T, F extends string | number | boolean>(
  moving: Moving<T>,
  everyMs: number,
  read: (value: T) => F,
): F {
  const [, drawAnew] = useReducer((count: number) => count + 1, 0);
  const found = read(moving.get());
  const shown = useRef({ read, found });
  useEffect(() => {
    shown.current = { read, found };
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      const { current } = shown;
      if (current.read(moving.get()) !== current.found) startTransition(drawAnew);
    };
    look();
    const stop = moving.subscribe(() => {
      timer ??= setTimeout(look, everyMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [moving, everyMs]);
  return found;
}
