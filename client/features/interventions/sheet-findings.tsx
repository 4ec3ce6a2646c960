import { useTranslation } from "react-i18next";
import type { Finding } from "../../../domain/conflicts/finding.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import { DutyList } from "../conflicts/duty-list.tsx";
import { type Card, toCards } from "../conflicts/finding-cards.ts";
import { FindingList } from "../conflicts/finding-list.tsx";
import { toneOf, VerdictWords } from "../conflicts/verdict-words.tsx";
import { JudgedCard } from "../judgements/judged-card.tsx";
import { partAccepted } from "../judgements/standing-of.ts";
import { useInterventionJudgements } from "../judgements/use-judgements.ts";
import { useSession } from "../people/use-session.ts";
import { Propose, SheetProposals } from "../proposals/sheet-proposals.tsx";
import { useIntervention } from "./use-phases.ts";
import "../conflicts/conflicts.css";

interface SheetFindingsProps {
  readonly intervention: Intervention;
  readonly onHighlight: (key: string | null) => void;
  readonly onShowFinding: (finding: Finding) => void;
}

/** How the saved intervention stands with everything else: the same words as the editor's, of what is saved. */
export function SheetFindings({ intervention, onHighlight, onShowFinding }: SheetFindingsProps) {
  const { t } = useTranslation();
  const { findings, rules, unknown } = intervention;
  // When the page read it: the server works it out for each reading.
  const { dataUpdatedAt } = useIntervention(intervention.id);
  const officeId = useSession().data?.person?.office?.id ?? null;
  const judged = useInterventionJudgements(intervention.id);
  const { shown, accepted } = partAccepted(findings, judged, officeId);
  const foot = (card: Card) => (
    <>
      <JudgedCard findings={card.findings} judged={judged} />
      <Propose interventionId={intervention.id} findings={card.findings} judged={judged} />
    </>
  );
  return (
    <>
      <h3>{t("sheet.findings")}</h3>
      {rules.length === 0 ? (
        <p className="quiet">{t("sheet.noRules")}</p>
      ) : (
        <div className={`verdict verdict-saved verdict-${toneOf(intervention)}`} data-testid="sheet-verdict">
          <VerdictWords findings={findings} rules={rules} unknown={unknown} atMs={dataUpdatedAt} />
        </div>
      )}
      <SheetProposals interventionId={intervention.id} />
      <FindingList
        label={t("sheet.findings")}
        findings={shown}
        onHighlight={onHighlight}
        onShow={onShowFinding}
        foot={foot}
      />
      {accepted.length > 0 && (
        <details className="accepted-findings">
          <summary>{t("judgements.accepted", { count: toCards(accepted).length })}</summary>
          <FindingList
            label={t("judgements.accepted", { count: toCards(accepted).length })}
            findings={accepted}
            onHighlight={onHighlight}
            onShow={onShowFinding}
            foot={foot}
          />
        </details>
      )}
      <DutyList
        findings={findings}
        met={intervention.dutiesMet}
        onHighlight={onHighlight}
        onShow={onShowFinding}
      />
    </>
  );
}
