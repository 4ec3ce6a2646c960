import { useTranslation } from "react-i18next";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className="whole-page">
      <h1>{t("page.notFound")}</h1>
      <p>
        <a href="/">{t("page.toCity")}</a>
      </p>
    </main>
  );
}
