import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type FindingSearch, readFilters, writeFilters } from "../features/judgements/finding-filters.ts";
import { OfficeFindings } from "../features/judgements/office-findings.tsx";
import { ReexaminationNotice } from "../features/rules-catalogue/reexamination.tsx";
import { writeLink } from "./link.ts";
import { PageFrame } from "./page-frame.tsx";

/** `/findings`: what waits for an office's word; the filters stand in the address. */
export function FindingsPage() {
  const { t } = useTranslation();
  const search: FindingSearch = useSearch({ from: "/findings" });
  const navigate = useNavigate();
  const filters = useMemo(() => readFilters(search), [search]);
  const linkTo = useCallback(
    (interventionId: string, content: ReactNode) => (
      <Link to="/" search={writeLink({ selection: { interventionId } })}>
        {content}
      </Link>
    ),
    [],
  );
  return (
    <PageFrame title={t("judgements.title")}>
      {() => (
        <>
          <ReexaminationNotice />
          <OfficeFindings
            filters={filters}
            onFilters={(changed) => void navigate({ to: "/findings", search: writeFilters(changed) })}
            linkTo={linkTo}
          />
        </>
      )}
    </PageFrame>
  );
}
