import * as library from "rrule";
import { addDays, daysBetween, fromLocal, type LocalDate, toLocal } from "../geo/calendar.ts";
import { type Interval, toInterval, toSpan } from "../geo/interval.ts";
import { MAX_PHASES } from "./intervention.ts";

/** Node reads the package's CommonJS, whose names stand under `default`; a bundler its ES module, which has none. */
const { RRule } = ("RRule" in library ? library : Reflect.get(library, "default")) as Pick<
  typeof library,
  "RRule"
>;

/** Why a rule unfolds into nothing: each has its sentence in the form. */
export type RecurrenceProblem =
  /** Not a rule of RFC 5545 §3.3.10, or one whose parts it forbids together. */
  | "unreadable"
  /** By the hour or minute: phases recur by days. */
  | "finer-than-a-day"
  /** Neither COUNT nor UNTIL. */
  | "unbounded"
  /** More than an intervention may have (MAX_PHASES). */
  | "too-many"
  /** The given phase begins on a day that is none of the rule's. */
  | "first-not-in-rule"
  /** Its last one lies further ahead than anybody plans. */
  | "too-far";

const HORIZON_YEARS = 20;

const signed = (digits: string) => `[+-]?0*(?:${digits})`;
const list = (item: string) => new RegExp(`^${item}(?:,${item})*$`);
const WEEKDAY = "(?:MO|TU|WE|TH|FR|SA|SU)";

/** The grammar of RFC 5545 §3.3.10, as far as it goes by days. The library would take anything. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^0*[1-9]\d{0,2}$/,
  COUNT: /^0*[1-9]\d{0,5}$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
  BYMONTH: list("0*(?:[1-9]|1[0-2])"),
  BYMONTHDAY: list(signed("[1-9]|[12]\\d|3[01]")),
  BYDAY: list(`(?:${signed("[1-9]|[1-4]\\d|5[0-3]")})?${WEEKDAY}`),
  BYYEARDAY: list(signed("[1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6]")),
  BYWEEKNO: list(signed("[1-9]|[1-4]\\d|5[0-3]")),
  BYSETPOS: list(signed("[1-9]|[1-9]\\d|[12]\\d\\d|3[0-5]\\d|36[0-6]")),
  WKST: new RegExp(`^${WEEKDAY}$`),
};
const FINER = /^(?:SECONDLY|MINUTELY|HOURLY)$/;

type Parts = ReadonlyMap<string, string>;

function readParts(rule: string): Parts | RecurrenceProblem {
  const parts = new Map<string, string>();
  for (const part of rule
    .toUpperCase()
    .replace(/^RRULE:/, "")
    .split(";")) {
    const [name = "", value = "", ...rest] = part.split("=");
    if (/^BY(HOUR|MINUTE|SECOND)$/.test(name) || (name === "FREQ" && FINER.test(value))) {
      return "finer-than-a-day";
    }
    if (rest.length > 0 || parts.has(name) || !PARTS[name]?.test(value)) return "unreadable";
    parts.set(name, value);
  }
  return isForbidden(parts) ? "unreadable" : parts;
}

/** Combinations that §3.3.10 rules out. */
function isForbidden(parts: Parts): boolean {
  const frequency = parts.get("FREQ");
  const numbered = /\d/.test(parts.get("BYDAY") ?? "");
  return (
    frequency === undefined ||
    (parts.has("COUNT") && parts.has("UNTIL")) ||
    (numbered && frequency !== "MONTHLY" && (frequency !== "YEARLY" || parts.has("BYWEEKNO"))) ||
    (parts.has("BYWEEKNO") && frequency !== "YEARLY") ||
    (parts.has("BYYEARDAY") && frequency !== "YEARLY") ||
    (parts.has("BYMONTHDAY") && frequency === "WEEKLY") ||
    (parts.has("BYSETPOS") && ![...parts.keys()].some((name) => /^BY(?!SETPOS)/.test(name)))
  );
}

