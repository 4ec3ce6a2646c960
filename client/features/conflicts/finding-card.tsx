import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Clearance, Finding } from "../../../domain/conflicts/finding.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { Clearances } from "./clearances.tsx";
import type { Card } from "./finding-cards.ts";
import { findingKey } from "./finding-order.ts";
import { LawLine } from "./law-line.tsx";
import { SeveritySymbol } from "./severity-symbol.tsx";
import { useCounterpartWords } from "./use-counterpart-words.ts";

interface FindingCardProps {
  readonly card: Card;
  readonly onHighlight: (on: boolean) => void;
  readonly onShow: (finding: Finding) => void;
  /** Absent where nothing can be changed. */
  readonly onApply?: (finding: Finding, clearance: Clearance) => void;
  /** The one that `R` applies. */
  readonly best?: Clearance | null;
  readonly foot?: ReactNode;
}

export function FindingCard({ card, onHighlight, onShow, onApply, best, foot }: FindingCardProps) {
  const { t } = useTranslation();
  const { lead, findings } = card;
  const { law, severity } = lead;
  const { language } = useFormat();
  const words = useCounterpartWords(lead.counterpart);
  const summary = useCardSummary(card);
  return (
    <li
      className={`finding finding-${severity} finding-class-${lead.class}`}
      data-testid="finding-card"
      data-severity={severity}
      data-rule={lead.rule}
      onPointerEnter={() => onHighlight(true)}
      onPointerLeave={() => onHighlight(false)}
      onFocus={() => onHighlight(true)}
      onBlur={() => onHighlight(false)}
    >
      <div className="finding-head">
        <SeveritySymbol severity={severity} />
        <h4>
          <span className="finding-severity">{t(`severity.${severity}.one`)}</span>
          {lead.title[language]}
        </h4>
        <button
          type="button"
          className="icon-button"
          aria-label={t("conflicts.show", { title: summary ?? words.title })}
          title={t("conflicts.showShort")}
          onClick={() => onShow(lead)}
        >
          <Icon name="target" />
        </button>
      </div>
      {lead.counterpart.type !== "none" && (
        <p className="finding-counterpart">
          <strong>{summary ?? words.title}</strong>
          {summary === null && words.detail !== "" && <span className="quiet">{words.detail}</span>}
        </p>
      )}
      <p>{lead.explanation[language]}</p>
      {findings.length > 1 && <Rest findings={findings.slice(1)} />}
      <LawLine law={law} rule={lead.rule} />
      <Clearances card={card} best={best ?? null} onApply={onApply} />
      {foot}
    </li>
  );
}

/** Of many: how many, and the nearest; null where the card is about one. */
function useCardSummary({ lead, findings, things }: Card): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  const { counterpart } = lead;
  if (things === 1) return null;
  if (counterpart.type === "tree" || counterpart.type === "utility" || counterpart.type === "place") {
    const distances = findings.map((finding) =>
      "distanceMetres" in finding.counterpart ? finding.counterpart.distanceMetres : 0,
    );
    return t(`conflicts.many.${counterpart.type}`, {
      count: things,
      distance: format.metres(Math.min(...distances)),
    });
  }
  return counterpart.type === "phase"
    ? t("conflicts.many.phase", { title: counterpart.title, count: things })
    : null;
}

function Rest({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  return (
    <details className="finding-rest">
      <summary>{t("conflicts.rest", { count: findings.length })}</summary>
      <ul>
        {findings.map((finding) => (
          <li key={findingKey(finding)}>{finding.explanation[language]}</li>
        ))}
      </ul>
    </details>
  );
}
