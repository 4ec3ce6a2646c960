import { memo, useMemo } from "react";
import type { ClockDay } from "../../../domain/clock/contract.ts";
import { addDays, daysBetween } from "../../../domain/geo/calendar.ts";
import type { Span } from "../../../domain/geo/interval.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { kindColour } from "../../scene/phase-style.ts";
import { layOutBars } from "./clock-bars.ts";
import { type ClockZoom, type DayRange, positionOf, rangeLength, startOfWeek } from "./clock-window.ts";

interface ClockPlotProps {
  readonly days: readonly ClockDay[];
  readonly window: DayRange;
  readonly zoom: ClockZoom;
  readonly interval: DayRange;
  readonly nowMs: number;
  readonly draftSpan: Span | null;
  readonly marked: Span | null;
  readonly widthPixels: number;
  readonly heightPixels: number;
}

const LABEL_PIXELS = 16;
const TICK_PIXELS = 12;
const OCTAGON = "M-1.7-4h3.4L4-1.7v3.4L1.7 4h-3.4L-4 1.7v-3.4Z";

/** The picture of the clock; what it shows is said by the handle's text and the list. */
export const ClockPlot = memo(function ClockPlot(props: ClockPlotProps) {
  const { days, window, zoom, interval, nowMs, draftSpan, marked, widthPixels, heightPixels } = props;
  const format = useFormat();
  const dayPixels = widthPixels / rangeLength(window);
  const x = (position: number) => position * dayPixels;
  const base = heightPixels - LABEL_PIXELS;
  const barPixels = base - TICK_PIXELS;
  const bars = useMemo(() => layOutBars(days, window, zoom), [days, window, zoom]);
  const start = daysBetween(window.from, interval.from);
  const end = daysBetween(window.from, interval.to);
  const tick = Math.min(1, ((zoom === "week" ? 7 : 1) * dayPixels) / 9);
  const gap = dayPixels > 6 ? 1 : 0;
  const positions = (span: Span | null) =>
    span && [span.startMs, span.endMs].map((ms) => positionOf(ms, window, format.timeZone));
  const ghost = positions(draftSpan);
  const mark = positions(marked);

  return (
    <svg className="clock-plot" width={widthPixels} height={heightPixels} aria-hidden="true">
      <defs>
        <pattern
          id="clock-stripes"
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0v5" stroke="#a79f93" strokeWidth="1.5" />
        </pattern>
      </defs>
      {zoom !== "week" &&
        days
          .filter((day) => window.from <= day.date && day.date < window.to && (day.weekend || day.holiday))
          .map((day) => (
            <rect
              key={day.date}
              className={day.holiday ? "clock-holiday" : "clock-off"}
              x={x(daysBetween(window.from, day.date))}
              y={0}
              width={dayPixels}
              height={base}
            >
              <title>{day.holiday ?? format.day(day.date)}</title>
            </rect>
          ))}
      <rect className="clock-interval" x={x(start)} y={0} width={x(end - start)} height={base} />
      {bars.map((bar) => (
        <g key={bar.date}>
          {bar.segments.map(({ kind, from, to }) => (
            <rect
              key={kind}
              x={x(bar.startDay) + gap / 2}
              y={base - to * barPixels}
              width={Math.max(1, x(bar.days) - gap)}
              height={Math.max(0.5, (to - from) * barPixels)}
              fill={kindColour(kind)}
            />
          ))}
          {bar.blocking > 0 && (
            <path
              className="clock-blocking"
              d={OCTAGON}
              transform={`translate(${x(bar.startDay + bar.days / 2)} ${TICK_PIXELS / 2}) scale(${tick})`}
            />
          )}
        </g>
      ))}
      <path className="clock-edges" d={`M${x(start)} 0V${base}M${x(end)} 0V${base}`} />
      {ghost && (
        <rect
          className="clock-draft"
          x={x(ghost[0]!)}
          y={TICK_PIXELS + 1}
          width={Math.max(2, x(ghost[1]! - ghost[0]!))}
          height={barPixels - 2}
        />
      )}
      {mark && (
        <rect
          className="clock-marked"
          data-testid="clock-marked"
          x={x(mark[0]!)}
          y={1}
          width={Math.max(3, x(mark[1]! - mark[0]!))}
          height={base - 2}
        />
      )}
      <path className="clock-now" d={`M${x(positionOf(nowMs, window, format.timeZone))} 0V${base}`} />
      <path className="clock-base" d={`M0 ${base + 0.5}H${widthPixels}`} />
      <Labels window={window} zoom={zoom} dayPixels={dayPixels} base={base} />
    </svg>
  );
});

interface LabelsProps {
  readonly window: DayRange;
  readonly zoom: ClockZoom;
  readonly dayPixels: number;
  readonly base: number;
}

const LABEL_ROOM_PIXELS = 62;

function Labels({ window, zoom, dayPixels, base }: LabelsProps) {
  const format = useFormat();
  const length = rangeLength(window);
  // Each day by hour, each Monday by day, as few Mondays as leave room for their names.
  const stride = zoom === "hour" ? 1 : 7 * Math.max(1, Math.ceil(LABEL_ROOM_PIXELS / (7 * dayPixels)));
  const first = zoom === "hour" ? 0 : daysBetween(window.from, startOfWeek(addDays(window.from, 6)));
  const labels: { position: number; text: string }[] = [];
  for (let position = first; position < length; position += stride) {
    const date = addDays(window.from, position);
    labels.push({ position, text: zoom === "hour" ? format.weekday(date) : format.shortDay(date, date) });
  }
  return (
    <g className="clock-labels">
      {labels.map(({ position, text }) => (
        <g key={position} transform={`translate(${position * dayPixels} ${base})`}>
          <path d="M.5 0v5" />
          {(length - position) * dayPixels > 40 && (
            <text x="4" y="13">
              {text}
            </text>
          )}
        </g>
      ))}
      {zoom === "hour" &&
        Array.from({ length: length * 4 }, (_, i) => i)
          .filter((quarter) => quarter % 4 !== 0)
          .map((quarter) => (
            <path key={quarter} transform={`translate(${(quarter / 4) * dayPixels} ${base})`} d="M.5 0v-4" />
          ))}
    </g>
  );
}
