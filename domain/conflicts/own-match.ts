/** Matches of a phase by itself, and what rules about roads ask of one. */
import type { VehicleImpact } from "../interventions/intervention.ts";
import type { LocalizedText } from "../localized.ts";
import type { Subject } from "./facts.ts";
import type { Severity } from "./finding.ts";
import type { Match } from "./rule.ts";

/** What a phase owes whoever is near; `given` says otherwise. */
export function ownMatch(
  subject: Subject,
  severity: Severity,
  explanation: () => LocalizedText,
  given: Partial<Match> = {},
): Match {
  return {
    counterpart: { type: "none" },
    span: subject.span,
    severity,
    weight: "light",
    explanation,
    zones: { subjectMetres: 0, counterpartMetres: 0 },
    reachMetres: null,
    lineDistanceMetres: null,
    ...given,
  };
}

const OPEN: readonly VehicleImpact[] = [
  "all-lanes-open",
  "all-lanes-open-shift-left",
  "all-lanes-open-shift-right",
];
const ALTERNATING: readonly VehicleImpact[] = ["alternating-one-way", "flagging", "temporary-traffic-signal"];

/** It takes lanes from traffic, as far as it is said. */
export const closesLanes = ({ vehicleImpact }: Pick<Subject, "vehicleImpact">) =>
  vehicleImpact !== "unknown" && !OPEN.includes(vehicleImpact);

/** Traffic already passes by turns. */
export const alternates = ({ vehicleImpact }: Subject) => ALTERNATING.includes(vehicleImpact);
