/** Numbers and dates as findings say them, in both languages and the city's own time. */
import type { LocalDate } from "../geo/calendar.ts";
import type { Span } from "../geo/interval.ts";
import type { DailyHours } from "../interventions/intervention.ts";
import type { NearbyPhase } from "./facts.ts";

type Language = "it" | "en";
const LOCALES: Readonly<Record<Language, string>> = { it: "it-IT", en: "en-GB" };

const numbers: Readonly<Record<Language, Intl.NumberFormat>> = {
  it: new Intl.NumberFormat(LOCALES.it, { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat(LOCALES.en, { maximumFractionDigits: 2 }),
};

/** Making one takes longer than a whole check; there are two languages and a time zone. */
const dates = new Map<string, Intl.DateTimeFormat>();

export function metres(value: number, language: Language): string {
  // A tenth is as fine as a planner draws; finer figures are limits, and are said as they are.
  return `${numbers[language].format(value < 1 ? value : Math.round(value * 10) / 10)} m`;
}

export function period(span: Span, timeZone: string, language: Language): string {
  const key = `${language} ${timeZone}`;
  let format = dates.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(LOCALES[language], { day: "numeric", month: "short", timeZone });
    dates.set(key, format);
  }
  const first = format.format(span.startMs);
  // The end is exclusive: a period that ends at midnight ends on the day before.
  const last = format.format(span.endMs - 1);
  return first === last ? first : `${first} – ${last}`;
}

/** An instant, to the minute: "28 feb, 08:00". */
export function moment(instantMs: number, timeZone: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  });
  return format.format(instantMs);
}

/** A day of the city's calendar: "1 mar 2026". */
export function dayOf(date: LocalDate, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "medium", timeZone: "UTC" });
  return format.format(Date.parse(`${date}T00:00:00Z`));
}

export function hours({ fromMinute, toMinute }: DailyHours, language: Language): string {
  const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
  return language === "it"
    ? `dalle ${clock(fromMinute)} alle ${clock(toMinute)}`
    : `from ${clock(fromMinute)} to ${clock(toMinute)}`;
}

const WEEKDAY_NAMES = {
  it: ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
  en: ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"],
} as const;

/** ISO 8601, 1 Monday to 7 Sunday: "il giovedì e il sabato", "Thursdays and Saturdays". */
export function weekdayList(days: readonly number[], language: Language): string {
  const named = days.map((day) => {
    const name = WEEKDAY_NAMES[language][day - 1]!;
    if (language === "en") return name;
    return day === 7 ? `la ${name}` : `il ${name}`;
  });
  return new Intl.ListFormat(LOCALES[language]).format(named);
}

export function count(value: number, one: string, many: string): string {
  const figure = Math.abs(value);
  return `${figure} ${figure === 1 ? one : many}`;
}

export function quotedTitle({ title, officeName }: NearbyPhase, language: Language): string {
  return language === "it" ? `«${title}» (${officeName})` : `“${title}” (${officeName})`;
}
