import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { type City, useCity } from "../features/city/use-city.ts";
import { NoticesBell } from "../features/notices/notices-bell.tsx";
import { SignInMenu } from "../features/people/sign-in-menu.tsx";
import { changeLanguage, toLanguage } from "../i18n/i18n.ts";
import { TimeZoneContext } from "../i18n/use-format.ts";
import { Brand } from "./brand.tsx";
import { PagesMenu } from "./pages-menu.tsx";
import "./shell.css";
import "./page-frame.css";

interface PageFrameProps {
  readonly title: string;
  readonly children: (city: City) => ReactNode;
}

/** Any screen but the map's: the same bar above, the page's own heading, and the city or why there is none. */
export function PageFrame({ title, children }: PageFrameProps) {
  const { t } = useTranslation();
  const city = useCity();
  const name = city.data?.name ?? "Decumano";
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return (
    <TimeZoneContext value={city.data?.timeZone ?? "Europe/Rome"}>
      <div className="page-frame">
        <a className="skip-link" href="#content">
          {t("pages.skip")}
        </a>
        <header className="top-bar">
          {city.data && (
            <Brand city={city.data}>
              <p>
                <span className="brand-name">Decumano</span>{" "}
                <span className="brand-city">{city.data.name}</span>
              </p>
            </Brand>
          )}
          <PagesMenu />
          <div className="top-actions">
            <LanguageButton />
            <NoticesBell />
            <SignInMenu />
          </div>
        </header>
        <main id="content" tabIndex={-1} className="page-content">
          <h1>{title}</h1>
          {city.data ? (
            children(city.data)
          ) : city.isError ? (
            <div role="alert">
              <p>{t("page.cityFailed")}</p>
              <button type="button" className="button" onClick={() => void city.refetch()}>
                {t("common.again")}
              </button>
            </div>
          ) : (
            <p role="status">{t("common.loading")}</p>
          )}
        </main>
      </div>
    </TimeZoneContext>
  );
}

function LanguageButton() {
  const { i18n } = useTranslation();
  const other = toLanguage(i18n.language) === "it" ? "en" : "it";
  return (
    <button
      type="button"
      className="bar-button"
      lang={other}
      aria-label={other === "en" ? "English" : "Italiano"}
      onClick={() => void changeLanguage(other)}
    >
      {other.toUpperCase()}
    </button>
  );
}
