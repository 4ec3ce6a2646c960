import { useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Clearance, Finding } from "../../../domain/conflicts/finding.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { Clearances } from "./clearances.tsx";
import { type Card, toCards } from "./finding-cards.ts";
import { LawLine } from "./law-line.tsx";
import "./duties.css";

interface DutyListProps {
  /** Of every class: those of duties are taken from among them. */
  readonly findings: readonly Finding[];
  /** Ids of the rules whose duty was ticked off. */
  readonly met: readonly string[];
  readonly onHighlight: (cardKey: string | null) => void;
  readonly onShow: (finding: Finding) => void;
  /** Absent where nothing can be changed: what was ticked off is read alone. */
  readonly onMet?: (met: string[]) => void;
  readonly onApply?: (finding: Finding, clearance: Clearance) => void;
}

/**
 * What the law asks of the site, to be ticked off. A rule works out that it is asked and, where a field of the form
 * answers it, that it is not any more; whether a board hangs on its fence only people know.
 */
export function DutyList({ findings, met, ...props }: DutyListProps) {
  const { t } = useTranslation();
  const heading = useId();
  const duties = useMemo(() => toCards(findings.filter((finding) => finding.class === "duty")), [findings]);
  if (duties.length === 0) return null;
  const done = duties.filter(({ lead }) => met.includes(lead.rule)).length;
  const tick = (rule: string, on: boolean) =>
    props.onMet?.(on ? [...met, rule] : met.filter((one) => one !== rule));
  return (
    <section className="duties" aria-labelledby={heading} data-testid="duties">
      <h3 id={heading}>
        {t("duties.heading")} <span className="quiet">{t("duties.done", { done, all: duties.length })}</span>
      </h3>
      <ul>
        {duties.map((card) => (
          <Duty
            key={card.key}
            {...props}
            card={card}
            isMet={met.includes(card.lead.rule)}
            onTick={props.onMet && ((on) => tick(card.lead.rule, on))}
          />
        ))}
      </ul>
    </section>
  );
}

interface DutyProps extends Pick<DutyListProps, "onHighlight" | "onShow" | "onApply"> {
  readonly card: Card;
  readonly isMet: boolean;
  readonly onTick: ((on: boolean) => void) | undefined;
}

function Duty({ card, isMet, onTick, onHighlight, onShow, onApply }: DutyProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { lead } = card;
  const title = lead.title[language];
  return (
    <li
      className={isMet ? "duty duty-met" : "duty"}
      data-rule={lead.rule}
      onPointerEnter={() => onHighlight(card.key)}
      onPointerLeave={() => onHighlight(null)}
      onFocus={() => onHighlight(card.key)}
      onBlur={() => onHighlight(null)}
    >
      <div className="duty-head">
        {onTick ? (
          <label className="duty-tick">
            <input type="checkbox" checked={isMet} onChange={(event) => onTick(event.target.checked)} />
            <span>{title}</span>
          </label>
        ) : (
          <span className="duty-tick">
            <Icon name={isMet ? "check" : "unticked"} size={18} />
            <span>
              {title} <span className="quiet">· {t(isMet ? "duties.isMet" : "duties.isOpen")}</span>
            </span>
          </span>
        )}
        <button
          type="button"
          className="icon-button"
          aria-label={t("conflicts.show", { title })}
          title={t("conflicts.showShort")}
          onClick={() => onShow(lead)}
        >
          <Icon name="target" />
        </button>
      </div>
      <p>{lead.explanation[language]}</p>
      <LawLine law={lead.law} rule={lead.rule} />
      {onApply && !isMet && <Clearances card={card} best={null} onApply={onApply} />}
    </li>
  );
}
