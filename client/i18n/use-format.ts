import { createContext, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { createFormat, type Format } from "./format.ts";
import { toLanguage } from "./i18n.ts";

/** The time zone of the city on the screen. */
export const TimeZoneContext = createContext("Europe/Rome");

export function useFormat(): Format {
  const timeZone = useContext(TimeZoneContext);
  const { i18n } = useTranslation();
  const language = toLanguage(i18n.language);
  return useMemo(() => createFormat(language, timeZone), [language, timeZone]);
}
