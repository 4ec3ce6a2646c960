import { useTranslation } from "react-i18next";
import { RulesCatalogue } from "../features/rules-catalogue/rules-catalogue.tsx";
import { PageFrame } from "./page-frame.tsx";

/** `/rules`, and `/rules#works-event` for one of them. */
export function RulesPage() {
  const { t } = useTranslation();
  return <PageFrame title={t("rules.title")}>{() => <RulesCatalogue />}</PageFrame>;
}
