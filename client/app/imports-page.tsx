import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useCity } from "../features/city/use-city.ts";
import { Imports } from "../features/imports/imports.tsx";
import { TimeZoneContext } from "../i18n/use-format.ts";

/** `/imports`, and `/imports/7` for one of them. */
export function ImportsPage() {
  const { t } = useTranslation();
  const city = useCity();
  const navigate = useNavigate();
  const { importId } = useParams({ strict: false });
  const name = city.data?.name ?? "Decumano";
  useEffect(() => {
    document.title = `${t("imports.title")} · ${name}`;
  }, [t, name]);
  return (
    <TimeZoneContext value={city.data?.timeZone ?? "Europe/Rome"}>
      <main className="imports-page">
        <Link to="/">{t("imports.back")}</Link>
        <h1>
          {t("imports.title")} <span className="quiet">{city.data?.name}</span>
        </h1>
        {city.data ? (
          <Imports
            city={city.data.id}
            importId={importId !== undefined && /^\d{1,9}$/.test(importId) ? Number(importId) : null}
            onImport={(id) => void navigate({ to: "/imports/$importId", params: { importId: String(id) } })}
          />
        ) : city.isError ? (
          <p role="alert">{t("page.cityFailed")}</p>
        ) : (
          <p role="status">{t("common.loading")}</p>
        )}
      </main>
    </TimeZoneContext>
  );
}
