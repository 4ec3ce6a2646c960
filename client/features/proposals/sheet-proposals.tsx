import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Finding } from "../../../domain/conflicts/finding.ts";
import type { JudgedFinding } from "../../../domain/judgements/contract.ts";
import { mayJudge } from "../../../domain/judgements/verdict.ts";
import { useSession } from "../people/use-session.ts";
import { ProposalCard } from "./proposal-card.tsx";
import { ProposeDialog } from "./propose-dialog.tsx";
import { useProposals } from "./use-proposals.ts";
import "../judgements/judgements.css";
import "./proposals.css";

/** Of one intervention; nothing where there are none, or for whom they are not told. */
export function SheetProposals({ interventionId }: { readonly interventionId: string }) {
  const { t } = useTranslation();
  const proposals = useProposals("all", interventionId).data?.proposals ?? [];
  if (proposals.length === 0) return null;
  return (
    <section aria-label={t("proposals.title")}>
      <h3>{t("proposals.ofIntervention")}</h3>
      <ol className="proposals">
        {proposals.map((proposal) => (
          <ProposalCard key={proposal.id} proposal={proposal} heading="h4" />
        ))}
      </ol>
    </section>
  );
}

interface ProposeProps {
  readonly interventionId: string;
  /** Of one card, its lead first. */
  readonly findings: readonly Finding[];
  readonly judged: ReadonlyMap<string, JudgedFinding>;
}

/** Below an opportunity to dig once: the way to propose it, unless a proposal about it is running. */
export function Propose({ interventionId, findings, judged }: ProposeProps) {
  const { t } = useTranslation();
  const person = useSession().data?.person ?? null;
  const known = useProposals("all", interventionId).data?.proposals;
  const [asked, setAsked] = useState(false);
  const [lead] = findings;
  const standings = lead?.id ? judged.get(lead.id)?.standings : undefined;
  if (lead?.rule !== "dig-once" || lead.counterpart.type !== "phase") return null;
  if (standings === undefined || person === null || known === undefined) return null;
  const concerned = standings.map(({ office }) => office.id);
  if (!mayJudge({ role: person.role, officeId: person.office?.id ?? null }, concerned)) return null;
  const { phaseId } = lead.counterpart;
  const running = known.some(
    ({ state, sides }) =>
      (state === "open" || state === "accepted") && sides.some((side) => side.phaseId === phaseId),
  );
  if (running) return <p className="quiet">{t("proposals.running")}</p>;
  return (
    <>
      <button
        type="button"
        className="button button-small"
        aria-haspopup="dialog"
        onClick={() => setAsked(true)}
      >
        {t("proposals.propose")}
      </button>
      {asked && <ProposeDialog findingId={lead.id!} onClose={() => setAsked(false)} />}
    </>
  );
}
