import { useTranslation } from "react-i18next";
import { useCity } from "../features/city/use-city.ts";
import { TimeZoneContext } from "../i18n/use-format.ts";
import { PlannerPage } from "./planner-page.tsx";

/** Nothing can be shown before the city is known. */
export function CityPage() {
  const { t } = useTranslation();
  const city = useCity();
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
