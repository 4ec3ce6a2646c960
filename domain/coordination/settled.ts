import type { Severity } from "../conflicts/finding.ts";
import type { InterventionState } from "../interventions/intervention.ts";

/** Who settles a cluster where no meeting has to. */
export const SETTLERS = ["offices", "procedure"] as const;
type Settler = (typeof SETTLERS)[number];

/** Its ground is given: whoever comes after gives way. */
const DECIDED: readonly InterventionState[] = ["approved", "handedOver", "inProgress", "suspended"];

export interface Interference {
  readonly severity: Severity;
  /** Of the two interventions. */
  readonly states: readonly [InterventionState, InterventionState];
}

/**
 * Who settles these without a meeting (COORDINATION.md §6: what a meeting discusses): GIPOD's light ones the two
 * offices between them; a proposal on decided ground whoever decides on the proposal. One heavy one between equals, two
 * proposals or two that are decided, and it is the meeting's.
 */
export function settledBy(interferences: readonly Interference[]): Settler | null {
  const heavy = interferences.filter(({ severity }) => severity === "blocking");
  if (heavy.length === 0) return "offices";
  const isBetweenEquals = ({ states: [a, b] }: Interference) => DECIDED.includes(a) === DECIDED.includes(b);
  return heavy.some(isBetweenEquals) ? null : "procedure";
}
