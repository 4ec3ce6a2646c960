import { type ReactNode, type RefObject, useId } from "react";
import { useTranslation } from "react-i18next";
import { toSpan } from "../../../domain/geo/interval.ts";
import type { OfficeFinding } from "../../../domain/judgements/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { SeveritySymbol } from "../conflicts/severity-symbol.tsx";
import { FindingHistory } from "./finding-history.tsx";
import { StandingList } from "./standing-list.tsx";
import { OFFERED_VERDICTS, type OfferedVerdict } from "./verdict-form.ts";

interface OfficeFindingRowProps {
  readonly finding: OfficeFinding;
  readonly isCurrent: boolean;
  readonly current: RefObject<HTMLLIElement | null>;
  readonly onFocus: () => void;
  readonly onAsk: (verdict: OfferedVerdict) => void;
  readonly linkTo: (interventionId: string, content: ReactNode) => ReactNode;
}

/** One card of what waits for the office. */
export function OfficeFindingRow(props: OfficeFindingRowProps) {
  const { finding, isCurrent, current, onFocus, onAsk, linkTo } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const heading = useId();
  const { severity, law, parties, things } = finding;
  const place = parties.find((party) => party.place !== "")?.place ?? "";
  return (
    <li
      ref={isCurrent ? current : null}
      className="office-finding"
      tabIndex={-1}
      aria-labelledby={heading}
      aria-current={isCurrent || undefined}
      onFocus={onFocus}
      data-testid="office-finding"
    >
      <div className={`finding finding-${severity}`}>
        <div className="finding-head">
          <SeveritySymbol severity={severity} />
          <h2 id={heading}>
            <span className="finding-severity">{t(`severity.${severity}.one`)}</span>
            {finding.title[format.language]}
          </h2>
          <span className="office-finding-when">{format.days(toSpan(finding))}</span>
        </div>
        {place !== "" && <p>{place}</p>}
        <ul className="office-finding-parties">
          {parties.map((party) => (
            <li key={party.id}>
              {linkTo(party.id, party.title)} <span className="quiet">· {party.office.name}</span>
            </li>
          ))}
        </ul>
        <p>
          {finding.explanation[format.language]}
          {things > 1 && <span className="quiet"> · {t("judgements.things", { count: things })}</span>}
        </p>
        <p className="office-finding-law quiet">
          {law.article} · {law.text[format.language]}
        </p>
        <div className="judged">
          <StandingList standings={finding.standings} />
          <div className="button-row">
            {OFFERED_VERDICTS.map((verdict) => (
              <button
                key={verdict}
                type="button"
                className="button button-small"
                aria-haspopup="dialog"
                onClick={() => onAsk(verdict)}
              >
                {t(`judgements.verdicts.${verdict}`)}
              </button>
            ))}
          </div>
          <FindingHistory
            findingId={finding.findingIds[0]!}
            commentCount={finding.commentCount}
            mayComment={true}
          />
        </div>
      </div>
    </li>
  );
}
