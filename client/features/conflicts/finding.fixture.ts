import type { Finding } from "../../../domain/conflicts/finding.ts";

const text = { it: "", en: "" };

/** About another intervention, of a day of November. */
export function aFinding(phaseId: string, severity: Finding["severity"], day = 1, remedies = 0): Finding {
  const startsAt = new Date(Date.UTC(2026, 10, day)).toISOString();
  const endsAt = new Date(Date.UTC(2026, 10, day + 1)).toISOString();
  return {
    id: null,
    rule: "roadwork-roadwork",
    ruleVersion: 1,
    severity,
    class: "interference",
    weight: "heavy",
    title: text,
    explanation: text,
    law: { article: "", text, validFrom: "2020-01-01", confirmed: false },
    clearances: Array.from({ length: remedies }, (_, days) => ({
      kind: "shift" as const,
      days: days + 1,
      startsAt,
      endsAt,
      label: text,
      leaves: { blocking: 0, warning: 0 },
    })),
    phasePosition: 0,
    counterpart: {
      type: "phase",
      phaseId,
      interventionId: phaseId,
      kind: "roadwork",
      title: phaseId,
      officeName: "",
      startsAt,
      endsAt,
    },
    overlap: { geometry: { type: "Polygon", coordinates: [] }, startsAt, endsAt },
  };
}

export function aTree(key: string, distanceMetres: number): Finding {
  return {
    ...aFinding(key, "warning"),
    rule: "excavation-tree",
    counterpart: {
      type: "tree",
      key,
      species: null,
      monumental: false,
      distanceMetres,
      synthetic: true,
    },
  };
}
