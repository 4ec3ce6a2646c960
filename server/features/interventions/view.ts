import type { Finding } from "../../../domain/conflicts/finding.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import type { Footprint, InterventionInput, PhaseInput } from "../../../domain/interventions/intervention.ts";
import type { InterventionRow, PhaseRow } from "./store.ts";

/** Stored as `real`: 2.5 comes back as 2.5, 2.3 as 2.299999952…; a millimetre is as fine as anybody draws. */
const toMillimetre = (metres: number) => Math.round(metres * 1000) / 1000;

function toFootprint({ line, widthMetres, polygon }: PhaseRow): Footprint {
  if (line === null || widthMetres === null) return { kind: "area", polygon };
  return { kind: "line", line, widthMetres: toMillimetre(widthMetres) };
}

function toPhaseInput(row: PhaseRow): PhaseInput {
  return {
    footprint: toFootprint(row),
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    vehicleImpact: row.vehicleImpact,
    hindrance: row.hindrance,
    depthMetres: row.depthMetres === null ? null : toMillimetre(row.depthMetres),
  };
}

export function toInput(row: InterventionRow, phases: readonly PhaseRow[]): InterventionInput {
  const { kind, state, title, place, description } = row;
  return { kind, state, title, place, description, phases: phases.map(toPhaseInput) };
}

export function toIntervention(
  row: InterventionRow,
  phases: readonly PhaseRow[],
  findings: readonly Finding[],
): Intervention {
  return {
    ...toInput(row, phases),
    id: row.id,
    version: row.version,
    office: { id: row.officeId, name: row.officeName },
    synthetic: row.synthetic,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    phases: phases.map((phase) => ({ ...toPhaseInput(phase), id: phase.id, polygon: phase.polygon })),
    findings: [...findings],
  };
}
