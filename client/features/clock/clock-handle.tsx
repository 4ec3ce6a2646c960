import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { useMoving } from "../../ui/moving.ts";
import { type DayRange, positionOf, rangeLength } from "./clock-window.ts";
import { type Said, useSpoken } from "./use-spoken.ts";

interface ClockHandleProps extends Said {
  readonly window: DayRange;
  /** Of the window's days together. */
  readonly widthPixels: number;
  readonly positionAt: (event: PointerEvent) => number;
  readonly onMove: (position: number, settled: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function ClockHandle(props: ClockHandleProps) {
  const { window, widthPixels, positionAt, onMove, onKeyDown, ...said } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { parts } = useSpoken(said);
  const held = useRef<"no" | "still" | "moved">("no");
  const length = rangeLength(window);
  const position = positionOf(useMoving(said.instant), window, format.timeZone);
  const shown = Math.min(length, Math.max(0, position));
  return (
    <div
      className="clock-handle"
      // Moved by the compositor: neither layout nor paint at a step.
      style={{ transform: `translateX(${(shown / length) * widthPixels}px)` }}
      role="slider"
      tabIndex={0}
      aria-label={t("clock.instant")}
      aria-valuemin={0}
      aria-valuemax={length}
      aria-valuenow={Math.round(shown * 100) / 100}
      aria-valuetext={parts.join(", ")}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        held.current = "still";
      }}
      onPointerMove={(event) => {
        if (held.current === "no") return;
        held.current = "moved";
        onMove(positionAt(event), false);
      }}
      onPointerUp={(event) => {
        event.stopPropagation();
        if (held.current === "moved") onMove(positionAt(event), true);
        held.current = "no";
      }}
      onPointerCancel={() => {
        held.current = "no";
      }}
    />
  );
}
