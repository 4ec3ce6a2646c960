import { fromLocal, type LocalDate, toLocal } from "../../domain/geo/calendar.ts";
import { DAY_MS, type Span } from "../../domain/geo/interval.ts";

export const LANGUAGES = ["it", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const LOCALES: Record<Language, string> = { it: "it-IT", en: "en-GB" };
const HOUR_MS = 3_600_000;

/** Dates, times and measures as read in a language, always by the city's clock. */
export interface Format {
  readonly language: Language;
  readonly timeZone: string;
  /** martedì 24 marzo */
  day(date: LocalDate): string;
  /** 24 mar; the year is added when it is not that of `near`. */
  shortDay(date: LocalDate, near?: LocalDate): string;
  /** gio 24 mar */
  weekday(date: LocalDate): string;
  /** 10:42 */
  time(instantMs: number): string;
  /** 24 mar 2026, 10:42 */
  moment(instantMs: number): string;
  /** 24 mar – 2 apr 2026, whole days of a half-open span. */
  days(span: Span): string;
  number(value: number, decimals?: number): string;
  metres(value: number): string;
  squareMetres(value: number): string;
}

export function createFormat(language: Language, timeZone: string): Format {
  const locale = LOCALES[language];
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const day = dates({ weekday: "long", day: "numeric", month: "long" });
  const shortDay = dates({ day: "numeric", month: "short" });
  const shortDayYear = dates({ day: "numeric", month: "short", year: "numeric" });
  const weekday = dates({ weekday: "short", day: "numeric", month: "short" });
  const time = dates({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const moment = dates({
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  // Noon is in the day whatever the clocks do.
  const noon = (date: LocalDate) => fromLocal(date, 12 * HOUR_MS, timeZone);
  const numbers = new Map<number, Intl.NumberFormat>();
  const number = (value: number, decimals: number) => {
    const known = numbers.get(decimals) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: decimals });
    numbers.set(decimals, known);
    return known.format(value);
  };
  const shown = (date: LocalDate, near?: LocalDate) =>
    (near !== undefined && near.slice(0, 4) !== date.slice(0, 4) ? shortDayYear : shortDay).format(
      noon(date),
    );

  return {
    language,
    timeZone,
    day: (date) => day.format(noon(date)),
    shortDay: shown,
    weekday: (date) => weekday.format(noon(date)),
    time: (instantMs) => time.format(instantMs),
    moment: (instantMs) => moment.format(instantMs),
    days: ({ startMs, endMs }) => {
      const first = toLocal(startMs, timeZone).date;
      const last = toLocal(Math.max(startMs, endMs - 1), timeZone).date;
      return first === last
        ? shortDayYear.format(startMs)
        : `${shown(first, last)} – ${shortDayYear.format(Math.max(startMs, endMs - 1))}`;
    },
    number: (value, decimals = 1) => number(value, decimals),
    metres: (value) => `${number(value, value < 100 ? 1 : 0)} m`,
    squareMetres: (value) => `${number(value, value < 100 ? 1 : 0)} m²`,
  };
}

/** Length of a span in days, with one decimal below ten. */
export function spanDays({ startMs, endMs }: Span): number {
  const days = (endMs - startMs) / DAY_MS;
  return days < 10 ? Math.round(days * 10) / 10 : Math.round(days);
}
