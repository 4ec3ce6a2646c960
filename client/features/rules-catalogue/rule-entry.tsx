import { useTranslation } from "react-i18next";
import type { ParameterId } from "../../../domain/conflicts/parameters/parameters.ts";
import type { AnyRule } from "../../../domain/conflicts/rule.ts";
import type { RuleParameter } from "../../../domain/rules-catalogue/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { LawLine } from "../conflicts/law-line.tsx";
import { NoDigPeriods } from "../no-dig-periods/no-dig-periods.tsx";
import { ExampleFigure } from "./example-figure.tsx";
import { ParameterList } from "./parameter-list.tsx";
import { severitiesOf } from "./severities.ts";

interface RuleEntryProps {
  readonly rule: AnyRule;
  readonly values: ReadonlyMap<ParameterId, RuleParameter> | undefined;
  /** Its findings on record may still be of earlier values. */
  readonly isDueAgain: boolean;
}

/** A rule as it is written: law, class, whom it asks, numbers, and its examples drawn. */
export function RuleEntry({ rule, values, isDueAgain }: RuleEntryProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { id, version, title, law, appliesTo, needs, reads, examples } = rule;
  return (
    <article id={id} className="rule" aria-labelledby={`${id}-title`} tabIndex={-1}>
      <h2 id={`${id}-title`}>{title[language]}</h2>
      <p className="rule-tags">
        <span className={`tag rule-class-${rule.class}`}>{t(`rules.classes.${rule.class}`)}</span>
        {severitiesOf(rule).map((severity) => (
          <span key={severity} className="tag">
            {t(`severity.${severity}.one`)}
          </span>
        ))}
        {isDueAgain && <span className="tag tag-synthetic">{t("reexamination.tag")}</span>}
        <span className="quiet">
          {appliesTo.map((kind) => t(`kinds.${kind}.one`)).join(" · ")} ·{" "}
          {t("rules.ruleVersion", { version })}
        </span>
      </p>
      <LawLine law={law} />
      {rule.recorded === false && <p className="quiet">{t("rules.notRecorded")}</p>}
      <ParameterList reads={reads} values={values} />
      {needs.includes("noDigPeriods") && <NoDigPeriods />}
      <h3>{t("rules.examples")}</h3>
      <div className="rule-examples">
        {examples.conflict.map((example) => (
          <ExampleFigure key={example.name.en} rule={rule} example={example} isConflict />
        ))}
        {examples.clear.map((example) => (
          <ExampleFigure key={example.name.en} rule={rule} example={example} isConflict={false} />
        ))}
      </div>
    </article>
  );
}