/** The last instant at which an occurrence may begin; null where the rule counts instead. */
function untilMs(parts: Parts, timeZone: string): number | null | RecurrenceProblem {
  const until = parts.get("UNTIL");
  if (until === undefined) return null;
  const date = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
  const time =
    until.length > 8 ? `${until.slice(9, 11)}:${until.slice(11, 13)}:${until.slice(13, 15)}` : null;
  const asUtc = Date.parse(`${date}T${time ?? "00:00:00"}Z`);
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== date) return "unreadable";
  if (until.endsWith("Z")) return asUtc;
  // A day is meant to its end, and a time without a zone by the city's clock.
  if (time === null) return fromLocal(addDays(date, 1), 0, timeZone) - 1;
  return fromLocal(date, asUtc - Date.parse(`${date}T00:00:00Z`), timeZone);
}

/** The rule's dates from `first` on, one more than are asked for where there are more. */
function listDates(parts: Parts, first: LocalDate, last: LocalDate): LocalDate[] {
  const bounded = new Map([...parts].filter(([name]) => name !== "UNTIL" && name !== "COUNT"));
  const options = RRule.parseString([...bounded].map((part) => part.join("=")).join(";"));
  // By dates alone, in UTC: clocks that change are no business of the rule's.
  const rule = new RRule({
    ...options,
    dtstart: new Date(`${first}T00:00:00Z`),
    until: new Date(`${last}T00:00:00Z`),
  });
  const wanted = Math.min(Number(parts.get("COUNT") ?? Number.POSITIVE_INFINITY), MAX_PHASES + 1);
  const dates: LocalDate[] = [];
  rule.all((date) => {
    dates.push(date.toISOString().slice(0, 10));
    return dates.length < wanted;
  });
  return dates;
}

/**
 * The phases a recurrence rule unfolds a first one into, itself included: the same hours of the city's own clock
 * on each of the rule's days, so that 8:00 stays 8:00 when clocks change (RFC 5545 §3.3.5, "floating" time).
 *
 * @param rule an RRULE of RFC 5545 §3.3.10, with or without its name, that ends by COUNT or UNTIL
 * @returns phases in order; all but the first without the `id`, which names one phase
 */
export function unfoldRecurrence<P extends Interval & { readonly id?: string | undefined }>(
  phase: P,
  rule: string,
  timeZone: string,
): { readonly phases: P[] } | { readonly problem: RecurrenceProblem } {
  const parts = readParts(rule);
  if (typeof parts === "string") return { problem: parts };
  const until = untilMs(parts, timeZone);
  if (typeof until === "string") return { problem: until };
  if (until === null && !parts.has("COUNT")) return { problem: "unbounded" };

  const { startMs, endMs } = toSpan(phase);
  const [start, end] = [toLocal(startMs, timeZone), toLocal(endMs, timeZone)];
  const horizon = addDays(start.date, HORIZON_YEARS * 366);
  const days = daysBetween(start.date, end.date);
  const spans = listDates(parts, start.date, horizon)
    .map((date) => {
      const from = fromLocal(date, start.clockMs, timeZone);
      const to = fromLocal(addDays(date, days), end.clockMs, timeZone);
      // Within the hour that clocks skip, an end could come before its start.
      return { startMs: from, endMs: to > from ? to : from + (endMs - startMs) };
    })
    .filter((span) => until === null || span.startMs <= until);
  if (spans[0] === undefined || toLocal(spans[0].startMs, timeZone).date !== start.date) {
    return { problem: "first-not-in-rule" };
  }
  if (spans.length > MAX_PHASES) return { problem: "too-many" };
  const wanted = Number(parts.get("COUNT") ?? 0);
  if (wanted > spans.length || (until !== null && until > Date.parse(`${horizon}T00:00:00Z`))) {
    return { problem: "too-far" };
  }
  const { id: _, ...unnamed } = phase;
  return {
    phases: spans.map((span, index) => (index === 0 ? phase : ({ ...unnamed, ...toInterval(span) } as P))),
  };
}
