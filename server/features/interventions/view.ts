import { addDays, localDate } from "../../../domain/geo/calendar.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import type { Footprint, InterventionInput, PhaseInput } from "../../../domain/interventions/intervention.ts";
import { DEFINITIVE_WITHIN_DAYS } from "../../../domain/interventions/lifecycle.ts";
import type { ExtensionRow } from "./lifecycle-store.ts";
import type { InterventionRow, PhaseRow } from "./store.ts";

/** Stored as `real`: 2.5 comes back as 2.5, 2.3 as 2.299999952…; a thousandth is as fine as anybody draws. */
const toThousandth = (metres: number) => Math.round(metres * 1000) / 1000;

const orNull = (stored: number | null) => (stored === null ? null : toThousandth(stored));

function toFootprint({ line, widthMetres, polygon }: PhaseRow): Footprint {
  if (line === null || widthMetres === null) return { kind: "area", polygon };
  return { kind: "line", line, widthMetres: toThousandth(widthMetres) };
}

function toPhaseInput(row: PhaseRow): PhaseInput & { id: string } {
  return {
    id: row.id,
    footprint: toFootprint(row),
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    vehicleImpact: row.vehicleImpact,
    hindrance: row.hindrance,
    depthMetres: orNull(row.depthMetres),
    dailyHours:
      row.fromMinute === null || row.toMinute === null
        ? null
        : { fromMinute: row.fromMinute, toMinute: row.toMinute },
    weekdays: row.weekdays,
    heightMetres: orNull(row.heightMetres),
    footwayWidthMetres: orNull(row.footwayWidthMetres),
    carriagewayWidthMetres: orNull(row.carriagewayWidthMetres),
    detour: row.detour,
    detourAgreements: row.detourAgreements,
    noisePowerDecibels: orNull(row.noisePowerDecibels),
    expectedPeople: row.expectedPeople,
    machines: row.machines,
  };
}

export function toInput(row: InterventionRow, phases: readonly PhaseRow[]): InterventionInput {
  const { kind, state, title, place, description, cause, contractor, urgent, recurrence, dutiesMet } = row;
  return {
    kind,
    state,
    title,
    place,
    description,
    cause,
    contractor,
    urgent,
    recurrence,
    dutiesMet,
    phases: phases.map(toPhaseInput),
  };
}

function toReinstatement(
  { reinstatement, reinstatedAt }: InterventionRow,
  timeZone: string,
): Intervention["reinstatement"] {
  if (reinstatement === null || reinstatedAt === null) return null;
  const day = localDate(reinstatedAt.getTime(), timeZone);
  return {
    kind: reinstatement,
    at: reinstatedAt.toISOString(),
    definitiveBy: reinstatement === "provisional" ? addDays(day, DEFINITIVE_WITHIN_DAYS) : null,
  };
}

const toExtension = ({
  phaseId,
  from,
  to,
  reason,
  at,
}: ExtensionRow): Intervention["extensions"][number] => ({
  phaseId,
  from: from.toISOString(),
  to: to.toISOString(),
  reason,
  at: at.toISOString(),
});

export function toIntervention(
  row: InterventionRow,
  phases: readonly PhaseRow[],
  extensions: readonly ExtensionRow[],
  verdict: Pick<Intervention, "findings" | "rules" | "unknown">,
  timeZone: string,
): Intervention {
  return {
    ...toInput(row, phases),
    id: row.id,
    version: row.version,
    office: { id: row.officeId, name: row.officeName },
    synthetic: row.synthetic,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    reinstatement: toReinstatement(row, timeZone),
    extensions: extensions.map(toExtension),
    phases: phases.map((phase) => ({ ...toPhaseInput(phase), polygon: phase.polygon })),
    ...verdict,
  };
}
