import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Imports } from "../features/imports/imports.tsx";
import { PageFrame } from "./page-frame.tsx";

/** `/imports`, and `/imports/7` for one of them. */
export function ImportsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { importId } = useParams({ strict: false });
  return (
    <PageFrame title={t("imports.title")}>
      {(city) => (
        <Imports
          city={city.id}
          importId={importId !== undefined && /^\d{1,9}$/.test(importId) ? Number(importId) : null}
          onImport={(id) => void navigate({ to: "/imports/$importId", params: { importId: String(id) } })}
        />
      )}
    </PageFrame>
  );
}
