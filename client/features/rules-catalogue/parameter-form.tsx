import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  findValueProblem,
  PARAMETERS,
  type ParameterId,
} from "../../../domain/conflicts/parameters/parameters.ts";
import type { RuleParameter } from "../../../domain/rules-catalogue/contract.ts";
import { ProblemError } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Field, NumberInput } from "../../ui/field.tsx";
import { Modal } from "../../ui/modal.tsx";
import { useSetParameter } from "./use-rule-parameters.ts";

interface ParameterFormProps {
  readonly id: ParameterId;
  readonly current: RuleParameter;
  readonly onClose: () => void;
}

/** Sets a parameter: the value, where it stands, and whether the office has read it there. */
export function ParameterForm({ id, current, onClose }: ParameterFormProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { title, unit, least, most } = PARAMETERS[id];
  const [value, setValue] = useState<number | null>(current.value);
  const [source, setSource] = useState("");
  const [confirmed, setConfirmed] = useState(false);
  const [asked, setAsked] = useState(false);
  const set = useSetParameter(id, onClose);
  const valueProblem = value === null || findValueProblem(id, value) !== null;
  const sourceProblem = source.trim() === "";
  return (
    <Modal title={title[language]} closeLabel={t("common.close")} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (value === null || valueProblem || sourceProblem) return;
          set.mutate({ version: current.version, value, source, confirmed });
        }}
      >
        <Field
          label={t(`rules.unitNames.${unit}`)}
          hint={t("rules.bounds", { least, most })}
          error={asked && valueProblem ? t("rules.badValue", { least, most }) : null}
        >
          {(control) => <NumberInput control={control} value={value} onNumber={setValue} />}
        </Field>
        <Field
          label={t("rules.source")}
          hint={t("rules.sourceHint")}
          error={asked && sourceProblem ? t("rules.noSource") : null}
        >
          {(control) => (
            <input
              {...control}
              type="text"
              className="input"
              maxLength={500}
              value={source}
              onChange={(event) => setSource(event.target.value)}
            />
          )}
        </Field>
        <label className="rule-confirm">
          <input
            type="checkbox"
            checked={confirmed}
            onChange={(event) => setConfirmed(event.target.checked)}
          />{" "}
          {t("rules.confirm")}
        </label>
        {set.isError && (
          <p className="field-error" role="alert">
            {set.error instanceof ProblemError ? set.error.problem.title : t("rules.setFailed")}
          </p>
        )}
        <div className="button-row">
          <button type="submit" className="button button-primary" disabled={set.isPending}>
            {t("rules.set")}
          </button>
        </div>
        <p className="quiet">{t("rules.setMeans")}</p>
      </form>
    </Modal>
  );
}
