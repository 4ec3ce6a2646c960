import { useTranslation } from "react-i18next";
import { ProblemError } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { isOutrun } from "./use-proposals.ts";

/** Why an answer was not taken. */
export function WhyNot({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const why =
    error instanceof ProblemError
      ? (error.problem.detail ?? error.problem.title)
      : t("judgements.unreachable");
  return (
    <p className="field-error" role="alert" lang={language}>
      {isOutrun(error) ? t("proposals.changed") : t("proposals.fails", { why })}
    </p>
  );
}
