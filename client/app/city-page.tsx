import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { preloadView } from "../features/city/city-canvas.tsx";
import { useCity } from "../features/city/use-city.ts";
import { TimeZoneContext } from "../i18n/use-format.ts";
import { isWebGlAvailable } from "../scene/webgl.ts";
import { PlannerPage } from "./planner-page.tsx";
import { useLink } from "./use-link.ts";

/** Nothing can be shown before the city is known. */
export function CityPage() {
  const { t } = useTranslation();
  const city = useCity();
  const [{ view }] = useLink();
  const first = view === "plan" || !isWebGlAvailable() ? "plan" : "twin";
  useEffect(() => preloadView(first), [first]);
  if (city.data) {
    return (
      <TimeZoneContext value={city.data.timeZone}>
        <PlannerPage city={city.data} />
      </TimeZoneContext>
    );
  }
  return (
    <main className="whole-page">
      <h1>Decumano</h1>
      {city.isError ? (
        <div role="alert">
          <p>{t("page.cityFailed")}</p>
          <button type="button" className="button button-primary" onClick={() => void city.refetch()}>
            {t("common.again")}
          </button>
        </div>
      ) : (
        <p role="status">{t("page.loadingCity")}</p>
      )}
    </main>
  );
}
