import { useTranslation } from "react-i18next";
import { type Finding, SEVERITIES } from "../../../domain/conflicts/finding.ts";
import type { LocalizedText } from "../../../domain/localized.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { countBySeverity } from "./finding-order.ts";
import { SeveritySymbol } from "./severity-symbol.tsx";

/** What was found, by which rules, as of when, and what could not be known. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly rules: readonly string[];
  readonly unknown: readonly LocalizedText[];
  readonly atMs: number;
}

/** Which colour the line has that says it. */
export function toneOf({ findings, rules }: Pick<Judged, "findings" | "rules">): string {
  if (rules.length === 0) return "none";
  const counts = countBySeverity(findings);
  if (counts.blocking > 0) return "blocking";
  return counts.warning > 0 ? "warning" : "clear";
}

/** That nothing is known to interfere, or how much does; always what that rests on and what nobody knows. */
export function VerdictWords({ findings, rules, unknown, atMs }: Judged) {
  const { t } = useTranslation();
  const format = useFormat();
  const basis = [
    t("conflicts.basis", { count: rules.length, time: format.time(atMs) }),
    unknown.length > 0 &&
      t("conflicts.unknown", { what: unknown.map((text) => text[format.language]).join(", ") }),
  ].filter(Boolean);
  if (!findings.some((finding) => finding.class === "interference")) {
    return (
      <p>
        <Icon name="check" /> {[t("conflicts.clear"), ...basis].join(" · ")}
      </p>
    );
  }
  const counts = countBySeverity(findings);
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
      <span className="quiet">{basis.join(" · ")}</span>
    </p>
  );
}
