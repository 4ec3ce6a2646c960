/** Works where a market is held: what comes back by a rule of recurrence, as an event or as an occupation. */
import { addDays, localDate, toLocal } from "../geo/calendar.ts";
import type { DailyHours, InterventionKind } from "../interventions/intervention.ts";
import { weekdayOf } from "./activity.ts";
import type { Change } from "./change.ts";
import type { Activity, Circumstances, NearbyPhase, Subject } from "./facts.ts";
import type { Match } from "./rule.ts";

interface Side {
  readonly kind: InterventionKind;
  readonly recurring: boolean;
}

const MINUTE_MS = 60_000;
/** Half a working day: less is not worth coming for. */
const LEAST_MINUTES = 240;

const isWorks = ({ kind }: Side) => kind === "roadwork" || kind === "greenwork";
const isMarket = ({ kind, recurring }: Side) => recurring && (kind === "event" || kind === "occupation");

/** Works and a market, in either order: `market-day` speaks of them, and no other rule of pairs. */
export function isMarketPair(subject: Side, other: Side): boolean {
  return (isWorks(subject) && isMarket(other)) || (isMarket(subject) && isWorks(other));
}

/** As stated, or of what begins and ends within one day its own; else around the clock. */
function hoursOf({ dailyHours, span }: Activity, timeZone: string): DailyHours {
  if (dailyHours !== null) return dailyHours;
  const [start, end] = [toLocal(span.startMs, timeZone), toLocal(span.endMs - 1, timeZone)];
  if (start.date !== end.date) return { fromMinute: 0, toMinute: 1440 };
  return {
    fromMinute: Math.floor(start.clockMs / MINUTE_MS),
    toMinute: Math.ceil((end.clockMs + 1) / MINUTE_MS),
  };
}

function weekdaysOf({ span, weekdays }: Activity, timeZone: string): number[] {
  const days = new Set<number>();
  const last = localDate(span.endMs - 1, timeZone);
  for (let date = localDate(span.startMs, timeZone); date <= last && days.size < 7; date = addDays(date, 1)) {
    days.add(weekdayOf(date));
  }
  return weekdays.filter((day) => days.has(day));
}

/** Works that keep away on the market's weekdays; or that come before it opens or after it closes. */
export function proposeOffMarketDays(
  match: Match,
  subject: Subject,
  { nearbyPhases }: { readonly nearbyPhases: readonly NearbyPhase[] },
  { timeZone }: Pick<Circumstances, "timeZone">,
): Change[] {
  const { counterpart } = match;
  if (!isWorks(subject) || counterpart.type !== "phase") return [];
  const held = nearbyPhases.filter(({ interventionId }) => interventionId === counterpart.interventionId);
  const marketDays = new Set(held.flatMap((day) => weekdaysOf(day, timeZone)));
  const left = subject.weekdays.filter((day) => !marketDays.has(day));
  const open = held.map((day) => hoursOf(day, timeZone));
  const { fromMinute, toMinute } = hoursOf(subject, timeZone);
  const choices = [
    { fromMinute, toMinute: Math.min(toMinute, ...open.map((hours) => hours.fromMinute)) },
    { fromMinute: Math.max(fromMinute, ...open.map((hours) => hours.toMinute)), toMinute },
  ];
  return [
    ...(left.length > 0 && left.length < subject.weekdays.length
      ? [{ kind: "restrict-weekdays" as const, weekdays: left }]
      : []),
    ...choices
      .filter((hours) => hours.toMinute - hours.fromMinute >= LEAST_MINUTES)
      .sort((a, b) => b.toMinute - b.fromMinute - (a.toMinute - a.fromMinute))
      .map((dailyHours) => ({ kind: "restrict-hours" as const, dailyHours })),
  ];
}
