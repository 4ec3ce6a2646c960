import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type FindingSearch, readFilters, writeFilters } from "../features/judgements/finding-filters.ts";
import { OfficeFindings } from "../features/judgements/office-findings.tsx";
import { OfficeProposals } from "../features/proposals/proposal-list.tsx";
import { ReexaminationNotice } from "../features/rules-catalogue/reexamination.tsx";
import { writeLink } from "./link.ts";
import { PageFrame } from "./page-frame.tsx";

const VIEWS = ["findings", "proposals"] as const;

/** `/findings`: what waits for an office's word, and what was proposed to it; the filters stand in the address. */
export function FindingsPage() {
  const { t } = useTranslation();
  const search: FindingSearch = useSearch({ from: "/findings" });
  const navigate = useNavigate();
  const filters = useMemo(() => readFilters(search), [search]);
  const view = VIEWS.find((one) => one === search.v) ?? "findings";
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
          <fieldset className="office-findings-bar">
            <legend className="visually-hidden">{t("proposals.view")}</legend>
            <div className="segments">
              {VIEWS.map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={one === view}
                  onClick={() =>
                    void navigate({ to: "/findings", search: { v: one === "proposals" ? one : undefined } })
                  }
                >
                  {t(`proposals.views.${one}`)}
                </button>
              ))}
            </div>
          </fieldset>
          {view === "proposals" ? (
            <OfficeProposals />
          ) : (
            <OfficeFindings
              filters={filters}
              onFilters={(changed) => void navigate({ to: "/findings", search: writeFilters(changed) })}
              linkTo={linkTo}
            />
          )}
        </>
      )}
    </PageFrame>
  );
}
