import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClockDay } from "../../../domain/clock/contract.ts";
import type { Span } from "../../../domain/geo/interval.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import type { Moving } from "../../ui/moving.ts";
import { useMeasuredWidth } from "../../ui/use-measured-width.ts";
import { usePhone } from "../../ui/use-media.ts";
import { ClockHandle } from "./clock-handle.tsx";
import { ClockPlot } from "./clock-plot.tsx";
import { ClockSaid } from "./clock-said.tsx";
import {
  CLOCK_ZOOMS,
  type ClockZoom,
  type DayRange,
  rangeBetween,
  rangeLength,
  snapToInstant,
} from "./clock-window.ts";
import { createSpeaker } from "./speaker.ts";
import "./clock.css";

interface ClockProps {
  readonly days: readonly ClockDay[];
  readonly state: "loading" | "failed" | "ready";
  readonly window: DayRange;
  readonly zoom: ClockZoom;
  readonly interval: DayRange;
  readonly instant: Moving<number>;
  readonly nowMs: number;
  readonly draftSpan: Span | null;
  /** The time that the finding pointed at is about. */
  readonly marked: Span | null;
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
  const { days, window, zoom, playing, onInstant, onInterval, onPlay } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const phone = usePhone();
  const [plot, width] = useMeasuredWidth<HTMLDivElement>();
  const drag = useRef<{ startX: number; position: number } | null>(null);
  const [dragged, setDragged] = useState<DayRange | null>(null);

  const length = rangeLength(window);
  const positionAt = (event: Pick<PointerEvent, "clientX">) => {
    const box = plot.current!.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * length;
  };

  const speak = useMemo(() => createSpeaker(days, zoom, t, format), [days, zoom, t, format]);

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
        <ClockSaid instant={props.instant} speak={speak} short={phone} />
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
            marked={props.marked}
            widthPixels={width}
            heightPixels={PLOT_PIXELS}
          />
        )}
        <ClockHandle
          instant={props.instant}
          speak={speak}
          window={window}
          widthPixels={width}
          positionAt={positionAt}
          onMove={(at, settled) => onInstant(snapToInstant(at, window, zoom, format.timeZone), settled)}
          onKeyDown={onKeyDown}
        />
      </div>
    </section>
  );
}
