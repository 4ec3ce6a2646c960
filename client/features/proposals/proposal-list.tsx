import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listProposals, PROPOSAL_FILTERS } from "../../../domain/proposals/contract.ts";
import { SignInNeeded } from "../people/sign-in-needed.tsx";
import { ProposalCard } from "./proposal-card.tsx";
import { type ProposalFilter, useProposals } from "./use-proposals.ts";
import "../judgements/judgements.css";
import "./proposals.css";

/** Proposals about the works of the signed-in person's office. */
export function OfficeProposals() {
  return (
    <SignInNeeded access={listProposals.access}>
      <AllowedProposals />
    </SignInNeeded>
  );
}

function AllowedProposals() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<ProposalFilter>("open");
  const query = useProposals(filter);
  const proposals = query.data?.proposals ?? [];
  return (
    <section aria-label={t("proposals.title")}>
      <fieldset className="office-findings-bar">
        <legend className="visually-hidden">{t("proposals.filter")}</legend>
        <div className="segments">
          {PROPOSAL_FILTERS.map((one) => (
            <button key={one} type="button" aria-pressed={one === filter} onClick={() => setFilter(one)}>
              {t(`proposals.filters.${one}`)}
            </button>
          ))}
        </div>
      </fieldset>
      {query.isPending ? (
        <p role="status">{t("common.loading")}</p>
      ) : query.isError && query.data === undefined ? (
        <div role="alert">
          <p>{t("proposals.failed")}</p>
          <button type="button" className="button" onClick={() => void query.refetch()}>
            {t("common.again")}
          </button>
        </div>
      ) : proposals.length === 0 ? (
        <>
          <p>{t("proposals.empty")}</p>
          <p className="quiet">{t("proposals.emptyHint")}</p>
        </>
      ) : (
        <ol className="proposals">
          {proposals.map((proposal) => (
            <ProposalCard key={proposal.id} proposal={proposal} heading="h2" />
          ))}
        </ol>
      )}
    </section>
  );
}
