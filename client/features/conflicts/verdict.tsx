import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon.tsx";
import type { DraftCheck } from "./use-draft-check.ts";
import { toneOf, VerdictWords } from "./verdict-words.tsx";
import "./conflicts.css";

interface VerdictProps {
  readonly check: DraftCheck;
  readonly hasFootprint: boolean;
}

/** One line that always says where the draft stands, and when that was known. */
export function Verdict({ check, hasFootprint }: VerdictProps) {
  const { t } = useTranslation();
  return (
    <div
      className={`verdict verdict-${toneOfCheck(check)}`}
      data-testid="verdict"
      data-status={check.status}
      role="status"
      aria-live="polite"
      aria-busy={check.status === "checking"}
    >
      <Body check={check} hasFootprint={hasFootprint} />
      {check.status === "failed" && (
        <button type="button" className="button" onClick={check.again}>
          {t("conflicts.again")}
        </button>
      )}
    </div>
  );
}

function toneOfCheck({ status, result }: DraftCheck): string {
  if (status === "refused" || status === "failed") return "trouble";
  return result === null ? "none" : toneOf(result);
}

function Body({ check, hasFootprint }: VerdictProps) {
  const { t } = useTranslation();
  const { status, result, problem } = check;
  if (status === "idle") return <p>{t(hasFootprint ? "conflicts.notYet" : "conflicts.idle")}</p>;
  if (status === "refused") {
    const code = problem?.code;
    return (
      <p>
        <Icon name="alert" />{" "}
        {code === "outside-city" || code === "invalid-footprint"
          ? t(`conflicts.refused.${code}`)
          : t("conflicts.refused.other", { reason: problem?.detail ?? problem?.title ?? "" })}
      </p>
    );
  }
  if (status === "failed") {
    return (
      <p>
        <Icon name="alert" /> {t("conflicts.failed")}
      </p>
    );
  }
  if (result === null) return <p>{t("conflicts.checking")}</p>;
  if (result.rules.length === 0) return <p>{t("conflicts.noRules")}</p>;
  return <VerdictWords {...result} atMs={Date.parse(result.checkedAt)} />;
}
