import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "../i18n/format.ts";
import { changeLanguage, toLanguage } from "../i18n/i18n.ts";

/** The page's language; a link that names another changes it. */
export function useLinkLanguage(inLink: Language | undefined): Language {
  const { i18n } = useTranslation();
  const language = toLanguage(i18n.language);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new link speaks, not each change of language
  useEffect(() => {
    if (inLink !== undefined && inLink !== language) void changeLanguage(inLink);
  }, [inLink]);
  return language;
}
