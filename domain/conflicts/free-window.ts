/**
 * The first days on which nothing stands in the way of a phase. Its facts are gathered once for the whole time; every
 * rule is then asked about every day on which it could begin, for a rule may be about anything (holidays, terms,
 * ledgers of days), and no day can be passed over by what is known of another.
 */
import {
  addDays,
  daysBetween,
  daysTouched,
  fromLocal,
  type LocalDate,
  localDate,
  toLocal,
} from "../geo/calendar.ts";
import type { Span } from "../geo/interval.ts";
import { weekdayOf } from "./activity.ts";
import { type Counterpart, collapseKey, counterpartKey } from "./counterpart.ts";
import { classOf, type Found, find } from "./evaluate.ts";
import type { Circumstances, Facts, Subject } from "./facts.ts";
import { factsAt } from "./facts-at.ts";
import type { AnyRule } from "./rule.ts";

export interface WindowQuestion {
  /** The first day on which it may begin. */
  readonly from: LocalDate;
  /** On so many days from there on it may begin. */
  readonly startDays: number;
  /** How long; null: as long as it is. */
  readonly days: number | null;
  /** Working days leave out Saturdays, Sundays and holidays: it then begins and ends on one. */
  readonly unit: "working" | "calendar";
  readonly acceptWarnings: boolean;
}

export interface Candidate {
  readonly date: LocalDate;
  readonly span: Span;
}

/** What stood in the way of some of the days looked at. */
export interface Blocker {
  /** As it was found on the first of them. */
  readonly found: Found;
  readonly counterpart: Counterpart;
  readonly firstStart: LocalDate;
  readonly lastStart: LocalDate;
  readonly starts: number;
}

export interface WindowSearch {
  /** The next day on which nothing stands in the way, with what is told of it all the same; null: none is left. */
  next(): (Candidate & { readonly left: readonly Found[] }) | null;
  /** For who asks the engine again and hears otherwise. */
  refuse(candidate: Candidate, found: readonly Found[]): void;
  blockers(): readonly Blocker[];
  /** Days tried so far. */
  tried(): number;
}

/** How many days it takes, in the unit asked for; works that lie on days off alone are as long as they touch days. */
export function lengthOf(
  subject: Subject,
  { days, unit }: Pick<WindowQuestion, "days" | "unit">,
  when: Pick<Circumstances, "timeZone" | "isHoliday">,
): { readonly days: number; readonly unit: WindowQuestion["unit"] } {
  if (days !== null) return { days, unit };
  const touched = daysTouched(subject.span, when.timeZone);
  if (unit === "calendar") return { days: touched, unit };
  const first = localDate(subject.span.startMs, when.timeZone);
  let working = 0;
  for (let day = 0; day < touched; day++) if (isWorkingDay(addDays(first, day), when)) working += 1;
  return working === 0 ? { days: touched, unit: "calendar" } : { days: working, unit };
}

/** When it could take place: a start a day, not in the past, on a weekday of its own. */
export function layCandidates(
  subject: Subject,
  question: WindowQuestion,
  circumstances: Pick<Circumstances, "nowMs" | "timeZone" | "isHoliday">,
): readonly Candidate[] {
  const { nowMs, timeZone } = circumstances;
  const { days, unit } = lengthOf(subject, question, circumstances);
  const startClockMs = toLocal(subject.span.startMs, timeZone).clockMs;
  const endClockMs = toLocal(subject.span.endMs, timeZone).clockMs;
  const candidates: Candidate[] = [];
  for (let day = 0; day < question.startDays; day++) {
    const date = addDays(question.from, day);
    if (!subject.weekdays.includes(weekdayOf(date))) continue;
    if (unit === "working" && !isWorkingDay(date, circumstances)) continue;
    const last = unit === "working" ? lastWorkingDay(date, days, circumstances) : addDays(date, days - 1);
    const startMs = fromLocal(date, startClockMs, timeZone);
    const ends = fromLocal(endClockMs === 0 ? addDays(last, 1) : last, endClockMs, timeZone);
    // A night's work ends on the day after its only one.
    const endMs = ends > startMs ? ends : fromLocal(addDays(last, 1), endClockMs, timeZone);
    if (startMs >= nowMs) candidates.push({ date, span: { startMs, endMs } });
  }
  return candidates;
}

/** @param facts gathered for all the time that the candidates take together */
export function searchFreeWindow(
  rules: readonly AnyRule[],
  subject: Subject,
  facts: Facts,
  circumstances: Circumstances,
  candidates: readonly Candidate[],
  acceptWarnings: boolean,
): WindowSearch {
  const blockers = new Map<string, Blocker>();
  let tried = 0;

  function note({ date }: Candidate, found: Found): void {
    const { counterpart } = found.match;
    const key = `${found.asked.id} ${counterpart.type} ${counterpartKey(counterpart)}`;
    const known = blockers.get(key) ?? { found, counterpart, firstStart: date, lastStart: date, starts: 0 };
    blockers.set(key, { ...known, lastStart: date, starts: known.starts + 1 });
  }

  return {
    next() {
      while (tried < candidates.length) {
        const candidate = candidates[tried]!;
        tried += 1;
        const { span } = candidate;
        const found = find(rules, { ...subject, span }, factsAt(facts, span), circumstances);
        const inTheWay = found.filter((one) => standsInTheWay(one, acceptWarnings));
        if (inTheWay.length === 0) return { ...candidate, left: found };
        for (const one of inTheWay) note(candidate, one);
      }
      return null;
    },
    refuse(candidate, found) {
      for (const one of found) note(candidate, one);
    },
    blockers: () =>
      [...blockers.values()].sort((a, b) => daysBetween(b.firstStart, a.firstStart) || b.starts - a.starts),
    tried: () => tried,
  };
}

export function standsInTheWay({ match: { severity } }: Found, acceptWarnings: boolean): boolean {
  return severity === "blocking" || (!acceptWarnings && severity === "warning");
}

/** As the verdict counts them: interferences, of one rule with several things of a sort one. */
export function countWarnings(found: readonly Found[]): number {
  const warnings = found.filter((one) => one.match.severity === "warning" && classOf(one) === "interference");
  return new Set(warnings.map(({ asked, match }) => collapseKey(asked.id, match.counterpart))).size;
}

function isWorkingDay(date: LocalDate, { isHoliday }: Pick<Circumstances, "isHoliday">): boolean {
  return weekdayOf(date) <= 5 && !isHoliday(date);
}

/** The last of so many working days from one on. */
function lastWorkingDay(first: LocalDate, days: number, when: Pick<Circumstances, "isHoliday">): LocalDate {
  let date = first;
  for (let left = days - 1; left > 0; ) {
    date = addDays(date, 1);
    if (isWorkingDay(date, when)) left -= 1;
  }
  return date;
}
