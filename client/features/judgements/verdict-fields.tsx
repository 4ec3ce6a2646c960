import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Clearance } from "../../../domain/conflicts/finding.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Field } from "../../ui/field.tsx";
import type { Needed, OfferedVerdict, VerdictForm } from "./verdict-form.ts";

interface VerdictFieldsProps {
  readonly verdict: OfferedVerdict;
  readonly form: VerdictForm;
  readonly remedies: readonly Clearance[] | null;
  /** What was left empty, once it was tried to save. */
  readonly missing: readonly Needed[];
  readonly onChange: (change: Partial<VerdictForm>) => void;
}

export function VerdictFields(props: VerdictFieldsProps) {
  const { verdict } = props;
  if (verdict === "apply") return <RemedyField {...props} />;
  if (verdict === "action") {
    return (
      <>
        <TextField {...props} name="action" maxLength={500} />
        <TextField {...props} name="responsible" maxLength={200} />
        <DayField {...props} name="dueOn" />
      </>
    );
  }
  return (
    <>
      {verdict === "defer" && <DayField {...props} name="until" />}
      <TextField {...props} name="reason" maxLength={1000} optional={verdict !== "accept"} />
    </>
  );
}

function RemedyField({ form, remedies, missing, onChange }: VerdictFieldsProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const name = useId();
  if (remedies === null) return <p role="status">{t("judgements.loadingRemedies")}</p>;
  if (remedies.length === 0) return <p>{t("judgements.noRemedy")}</p>;
  return (
    <fieldset className="verdict-choice">
      <legend className="field-label">{t("judgements.clearance")}</legend>
      {remedies.map((remedy, index) => (
        <label key={remedy.label.it}>
          <input
            type="radio"
            name={name}
            checked={form.remedy === index}
            onChange={() => onChange({ remedy: index })}
          />
          <span>{remedy.label[language]}</span>
        </label>
      ))}
      {missing.includes("clearance") && (
        <p className="field-error" role="alert">
          {t("judgements.needs.clearance")}
        </p>
      )}
    </fieldset>
  );
}

interface TextFieldProps extends VerdictFieldsProps {
  readonly name: "action" | "responsible" | "reason";
  readonly maxLength: number;
  readonly optional?: boolean;
}

function TextField({ name, maxLength, optional = false, form, missing, onChange }: TextFieldProps) {
  const { t } = useTranslation();
  return (
    <Field
      label={optional ? t("judgements.optional") : t(`judgements.${name}`)}
      hint={name === "responsible" ? t("judgements.responsibleHint") : undefined}
      error={missing.includes(name) ? t(`judgements.needs.${name}`) : null}
    >
      {(control) =>
        name === "responsible" ? (
          <input
            {...control}
            className="input"
            maxLength={maxLength}
            required
            value={form[name]}
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        ) : (
          <textarea
            {...control}
            className="input"
            rows={2}
            maxLength={maxLength}
            required={!optional}
            value={form[name]}
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        )
      }
    </Field>
  );
}

function DayField({
  name,
  form,
  missing,
  onChange,
}: VerdictFieldsProps & { readonly name: "dueOn" | "until" }) {
  const { t } = useTranslation();
  return (
    <Field
      label={t(`judgements.${name}`)}
      error={missing.includes(name) ? t(`judgements.needs.${name}`) : null}
    >
      {(control) => (
        <input
          {...control}
          type="date"
          className="input"
          required
          value={form[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
}
