import { useTranslation } from "react-i18next";
import { SEVERITIES } from "../../../domain/conflicts/finding.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { countBySeverity } from "./finding-order.ts";
import { SeveritySymbol } from "./severity-symbol.tsx";
import type { DraftCheck } from "./use-draft-check.ts";
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
      className={`verdict verdict-${toneOf(check)}`}
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

function toneOf({ status, result }: DraftCheck): string {
  if (status === "refused" || status === "failed") return "trouble";
  if (result === null || result.rules.length === 0) return "none";
  const counts = countBySeverity(result.findings);
  if (counts.blocking > 0) return "blocking";
  return counts.warning > 0 ? "warning" : "clear";
}

function Body({ check, hasFootprint }: VerdictProps) {
  const { t } = useTranslation();
  const format = useFormat();
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
  const time = format.time(Date.parse(result.checkedAt));
  const counts = countBySeverity(result.findings);
  const unknown =
    result.unknown.length === 0
      ? null
      : t("conflicts.unknown", { what: result.unknown.map((text) => text[format.language]).join(", ") });
  if (!result.findings.some((finding) => finding.class === "interference")) {
    const clear = t("conflicts.clear", { count: result.rules.length, time });
    return (
      <p>
        <Icon name="check" /> {[clear, unknown].filter((part) => part !== null).join(" · ")}
      </p>
    );
  }
  const shown = SEVERITIES.filter(
    (severity) => counts[severity] > 0 || severity === "blocking" || severity === "warning",
  );
  return (
    <p className="verdict-counts">
      {shown.map((severity) => (
        <span key={severity} className="verdict-count">
          <SeveritySymbol severity={severity} size={18} />
          {t(`severity.${severity}.count`, { count: counts[severity] })}
        </span>
      ))}
      <span className="quiet">
        {[t("conflicts.dataOf", { time }), unknown].filter((part) => part !== null).join(" · ")}
      </span>
    </p>
  );
}
