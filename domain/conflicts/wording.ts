/** Numbers and dates as findings say them, in both languages and the city's own time. */
import type { Span } from "../geo/interval.ts";
import type { NearbyPhase } from "./facts.ts";

type Language = "it" | "en";
const LOCALES: Readonly<Record<Language, string>> = { it: "it-IT", en: "en-GB" };

export function metres(value: number, language: Language): string {
  return `${value.toLocaleString(LOCALES[language], { maximumFractionDigits: 1 })} m`;
}

export function period(span: Span, timeZone: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { day: "numeric", month: "short", timeZone });
  const first = format.format(span.startMs);
  // The end is exclusive: a period that ends at midnight ends on the day before.
  const last = format.format(span.endMs - 1);
  return first === last ? first : `${first} – ${last}`;
}

export function quotedTitle({ title, officeName }: NearbyPhase, language: Language): string {
  return language === "it" ? `«${title}» (${officeName})` : `“${title}” (${officeName})`;
}
