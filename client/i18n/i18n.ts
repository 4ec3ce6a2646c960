import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { readStored, writeStored } from "../ui/stored.ts";
import { en } from "./en.ts";
import { LANGUAGES, type Language } from "./format.ts";
import { it } from "./it.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof it };
  }
}

const STORAGE_KEY = "decumano.language";

export function toLanguage(text: string | null | undefined): Language {
  return LANGUAGES.find((language) => language === text) ?? "it";
}

/** The link's language, else the one chosen before on this device, else Italian. */
export function languageAtStart(inLink: string | null, stored: string | null): Language {
  return toLanguage(LANGUAGES.includes(inLink as Language) ? inLink : stored);
}

export function startI18n(inLink: string | null): typeof i18next {
  const language = languageAtStart(inLink, readStored(STORAGE_KEY));
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "it",
    resources: { it: { translation: it }, en: { translation: en } },
    // React escapes.
    interpolation: { escapeValue: false },
    // The texts are in the bundle: nothing to wait for.
    initAsync: false,
  });
  document.documentElement.lang = language;
  return i18next;
}

export async function changeLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  writeStored(STORAGE_KEY, language);
}
