import { counterpartKey } from "../../../domain/conflicts/counterpart.ts";
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

/** While the hand draws nothing jumps: known cards keep their place, new ones come after them. */
export function keepOrder(findings: readonly Finding[], shown: readonly string[]): Finding[] {
  const place = new Map(shown.map((key, i) => [key, i]));
  const at = (finding: Finding) => place.get(findingKey(finding)) ?? shown.length;
  // Array.prototype.sort is stable, so newcomers stay among themselves as sorted.
  return sortFindings(findings).sort((a, b) => at(a) - at(b));
}

export type SeverityCounts = Readonly<Record<Severity, number>>;

export function countBySeverity(findings: readonly Finding[]): SeverityCounts {
  const counts = { blocking: 0, warning: 0, advice: 0, synergy: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}

export interface Remedy {
  readonly finding: Finding;
  readonly clearance: Clearance;
}

/** What `R` applies: the first way out of the worst finding that has one. */
export function findBestRemedy(findings: readonly Finding[]): Remedy | null {
  for (const finding of sortFindings(findings)) {
    const [clearance] = finding.clearances;
    if (clearance) return { finding, clearance };
  }
  return null;
}
