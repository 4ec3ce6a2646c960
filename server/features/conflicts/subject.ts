import type { Subject } from "../../../domain/conflicts/facts.ts";

type OfIntervention = Pick<Subject, "kind" | "state" | "urgent"> & { readonly recurrence: string | null };

/** A phase's row as the database keeps it. */
interface KeptPhase
  extends Pick<
    Subject,
    | "hindrance"
    | "vehicleImpact"
    | "weekdays"
    | "squareMetres"
    | "widthMetres"
    | "depthMetres"
    | "heightMetres"
    | "footwayWidthMetres"
    | "carriagewayWidthMetres"
    | "noisePowerDecibels"
    | "expectedPeople"
    | "detourAgreements"
  > {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
  /** Where its traffic is led; only whether it is. */
  readonly detourBox: readonly number[] | null;
}

/** Stored as `real`: 1.2 comes back as 1.2000000477, which would be deeper than 1.2. */
const toThousandth = (metres: number | null) => (metres === null ? null : Math.round(metres * 1000) / 1000);

/** What the rules are asked about, of a phase that is saved. */
export function toSubject({ kind, state, urgent, recurrence }: OfIntervention, phase: KeptPhase): Subject {
  const { hindrance, vehicleImpact, weekdays, startsAt, endsAt, fromMinute, toMinute } = phase;
  return {
    kind,
    state,
    urgent,
    recurring: recurrence !== null,
    hasDetour: phase.detourBox !== null,
    detourAgreements: phase.detourAgreements,
    hindrance,
    vehicleImpact,
    weekdays,
    span: { startMs: startsAt.getTime(), endMs: endsAt.getTime() },
    dailyHours: fromMinute === null || toMinute === null ? null : { fromMinute, toMinute },
    widthMetres: toThousandth(phase.widthMetres),
    depthMetres: toThousandth(phase.depthMetres),
    squareMetres: phase.squareMetres,
    heightMetres: toThousandth(phase.heightMetres),
    footwayWidthMetres: toThousandth(phase.footwayWidthMetres),
    carriagewayWidthMetres: toThousandth(phase.carriagewayWidthMetres),
    noisePowerDecibels: toThousandth(phase.noisePowerDecibels),
    expectedPeople: phase.expectedPeople,
  };
}
