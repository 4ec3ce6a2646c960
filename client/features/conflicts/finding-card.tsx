import { useTranslation } from "react-i18next";
import type { Clearance, Finding } from "../../../domain/conflicts/finding.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { SeveritySymbol } from "./severity-symbol.tsx";
import { useCounterpartWords } from "./use-counterpart-words.ts";

interface FindingCardProps {
  readonly finding: Finding;
  readonly onHighlight: (on: boolean) => void;
  readonly onShow: () => void;
  /** Absent where nothing can be changed. */
  readonly onApply?: (clearance: Clearance) => void;
  /** The one that `R` applies. */
  readonly best?: Clearance | null;
}

export function FindingCard({ finding, onHighlight, onShow, onApply, best }: FindingCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { law, severity } = finding;
  const language = format.language;
  const counterpart = useCounterpartWords(finding.counterpart);
  return (
    <li
      className={`finding finding-${severity}`}
      data-testid="finding-card"
      data-severity={severity}
      onPointerEnter={() => onHighlight(true)}
      onPointerLeave={() => onHighlight(false)}
      onFocus={() => onHighlight(true)}
      onBlur={() => onHighlight(false)}
    >
      <div className="finding-head">
        <SeveritySymbol severity={severity} />
        <h4>
          <span className="finding-severity">{t(`severity.${severity}.one`)}</span>
          {finding.title[language]}
        </h4>
        <button
          type="button"
          className="icon-button"
          aria-label={t("conflicts.show", { title: counterpart.title })}
          title={t("conflicts.showShort")}
          onClick={onShow}
        >
          <Icon name="target" />
        </button>
      </div>
      <p className="finding-counterpart">
        <strong>{counterpart.title}</strong>
        {counterpart.detail !== "" && <span className="quiet">{counterpart.detail}</span>}
      </p>
      <p>{finding.explanation[language]}</p>
      <p className="finding-law">
        <strong>{law.article}</strong> {law.text[language]}{" "}
        <span className="quiet">
          {t("conflicts.validFrom", { date: format.shortDay(law.validFrom, "0000-01-01") })}
        </span>
        {!law.confirmed && <span className="unconfirmed">{t("conflicts.unconfirmed")}</span>}
      </p>
      {onApply && finding.clearances.length > 0 && (
        <ul className="clearances" aria-label={t("conflicts.remedies")}>
          {finding.clearances.map((clearance) => (
            <li key={clearance.label.it}>
              <button type="button" className="button" onClick={() => onApply(clearance)}>
                {clearance.label[language]}
                {clearance === best && <kbd>R</kbd>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {onApply && finding.clearances.length === 0 && <p className="quiet">{t("conflicts.noRemedy")}</p>}
    </li>
  );
}
