import { useTranslation } from "react-i18next";
import type { Law } from "../../../domain/conflicts/finding.ts";
import { useFormat } from "../../i18n/use-format.ts";

interface LawLineProps {
  readonly law: Law;
  /** The rule whose page in the catalogue is to be reached from here. */
  readonly rule?: string;
}

/** The law that a finding rests on, since when, and whether the office has read it in the official text. */
export function LawLine({ law, rule }: LawLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className="finding-law">
      <strong>{law.article}</strong> {law.text[format.language]}{" "}
      {law.validFrom !== null && (
        <span className="quiet">
          {t("conflicts.validFrom", { date: format.shortDay(law.validFrom, "0000-01-01") })}
        </span>
      )}
      {!law.confirmed && <span className="unconfirmed">{t("conflicts.unconfirmed")}</span>}
      {rule !== undefined && (
        // Beside the page: what is being written stays where it is.
        <a className="rule-link" href={`/rules#${rule}`} target="_blank" rel="noreferrer">
          {t("rules.catalogueOf")}
        </a>
      )}
    </p>
  );
}
