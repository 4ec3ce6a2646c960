import type { Facts, Subject } from "../../../domain/conflicts/facts.ts";
import { daysTouchedBy, occurrencesOf, spanOfDays } from "../../../domain/conflicts/season.ts";
import { addDays } from "../../../domain/geo/calendar.ts";
import type { Span } from "../../../domain/geo/interval.ts";

const WIDTH = 260;
const LEFT = 6;
const LENGTH = WIDTH - 2 * LEFT;

/** A day from midnight to midnight, the hours at work, and those that a rule admits. */
export function DayStrip({
  hours,
  admitted,
}: {
  readonly hours: { readonly fromMinute: number; readonly toMinute: number };
  readonly admitted: { readonly from: number; readonly to: number } | null;
}) {
  const at = (minute: number) => LEFT + (minute / 1440) * LENGTH;
  return (
    <svg viewBox={`0 0 ${WIDTH} 46`} className="rule-drawing" aria-hidden="true">
      <rect x={LEFT} y={8} width={LENGTH} height={16} className="drawn-ground" />
      {admitted && (
        <rect
          x={at(admitted.from)}
          y={4}
          width={at(admitted.to) - at(admitted.from)}
          height={24}
          className="drawn-admitted"
        />
      )}
      <rect
        x={at(hours.fromMinute)}
        y={10}
        width={at(hours.toMinute) - at(hours.fromMinute)}
        height={12}
        className="drawn-site"
      />
      {[0, 6, 12, 18, 24].map((hour) => (
        <text key={hour} x={at(hour * 60)} y={42} className="drawn-text" textAnchor="middle">
          {hour}
        </text>
      ))}
    </svg>
  );
}

/** A width that is left, against the one that is asked for. */
export function WidthStrip({ left, asked }: { readonly left: number; readonly asked: readonly number[] }) {
  const most = Math.max(left, ...asked) * 1.15;
  const at = (metres: number) => LEFT + (metres / most) * LENGTH;
  return (
    <svg viewBox={`0 0 ${WIDTH} 46`} className="rule-drawing" aria-hidden="true">
      <rect x={LEFT} y={10} width={at(left) - LEFT} height={12} className="drawn-site" />
      {asked.map((metres) => (
        <g key={metres}>
          <path d={`M${at(metres)} 4V28`} className="drawn-limit" />
          <text x={at(metres)} y={42} className="drawn-text" textAnchor="middle">
            {metres} m
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Around the subject's own days a period that comes every year is drawn, and no other time that it comes. */
const AROUND_DAYS = 60;
const ZONE = "Europe/Rome";

/** When whatever else of an example has its time. */
export function listOtherTimes({ span }: Subject, facts: Partial<Facts>): Span[] {
  const [first, last] = daysTouchedBy(span, ZONE);
  return [
    ...[
      facts.nearbyPhases,
      facts.finishedDigs,
      facts.eventsNearby,
      facts.detoursHere,
      facts.phasesOnDetour,
    ].flatMap((some) => (some ?? []).map((other) => other.span)),
    ...(facts.noDigPeriods ?? []).flatMap(({ season }) =>
      occurrencesOf(season, [addDays(first, -AROUND_DAYS), addDays(last, AROUND_DAYS)]).map((days) =>
        spanOfDays(days, ZONE),
      ),
    ),
  ];
}

/** Today, the site, and whatever else has its time, on one line of days. */
export function TimeStrip({
  subject,
  facts,
  nowMs,
}: {
  readonly subject: Subject;
  readonly facts: Partial<Facts>;
  readonly nowMs: number;
}) {
  const others = listOtherTimes(subject, facts);
  const spans = [subject.span, ...others];
  const first = Math.min(nowMs, ...spans.map(({ startMs }) => startMs));
  const last = Math.max(nowMs, ...spans.map(({ endMs }) => endMs));
  const at = (ms: number) => LEFT + ((ms - first) / (last - first)) * LENGTH;
  const bar = (
    { startMs, endMs }: { startMs: number; endMs: number },
    y: number,
    name: string,
    key: string,
  ) => (
    <rect
      key={key}
      x={at(startMs)}
      y={y}
      width={Math.max(2, at(endMs) - at(startMs))}
      height={10}
      className={name}
    />
  );
  return (
    <svg viewBox={`0 0 ${WIDTH} 46`} className="rule-drawing" aria-hidden="true">
      <path d={`M${LEFT} 34H${WIDTH - LEFT}`} className="drawn-measure" />
      {others.map((span, index) => bar(span, 20, "drawn-other", `${span.startMs} ${index}`))}
      {bar(subject.span, 6, "drawn-site", "subject")}
      <path d={`M${at(nowMs)} 2V40`} className="drawn-limit" />
    </svg>
  );
}
