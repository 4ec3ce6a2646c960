import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FINDING_CLASSES } from "../../../domain/conflicts/finding.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { Field } from "../../ui/field.tsx";
import { ReexaminationState } from "./reexamination.tsx";
import { RuleEntry } from "./rule-entry.tsx";
import { searchRules } from "./rules-search.ts";
import { isOpen, useReexamination } from "./use-reexamination.ts";
import { useRuleParameters } from "./use-rule-parameters.ts";
import "./rules-catalogue.css";

type Shown = (typeof FINDING_CLASSES)[number] | "all";

/** Every rule, made from the rules themselves: to be searched, read from a finding, and printed. */
export function RulesCatalogue() {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [shown, setShown] = useState<Shown>("all");
  const parameters = useRuleParameters();
  const reexamination = useReexamination().data;
  const due = reexamination && isOpen(reexamination) ? reexamination.rules : [];
  const rules = useMemo(
    () => searchRules(RULES, text).filter((rule) => shown === "all" || rule.class === shown),
    [text, shown],
  );
  useEffect(showNamed, []);
  return (
    <div className="rules-catalogue">
      <p>{t("rules.intro")}</p>
      <ReexaminationState />
      {parameters.isError && (
        <div role="alert">
          <p>{t("rules.parametersFailed")}</p>
          <button type="button" className="button" onClick={() => void parameters.refetch()}>
            {t("common.again")}
          </button>
        </div>
      )}
      <div className="rules-tools">
        <Field label={t("rules.search")}>
          {(control) => (
            <input
              {...control}
              type="search"
              className="input"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("rules.class")}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={shown}
              onChange={(event) => setShown(event.target.value as Shown)}
            >
              {(["all", ...FINDING_CLASSES] as const).map((one) => (
                <option key={one} value={one}>
                  {t(`rules.classes.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <button type="button" className="button" onClick={() => window.print()}>
          {t("rules.print")}
        </button>
      </div>
      <p role="status" className="quiet">
        {t("rules.count", { count: rules.length })}
      </p>
      {rules.map((rule) => (
        <RuleEntry key={rule.id} rule={rule} values={parameters.data} isDueAgain={due.includes(rule.id)} />
      ))}
    </div>
  );
}

/** The rule that the address names: the browser looked for it before the page was there. */
function showNamed(): void {
  const named = document.getElementById(window.location.hash.slice(1));
  named?.scrollIntoView();
  named?.focus({ preventScroll: true });
}
