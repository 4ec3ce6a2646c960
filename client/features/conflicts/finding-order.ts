import { collapseKey, counterpartKey } from "../../../domain/conflicts/counterpart.ts";
import {
  type Clearance,
  type Finding,
  SEVERITIES,
  type Severity,
} from "../../../domain/conflicts/finding.ts";

/** Findings of a draft have no id; the rule, the phase and the counterpart name one. */
export function findingKey({ rule, phasePosition, counterpart }: Finding): string {
  return `${rule}/${phasePosition}/${counterpart.type}/${counterpartKey(counterpart)}`;
}

/** Worst first, then what begins first. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      Date.parse(a.overlap.startsAt) - Date.parse(b.overlap.startsAt) ||
      (findingKey(a) < findingKey(b) ? -1 : 1),
  );
}

export type SeverityCounts = Readonly<Record<Severity, number>>;

/**
 * Badges count interferences only, as cards: twelve trees are one. What is offered is counted beside them; duties
 * are a checklist.
 */
export function countBySeverity(findings: readonly Finding[]): SeverityCounts {
  const counted = { blocking: 0, warning: 0, advice: 0, synergy: 0 };
  const seen = new Set<string>();
  for (const finding of sortFindings(findings)) {
    const key = collapseKey(finding.rule, finding.counterpart);
    if (finding.class === "duty" || seen.has(key)) continue;
    seen.add(key);
    counted[finding.severity] += 1;
  }
  return counted;
}

export interface Remedy {
  readonly finding: Finding;
  readonly clearance: Clearance;
}

/** What `R` applies: the first way out of the worst interference that has one. */
export function findBestRemedy(findings: readonly Finding[]): Remedy | null {
  for (const finding of sortFindings(findings)) {
    const [clearance] = finding.clearances;
    if (finding.class === "interference" && clearance) return { finding, clearance };
  }
  return null;
}
