import { type LocalDate, localDate } from "../geo/calendar.ts";
import type { Span } from "../geo/interval.ts";

export interface ForeignEventDays {
  readonly startsOn: LocalDate;
  /** The last day; "" where nobody has said. */
  readonly endsOn: LocalDate | "";
  readonly toldOn: LocalDate;
}

/** First and last day that a half-open span touches. */
export function daysOf({ startMs, endMs }: Span, timeZone: string): readonly [LocalDate, LocalDate] {
  return [localDate(startMs, timeZone), localDate(Math.max(startMs, endMs - 1), timeZone)];
}

/** An event without an end is known to have stood on the day it was last told, and of later days nothing is known. */
export function isTold(event: ForeignEventDays, [first, last]: readonly [LocalDate, LocalDate]): boolean {
  const until = event.endsOn || [event.startsOn, event.toldOn].sort().at(-1)!;
  return event.startsOn <= last && until >= first;
}
