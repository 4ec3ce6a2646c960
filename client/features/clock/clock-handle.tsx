import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { type Moving, useEachStep } from "../../ui/moving.ts";
import { type DayRange, positionOf, rangeLength } from "./clock-window.ts";
import type { Speaker } from "./speaker.ts";

interface ClockHandleProps {
  readonly instant: Moving<number>;
  readonly speak: Speaker;
  readonly window: DayRange;
  /** Of the window's days together. */
  readonly widthPixels: number;
  readonly positionAt: (event: { readonly clientX: number }) => number;
  readonly onMove: (position: number, settled: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * What a step changes is written without React: drawing two components anew took as long as the scene's own frame
 * over ten thousand works.
 */
export function ClockHandle(props: ClockHandleProps) {
  const { instant, speak, window, widthPixels, onKeyDown } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const handle = useRef<HTMLDivElement>(null);
  const length = rangeLength(window);
  const shownAt = (instantMs: number) =>
    Math.min(length, Math.max(0, positionOf(instantMs, window, format.timeZone)));
  const valueAt = (instantMs: number) => Math.round(shownAt(instantMs) * 100) / 100;

  useEachStep(instant, (instantMs) => {
    const element = handle.current!;
    // Moved by the compositor: neither layout nor paint at a step.
    element.style.transform = `translateX(${(shownAt(instantMs) / length) * widthPixels}px)`;
    element.setAttribute("aria-valuenow", String(valueAt(instantMs)));
    element.setAttribute("aria-valuetext", speak(instantMs).parts.join(", "));
  });

  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => listenToHand(handle.current!, latest), []);

  return (
    <div
      ref={handle}
      className="clock-handle"
      role="slider"
      tabIndex={0}
      aria-label={t("clock.instant")}
      aria-valuemin={0}
      aria-valuemax={length}
      aria-valuenow={valueAt(instant.get())}
      onKeyDown={onKeyDown}
    />
  );
}

/** @returns how to stop listening. */
function listenToHand(
  handle: HTMLElement,
  latest: { readonly current: Pick<ClockHandleProps, "positionAt" | "onMove"> },
): () => void {
  let held: "no" | "still" | "moved" = "no";
  const tell = (event: PointerEvent, settled: boolean) =>
    latest.current.onMove(latest.current.positionAt(event), settled);
  const listeners = {
    pointerdown: (event: PointerEvent) => {
      // Neither a press on the clock's days, nor the beginning of a selection of text, looked for at every move.
      event.stopPropagation();
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      handle.focus();
      held = "still";
    },
    pointermove: (event: PointerEvent) => {
      if (held === "no") return;
      event.stopPropagation();
      held = "moved";
      tell(event, false);
    },
    pointerup: (event: PointerEvent) => {
      event.stopPropagation();
      if (held === "moved") tell(event, true);
      held = "no";
    },
    pointercancel: () => {
      held = "no";
    },
  };
  const all = Object.entries(listeners) as [keyof typeof listeners, (event: PointerEvent) => void][];
  for (const [name, listener] of all) handle.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of all) handle.removeEventListener(name, listener);
  };
}
