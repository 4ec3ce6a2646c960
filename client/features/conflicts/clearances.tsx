import { useTranslation } from "react-i18next";
import type { Clearance, Finding } from "../../../domain/conflicts/finding.ts";
import { useFormat } from "../../i18n/use-format.ts";
import type { Card } from "./finding-cards.ts";

interface ClearancesProps {
  readonly card: Card;
  readonly best: Clearance | null;
  /** Absent where nothing can be changed: they are told, and applied in the editor. */
  readonly onApply: ((finding: Finding, clearance: Clearance) => void) | undefined;
}

/** Ways out of the card's worst finding, each with what it costs and what it would leave. */
export function Clearances({ card, best, onApply }: ClearancesProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { lead } = card;
  if (lead.clearances.length === 0) {
    return lead.class === "interference" ? <p className="quiet">{t("conflicts.noRemedy")}</p> : null;
  }
  if (onApply === undefined) {
    return (
      <div className="clearances-told">
        {t("conflicts.remedies")}:
        <ul aria-label={t("conflicts.remedies")}>
          {lead.clearances.map((clearance) => (
            <li key={clearance.label.it}>
              {clearance.label[language]}
              <Leaves clearance={clearance} />
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <ul className="clearances" aria-label={t("conflicts.remedies")}>
      {lead.clearances.map((clearance) => (
        <li key={clearance.label.it}>
          <button type="button" className="button" onClick={() => onApply(lead, clearance)}>
            <span className="clearance-words">
              {clearance.label[language]}
              <Leaves clearance={clearance} />
            </span>
            {clearance === best && <kbd>R</kbd>}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Said only where something is left: nothing left is what a remedy is for. */
function Leaves({ clearance: { leaves } }: { clearance: Clearance }) {
  const { t } = useTranslation();
  const left = [
    leaves.blocking > 0 ? t("severity.blocking.count", { count: leaves.blocking }) : null,
    leaves.warning > 0 ? t("severity.warning.count", { count: leaves.warning }) : null,
  ].filter((part) => part !== null);
  if (left.length === 0) return null;
  return <span className="quiet"> {t("conflicts.leaves", { what: left.join(", ") })}</span>;
}
