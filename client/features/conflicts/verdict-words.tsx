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
  const basis = t("conflicts.basis", { count: rules.length, time: format.time(atMs) });
  const unknowns = unknown.map((text) => text[format.language]);
  if (!findings.some((finding) => finding.class === "interference")) {
    return (
      <div className="verdict-words">
        <Icon name="check" /> {[t("conflicts.clear"), basis].join(" · ")}
        <Unknowns what={unknowns} />
      </div>
    );
  }
  const counts = countBySeverity(findings);
  const shown = SEVERITIES.filter(
    (severity) => counts[severity] > 0 || severity === "blocking" || severity === "warning",
  );
  return (
    <div className="verdict-words verdict-counts">
      {shown.map((severity) => (
        <span key={severity} className="verdict-count">
          <SeveritySymbol severity={severity} size={18} />
          {t(`severity.${severity}.count`, { count: counts[severity] })}
        </span>
      ))}
      <div className="quiet verdict-basis">
        {basis}
        <Unknowns what={unknowns} />
      </div>
    </div>
  );
}

/** Told in the line itself; of more the rest opens, for it must leave room for the form below a phone's map. */
const MOST_UNKNOWN_SHOWN = 2;

function Unknowns({ what }: { readonly what: readonly string[] }) {
  const { t } = useTranslation();
  if (what.length === 0) return null;
  const first = t("conflicts.unknown", { what: what.slice(0, MOST_UNKNOWN_SHOWN).join(", ") });
  const rest = what.slice(MOST_UNKNOWN_SHOWN);
  if (rest.length === 0) return <> · {first}</>;
  return (
    <details className="verdict-unknown">
      <summary>
        {first} {t("conflicts.unknownMore", { count: rest.length })}
      </summary>
      {rest.join(", ")}
    </details>
  );
}
