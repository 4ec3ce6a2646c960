/** RFC 5545 rules that offices write most, begun by a phase's first day. */
import { addDays, type LocalDate } from "../../../domain/geo/calendar.ts";

export const RECURRENCE_PRESETS = [
  "weekly",
  "fortnightly",
  "monthly",
  "mowing",
  "pruning",
  "market",
] as const;
export type RecurrencePreset = (typeof RECURRENCE_PRESETS)[number];

const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"] as const;

function weekdayOf(date: LocalDate): string {
  return WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]!;
}

/** How long a recurrence lasts when nobody says: a year of it can be looked over. */
export function defaultUntil(startDate: LocalDate): LocalDate {
  return addDays(startDate, 365);
}

export function ruleOf(preset: RecurrencePreset, startDate: LocalDate, until: LocalDate): string {
  const day = weekdayOf(startDate);
  const nth = Math.ceil(Number(startDate.slice(8)) / 7);
  const end = `UNTIL=${until.replaceAll("-", "")}`;
  switch (preset) {
    case "weekly":
      return `FREQ=WEEKLY;BYDAY=${day};${end}`;
    case "fortnightly":
      return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${day};${end}`;
    case "monthly":
      // A fifth Monday is not in every month: the last one is.
      return `FREQ=MONTHLY;BYDAY=${nth > 4 ? -1 : nth}${day};${end}`;
    case "mowing":
      return `FREQ=WEEKLY;INTERVAL=2;BYMONTH=${months(startDate, [4, 5, 6, 7, 8, 9, 10])};BYDAY=${day};${end}`;
    case "pruning":
      return `FREQ=MONTHLY;BYMONTH=${months(startDate, [11, 12, 1, 2])};BYDAY=${nth > 4 ? -1 : nth}${day};${end}`;
    case "market":
      return `FREQ=WEEKLY;BYDAY=${[...new Set([day, day === "SA" ? "WE" : "SA"])].join(",")};${end}`;
  }
}

/** The first day must be one of the rule's: its month joins the season. */
function months(startDate: LocalDate, season: readonly number[]): string {
  const first = Number(startDate.slice(5, 7));
  return [...new Set([...season, first])].sort((a, b) => a - b).join(",");
}

/** The same rule until another day; a rule that counts is left as it is. */
export function withUntil(rule: string, until: LocalDate): string {
  return rule.replace(/UNTIL=\d{8}(T\d{6}Z?)?/, `UNTIL=${until.replaceAll("-", "")}`);
}

export function findUntil(rule: string): LocalDate | null {
  const [, year, month, day] = /UNTIL=(\d{4})(\d{2})(\d{2})/.exec(rule) ?? [];
  return year === undefined ? null : `${year}-${month}-${day}`;
}

/** A preset's rule goes with the first day; one written by hand is left as it is. */
export function ruleFrom(rule: string, before: LocalDate, after: LocalDate): string {
  const until = findUntil(rule);
  if (until === null) return rule;
  const preset = RECURRENCE_PRESETS.find((one) => ruleOf(one, before, until) === rule);
  return preset === undefined ? rule : ruleOf(preset, after, until > after ? until : defaultUntil(after));
}
