/** Days to move to where something other than a neighbour stands in the way: a season, a detour. */
import type { Span } from "../geo/interval.ts";
import type { Change } from "./change.ts";
import type { Circumstances, Subject } from "./facts.ts";
import { MOST_SHIFT_DAYS, openCalendar } from "./shift.ts";

/** The nearest days later and the nearest earlier that suit the subject and are free; none of them in the past. */
export function proposeShiftsClearOf(
  subject: Subject,
  isFree: (span: Span) => boolean,
  circumstances: Pick<Circumstances, "nowMs" | "timeZone" | "isHoliday">,
): Change[] {
  const calendar = openCalendar(subject, circumstances);
  return ([1, -1] as const).flatMap((direction): Change[] => {
    for (let count = 1; count <= MOST_SHIFT_DAYS; count++) {
      const days = direction * count;
      if (!calendar.suits(days)) continue;
      const span = calendar.spanAfter(days);
      if (direction === -1 && span.startMs < circumstances.nowMs) return [];
      if (isFree(span)) return [{ kind: "shift", days, span }];
    }
    return [];
  });
}
