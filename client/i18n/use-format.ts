import { createContext, useContext } from "react";
import { useTranslation } from "react-i18next";
import { createFormat, type Format } from "./format.ts";
import { toLanguage } from "./i18n.ts";

/** The time zone of the city on the screen. */
export const TimeZoneContext = createContext("Europe/Rome");

/** Making one costs half a millisecond of the browser's time, and every row of a list asks for it. */
const formats = new Map<string, Format>();

export function useFormat(): Format {
  const timeZone = useContext(TimeZoneContext);
  const { i18n } = useTranslation();
  const language = toLanguage(i18n.language);
  const key = `${language} ${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = createFormat(language, timeZone);
  formats.set(key, format);
  return format;
}
