import { useCallback, useLayoutEffect, useMemo, useState } from "react";
import { fromLocal, localDate, shiftDays } from "../../domain/geo/calendar.ts";
import type { Span } from "../../domain/geo/interval.ts";
import {
  type ClockZoom,
  type DayRange,
  holds,
  rangeHolding,
  stepInstant,
  toSpanOf,
  weekOf,
  windowAround,
  windowHolding,
} from "../features/clock/clock-window.ts";
import { useNow } from "../features/clock/use-now.ts";
import { usePlayback } from "../features/clock/use-playback.ts";
import { createMoving, type Moving } from "../ui/moving.ts";
import { useReducedMotion } from "../ui/use-media.ts";
import type { LinkState } from "./link.ts";
import type { PatchLink } from "./use-link.ts";
import { readWallClock, writeWallClock } from "./wall-clock.ts";

const MINUTE_MS = 60_000;

export interface TimeDesk {
  readonly nowMs: number;
  /** Where the hand let go, or moved interval or window last: the page as a whole need not know of each step. */
  readonly instantMs: number;
  /** The instant at every step. */
  readonly instant: Moving<number>;
  readonly interval: DayRange;
  readonly span: Span;
  readonly window: DayRange;
  readonly zoom: ClockZoom;
  readonly playing: boolean;
  setInstant(instantMs: number, settled?: boolean): void;
  setInterval(interval: DayRange): void;
  /** Instant and interval at once, as the link holds them; undefined: now, this week. */
  set(time: Pick<LinkState, "instant" | "interval">): void;
  step(steps: number): void;
  stepWeeks(weeks: number): void;
  today(): void;
  setZoom(zoom: ClockZoom): void;
  play(playing: boolean): void;
}

/** Where the handle was put, and each text of it that the address was given since. */
interface Moved {
  readonly ms: number;
  readonly written: readonly string[];
}

/** The instant and the interval of the page; the address holds them once the hand has let go. */
export function useTime(timeZone: string, link: LinkState, patch: PatchLink): TimeDesk {
  const nowMs = useNow();
  const reducedMotion = useReducedMotion();
  const [moved, setMoved] = useState<Moved | null>(null);
  const [zoom, setZoom] = useState<ClockZoom>("day");
  const [playing, setPlaying] = useState(false);

  // Steps on their way to the address arrive one by one; with the last, or anything else, the address is right.
  const [linked, setLinked] = useState(link.instant);
  if (linked !== link.instant) {
    setLinked(link.instant);
    const passing = moved?.written.slice(0, -1).includes(link.instant ?? "");
    if (!passing && !playing) setMoved(null);
  }
  const instantMs = moved?.ms ?? (link.instant ? readWallClock(link.instant, timeZone) : nowMs);
  const [instant] = useState(() => createMoving(instantMs));
  useLayoutEffect(() => instant.set(instantMs), [instant, instantMs]);

  const date = localDate(instantMs, timeZone);
  const { from, to } = link.interval ? rangeHolding(link.interval, date) : weekOf(date);
  const interval = useMemo(() => ({ from, to }), [from, to]);
  const span = useMemo(() => toSpanOf(interval, timeZone), [interval, timeZone]);

  const [lastWindow, setLastWindow] = useState(() => windowAround("day", localDate(nowMs, timeZone)));
  const window = windowHolding(lastWindow, zoom, date);
  if (window !== lastWindow) setLastWindow(window);

  const isMoved = moved !== null;
  const move = useCallback(
    (next: number) => {
      instant.set(next);
      const to = localDate(next, timeZone);
      // Beyond them interval and window go along, and with them the page.
      if (!isMoved || !holds(interval, to) || !holds(window, to)) setMoved({ ms: next, written: [] });
    },
    [instant, timeZone, isMoved, interval, window],
  );
  const setInstant = useCallback(
    (next: number, settled = true) => {
      if (!settled) return move(next);
      const text = writeWallClock(next, timeZone);
      instant.set(next);
      setMoved((before) => ({ ms: next, written: [...(before?.written ?? []), text] }));
      const held = link.interval && rangeHolding(link.interval, localDate(next, timeZone));
      patch({ instant: text, ...(held ? { interval: held } : {}) });
    },
    [move, instant, patch, timeZone, link.interval],
  );
  const set = useCallback<TimeDesk["set"]>(
    ({ instant: at, interval: range }) => {
      setMoved(null);
      patch({ instant: at, interval: range });
    },
    [patch],
  );
  const setInterval = useCallback(
    (range: DayRange) => {
      if (holds(range, localDate(instant.get(), timeZone))) return patch({ interval: range });
      setMoved(null);
      // The instant comes along, for what is looked at lies between the two ends: now if now does.
      const first = fromLocal(range.from, 12 * 60 * MINUTE_MS, timeZone);
      const isNow = holds(range, localDate(Date.now(), timeZone));
      patch({ interval: range, instant: isNow ? undefined : writeWallClock(first, timeZone) });
    },
    [patch, timeZone, instant],
  );

  usePlayback(playing, reducedMotion, (byMs) => move(instant.get() + byMs));
  const play = (next: boolean) => {
    setPlaying(next);
    if (!next && moved !== null) setInstant(instant.get());
  };

  return {
    nowMs,
    instantMs,
    instant,
    interval,
    span,
    window,
    zoom,
    playing,
    setInstant,
    setInterval,
    set,
    step: (steps) => setInstant(stepInstant(instant.get(), zoom, steps, timeZone)),
    stepWeeks: (weeks) => setInstant(shiftDays(instant.get(), weeks * 7, timeZone)),
    today: () => {
      setPlaying(false);
      set({ instant: undefined, interval: undefined });
    },
    setZoom,
    play,
  };
}
