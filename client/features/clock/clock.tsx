import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClockDay } from "../../../domain/clock/contract.ts";
import { toLocal } from "../../../domain/geo/calendar.ts";
import type { Span } from "../../../domain/geo/interval.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { useMeasuredWidth } from "../../ui/use-measured-width.ts";
import { usePhone } from "../../ui/use-media.ts";
import { totalOf } from "./clock-bars.ts";
import { ClockPlot } from "./clock-plot.tsx";
import {
  CLOCK_ZOOMS,
  type ClockZoom,
  type DayRange,
  positionOf,
  rangeBetween,
  rangeLength,
  snapToInstant,
} from "./clock-window.ts";
import "./clock.css";

interface ClockProps {
  readonly days: readonly ClockDay[];
  readonly state: "loading" | "failed" | "ready";
  readonly window: DayRange;
  readonly zoom: ClockZoom;
  readonly interval: DayRange;
  readonly instantMs: number;
  readonly nowMs: number;
  readonly draftSpan: Span | null;
  readonly playing: boolean;
  /** `settled`: the hand has let go. */
  readonly onInstant: (instantMs: number, settled: boolean) => void;
  readonly onInterval: (interval: DayRange) => void;
  readonly onZoom: (zoom: ClockZoom) => void;
  readonly onStep: (steps: number) => void;
  readonly onWeek: (weeks: number) => void;
  readonly onToday: () => void;
  readonly onPlay: (playing: boolean) => void;
  readonly onNextChange: () => void;
  readonly onAgain: () => void;
}

const PLOT_PIXELS = 60;
/** A pointer that moved less than this has clicked, not dragged. */
const CLICK_PIXELS = 4;

export function Clock(props: ClockProps) {
  const { days, window, zoom, instantMs, playing, onInstant, onInterval, onPlay } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const phone = usePhone();
  const [plot, width] = useMeasuredWidth<HTMLDivElement>();
  const drag = useRef<{ startX: number; position: number } | null>(null);
  const [dragged, setDragged] = useState<DayRange | null>(null);

  const local = toLocal(instantMs, format.timeZone);
  const today = days.find((day) => day.date === local.date) ?? null;
  const position = positionOf(instantMs, window, format.timeZone);
  const length = rangeLength(window);
  const positionAt = (event: PointerEvent) => {
    const box = plot.current!.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * length;
  };

  const spoken = [
    format.day(local.date),
    zoom === "hour" ? t("clock.atHour", { time: format.time(instantMs) }) : null,
    today?.holiday ?? null,
    today ? t("clock.interventions", { count: totalOf(today) }) : null,
    today ? t("severity.blocking.count", { count: today.blocking }) : null,
  ].filter((part) => part !== null);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case "ArrowLeft":
      case "ArrowDown":
        props.onStep(-1);
        break;
      case "ArrowRight":
      case "ArrowUp":
        props.onStep(1);
        break;
      case "PageUp":
        props.onWeek(-1);
        break;
      case "PageDown":
        props.onWeek(1);
        break;
      case "Home":
        props.onToday();
        break;
      case " ":
        onPlay(!playing);
        break;
      case "n":
      case "N":
        props.onNextChange();
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <section className="clock" data-testid="clock" aria-label={t("clock.title")}>
      <div className="clock-bar">
        <button
          type="button"
          className="icon-button"
          aria-label={t(playing ? "clock.pause" : "clock.play")}
          onClick={() => onPlay(!playing)}
        >
          <Icon name={playing ? "pause" : "play"} />
        </button>
        <button type="button" className="button button-small" onClick={props.onToday}>
          {t("clock.today")}
        </button>
        <p className="clock-said" aria-hidden="true">
          <strong>{phone ? format.weekday(local.date) : spoken[0]}</strong>
          <span>{spoken.slice(1).join(" · ")}</span>
        </p>
        {props.state === "failed" && (
          <p className="clock-failed" role="alert">
            {t("clock.failed")}{" "}
            <button type="button" className="button button-small" onClick={props.onAgain}>
              {t("common.again")}
            </button>
          </p>
        )}
        <fieldset className="segments" aria-label={t("clock.zoom")}>
          {CLOCK_ZOOMS.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={zoom === one}
              aria-label={t(`clock.zooms.${one}`)}
              onClick={() => props.onZoom(one)}
            >
              {t(phone ? `clock.shortZooms.${one}` : `clock.zooms.${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
      <div
        ref={plot}
        className="clock-track"
        aria-busy={props.state === "loading"}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { startX: event.clientX, position: positionAt(event) };
        }}
        onPointerMove={(event) => {
          if (drag.current === null || Math.abs(event.clientX - drag.current.startX) < CLICK_PIXELS) return;
          setDragged(rangeBetween(drag.current.position, positionAt(event), window));
        }}
        onPointerUp={() => {
          if (drag.current === null) return;
          if (dragged) onInterval(dragged);
          else onInstant(snapToInstant(drag.current.position, window, zoom, format.timeZone), true);
          drag.current = null;
          setDragged(null);
        }}
        onPointerCancel={() => {
          drag.current = null;
          setDragged(null);
        }}
      >
        {width > 0 && (
          <ClockPlot
            days={days}
            window={window}
            zoom={zoom}
            interval={dragged ?? props.interval}
            nowMs={props.nowMs}
            draftSpan={props.draftSpan}
            widthPixels={width}
            heightPixels={PLOT_PIXELS}
          />
        )}
        <Handle
          label={t("clock.instant")}
          spoken={spoken.join(", ")}
          position={position}
          length={length}
          positionAt={positionAt}
          onMove={(at, settled) => onInstant(snapToInstant(at, window, zoom, format.timeZone), settled)}
          onKeyDown={onKeyDown}
        />
      </div>
    </section>
  );
}

interface HandleProps {
  readonly label: string;
  readonly spoken: string;
  readonly position: number;
  readonly length: number;
  readonly positionAt: (event: PointerEvent) => number;
  readonly onMove: (position: number, settled: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Handle({ label, spoken, position, length, positionAt, onMove, onKeyDown }: HandleProps) {
  const held = useRef<"no" | "still" | "moved">("no");
  const element = useRef<HTMLDivElement>(null);
  const shown = Math.min(length, Math.max(0, position));
  useEffect(() => {
    element.current?.style.setProperty("left", `${(shown / length) * 100}%`);
  }, [shown, length]);
  return (
    <div
      ref={element}
      className="clock-handle"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={length}
      aria-valuenow={Math.round(shown * 100) / 100}
      aria-valuetext={spoken}
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
