import { useCallback, useMemo, useState } from "react";
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
import { useReducedMotion } from "../ui/use-media.ts";
import type { LinkState } from "./link.ts";
import type { PatchLink } from "./use-link.ts";
import { readWallClock, writeWallClock } from "./wall-clock.ts";

const MINUTE_MS = 60_000;

export interface TimeDesk {
  readonly nowMs: number;
  readonly instantMs: number;
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

/** The instant and the interval of the page; the address holds them once the hand has let go. */
export function useTime(timeZone: string, link: LinkState, patch: PatchLink): TimeDesk {
  const nowMs = useNow();
  const reducedMotion = useReducedMotion();
  const [moving, setMoving] = useState<number | null>(null);
  const [zoom, setZoom] = useState<ClockZoom>("day");
  const [playing, setPlaying] = useState(false);

  const instantMs = moving ?? (link.instant ? readWallClock(link.instant, timeZone) : nowMs);
  const date = localDate(instantMs, timeZone);
  const { from, to } = link.interval ? rangeHolding(link.interval, date) : weekOf(date);
  const interval = useMemo(() => ({ from, to }), [from, to]);
  const span = useMemo(() => toSpanOf(interval, timeZone), [interval, timeZone]);

  const [lastWindow, setLastWindow] = useState(() => windowAround("day", localDate(nowMs, timeZone)));
  const window = windowHolding(lastWindow, zoom, date);
  if (window !== lastWindow) setLastWindow(window);

  const setInstant = useCallback(
    (next: number, settled = true) => {
      if (!settled) return setMoving(next);
      setMoving(null);
      const held = link.interval && rangeHolding(link.interval, localDate(next, timeZone));
      patch({ instant: writeWallClock(next, timeZone), ...(held ? { interval: held } : {}) });
    },
    [patch, timeZone, link.interval],
  );
  const set = useCallback<TimeDesk["set"]>(
    ({ instant, interval: range }) => {
      setMoving(null);
      patch({ instant, interval: range });
    },
    [patch],
  );
  const setInterval = useCallback(
    (range: DayRange) => {
      setMoving(null);
      if (holds(range, date)) return patch({ interval: range });
      // The instant comes along, for what is looked at lies between the two ends: now if now does.
      const first = fromLocal(range.from, 12 * 60 * MINUTE_MS, timeZone);
      const isNow = holds(range, localDate(Date.now(), timeZone));
      patch({ interval: range, instant: isNow ? undefined : writeWallClock(first, timeZone) });
    },
    [patch, timeZone, date],
  );

  usePlayback(playing, reducedMotion, (byMs) => setMoving(instantMs + byMs));
  const play = (next: boolean) => {
    setPlaying(next);
    if (!next && moving !== null) setInstant(moving);
  };

  return {
    nowMs,
    instantMs,
    interval,
    span,
    window,
    zoom,
    playing,
    setInstant,
    setInterval,
    set,
    step: (steps) => setInstant(stepInstant(instantMs, zoom, steps, timeZone)),
    stepWeeks: (weeks) => setInstant(shiftDays(instantMs, weeks * 7, timeZone)),
    today: () => {
      setPlaying(false);
      set({ instant: undefined, interval: undefined });
    },
    setZoom,
    play,
  };
}
