import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clearance } from "../../../domain/conflicts/finding.ts";
import { ProblemError, UnreachableError } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Modal } from "../../ui/modal.tsx";
import { isChanged, type Judging, useJudge } from "./use-judgements.ts";
import { VerdictFields } from "./verdict-fields.tsx";
import {
  missingOf,
  NO_FORM,
  OFFERED_VERDICTS,
  type OfferedVerdict,
  toGiven,
  type VerdictForm,
} from "./verdict-form.ts";
import "./judgements.css";

interface JudgeDialogProps {
  readonly title: string;
  readonly officeName: string;
  readonly findingIds: readonly string[];
  /** Offered now; null while they are looked for. */
  readonly remedies: readonly Clearance[] | null;
  readonly verdict?: OfferedVerdict;
  /** Whether there is something to take back. */
  readonly isJudged: boolean;
  readonly onJudged: (judged: Judging) => void;
  readonly onClose: () => void;
}

/** The five verdicts as a choice, and what the chosen one asks for. */
export function JudgeDialog(props: JudgeDialogProps) {
  const { title, findingIds, remedies, isJudged, onClose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const [verdict, setVerdict] = useState<OfferedVerdict>(props.verdict ?? "action");
  const [form, setForm] = useState<VerdictForm>(NO_FORM);
  const [tried, setTried] = useState(false);
  const judge = useJudge((judged) => {
    props.onJudged(judged);
    onClose();
  });
  const missing = missingOf(verdict, form, remedies);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0 || judge.isPending) return;
    judge.mutate({ findingIds, judgement: toGiven(verdict, form, remedies) });
  };
  return (
    <Modal
      title={t("judgements.verdict")}
      closeLabel={t("common.close")}
      onClose={onClose}
      footer={
        <>
          {isJudged && (
            <button
              type="button"
              className="button"
              disabled={judge.isPending}
              onClick={() => judge.mutate({ findingIds, judgement: { verdict: "withdrawn" } })}
            >
              {t("judgements.withdraw")}
            </button>
          )}
          <button type="submit" form={id} className="button button-primary" disabled={judge.isPending}>
            {t("judgements.save")}
          </button>
        </>
      }
    >
      <form id={id} onSubmit={submit} noValidate lang={format.language}>
        <p>
          <strong>{title}</strong>
        </p>
        <fieldset className="verdict-choice">
          <legend className="field-label">{t("judgements.choose", { office: props.officeName })}</legend>
          {OFFERED_VERDICTS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name={`${id}-verdict`}
                value={one}
                checked={one === verdict}
                onChange={() => setVerdict(one)}
              />
              <span>{t(`judgements.verdicts.${one}`)}</span>
            </label>
          ))}
        </fieldset>
        <VerdictFields
          verdict={verdict}
          form={form}
          remedies={remedies}
          missing={tried ? missing : []}
          onChange={(change) => setForm((known) => ({ ...known, ...change }))}
        />
        {judge.isError && (
          <p className="field-error" role="alert">
            <WhyNot error={judge.error} />
          </p>
        )}
      </form>
    </Modal>
  );
}

function WhyNot({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  if (isChanged(error)) return t("judgements.changed");
  const why =
    error instanceof UnreachableError
      ? t("judgements.unreachable")
      : error instanceof ProblemError
        ? error.problem.title
        : error.message;
  return t("judgements.fails", { why });
}
