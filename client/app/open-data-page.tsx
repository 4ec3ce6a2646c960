import { useTranslation } from "react-i18next";
import { OpenData } from "../features/open-data/open-data.tsx";
import { PageFrame } from "./page-frame.tsx";

/** `/open-data`: the feeds and services that anyone may read. */
export function OpenDataPage() {
  const { t } = useTranslation();
  return <PageFrame title={t("openData.title")}>{() => <OpenData />}</PageFrame>;
}
