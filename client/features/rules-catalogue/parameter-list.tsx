import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PARAMETERS, type ParameterId } from "../../../domain/conflicts/parameters/parameters.ts";
import { putRuleParameter, type RuleParameter } from "../../../domain/rules-catalogue/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { isAllowed, useSession } from "../people/use-session.ts";
import { ParameterForm } from "./parameter-form.tsx";
import { parameterText } from "./parameter-value.ts";

interface ParameterListProps {
  readonly reads: readonly ParameterId[];
  /** Absent until the server told them, or where it did not. */
  readonly values: ReadonlyMap<ParameterId, RuleParameter> | undefined;
}

/** The numbers that a rule reads: what holds here, since when, from where, and whether the office confirmed it. */
export function ParameterList({ reads, values }: ParameterListProps) {
  const { t } = useTranslation();
  if (reads.length === 0) return null;
  return (
    <>
      <h3>{t("rules.parameters")}</h3>
      <dl className="rule-parameters">
        {reads.map((id) => (
          <OneParameter key={id} id={id} current={values?.get(id)} />
        ))}
      </dl>
    </>
  );
}

function OneParameter({
  id,
  current,
}: {
  readonly id: ParameterId;
  readonly current: RuleParameter | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = format;
  const person = useSession().data?.person ?? null;
  const [open, setOpen] = useState(false);
  const { title, unit, value, source, basis } = PARAMETERS[id];
  const [newest] = current?.versions ?? [];
  const text = (given: number) => parameterText(given, unit, t, language);
  return (
    <div>
      <dt>{title[language]}</dt>
      <dd>
        <strong>{text(current?.value ?? value)}</strong>{" "}
        {current?.confirmed !== true && <span className="unconfirmed">{t("conflicts.unconfirmed")}</span>}
        <p className="quiet">
          {newest === undefined
            ? [source[language], basis !== "chosen" && t(`rules.bases.${basis}`)].filter(Boolean).join(" · ")
            : t("rules.version", {
                version: newest.version,
                office: newest.officeName ?? t("rules.noOffice"),
                date: format.moment(Date.parse(newest.at)),
                source: newest.source,
                default: text(value),
              })}
        </p>
        {current !== undefined && isAllowed(putRuleParameter.access, person) && (
          <button
            type="button"
            className="button button-small"
            aria-label={t("rules.changeOf", { title: title[language] })}
            onClick={() => setOpen(true)}
          >
            {t("rules.change")}
          </button>
        )}
        {open && current !== undefined && (
          <ParameterForm id={id} current={current} onClose={() => setOpen(false)} />
        )}
      </dd>
    </div>
  );
}
