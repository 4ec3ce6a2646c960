import { z } from "zod";
import { addDays, fromLocal, type LocalDate, toLocal } from "../../../domain/geo/calendar.ts";
import { lineStringSchema } from "../../../domain/geo/geometry-schema.ts";
import { DAY_MS, type Interval, type Span, toInterval, toSpan } from "../../../domain/geo/interval.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import {
  DEFAULT_DEPTH_METRES,
  DEFAULT_WIDTH_METRES,
  dailyHoursSchema,
  footprintSchema,
  HINDRANCES,
  INTERVENTION_KINDS,
  INTERVENTION_STATES,
  type InterventionInput,
  type InterventionKind,
  MAX_PHASES,
  NO_INTERVENTION_DETAILS,
  NO_PHASE_DETAILS,
  ROAD_OWNERS,
  VEHICLE_IMPACTS,
} from "../../../domain/interventions/intervention.ts";
import {
  addWorkingDays,
  firstMondayAfter,
  lastWorkingDay,
  type WorkingDayTest,
} from "../clock/working-days.ts";
import { newId } from "./new-id.ts";

const clockMs = z
  .number()
  .int()
  .min(0)
  .max(DAY_MS - 1);

/** One phase as the form holds it: by days and hours of the city, so that 8:00 stays 8:00. */
const phaseDraftSchema = z.object({
  /** Stays with the phase when it moves in the order, saved or not. */
  id: z.uuid(),
  footprint: footprintSchema.nullable(),
  /** Kept apart from the footprint, so that the width chosen before drawing is the width drawn. */
  widthMetres: z.number(),
  startDate: z.iso.date(),
  startClockMs: clockMs,
  /** The day on which the last hour falls; with `endClockMs` 0 the work ended as that day began. */
  endDate: z.iso.date(),
  endClockMs: clockMs,
  vehicleImpact: z.enum(VEHICLE_IMPACTS),
  hindrance: z.enum(HINDRANCES),
  depthMetres: z.number().nullable(),
  dailyHours: dailyHoursSchema.nullable(),
  weekdays: z.array(z.number().int()),
  heightMetres: z.number().nullable(),
  footwayWidthMetres: z.number().nullable(),
  carriagewayWidthMetres: z.number().nullable(),
  detour: lineStringSchema.nullable(),
  /** As they are being written; absent of drafts that were kept before there were any. */
  detourAgreements: z
    .array(z.object({ owner: z.enum(ROAD_OWNERS), agreedOn: z.string(), document: z.string() }))
    .default([]),
  noisePowerDecibels: z.number().nullable(),
  expectedPeople: z.number().nullable(),
  machines: z.array(z.string()),
});
export type PhaseDraft = z.infer<typeof phaseDraftSchema>;

/** What is being written: a new intervention, or a change of a saved one. */
export const draftSchema = z.object({
  /** Given here, not by the server, so that saving again after a lost answer cannot save twice. */
  id: z.uuid(),
  /** The saved version this changes; null for a new intervention. */
  savedVersion: z.number().int().positive().nullable(),
  kind: z.enum(INTERVENTION_KINDS),
  state: z.enum(INTERVENTION_STATES),
  /** Null: made from kind and place. */
  title: z.string().nullable(),
  /** Null: made from the streets around the footprint. */
  place: z.string().nullable(),
  description: z.string(),
  cause: z.string(),
  contractor: z.string(),
  urgent: z.boolean(),
  recurrence: z.string().nullable(),
  /** Absent of drafts that were kept before there was such a list. */
  dutiesMet: z.array(z.string()).default([]),
  phases: z.array(phaseDraftSchema).min(1).max(MAX_PHASES),
  /** Which phase the form shows. */
  position: z.number().int().nonnegative(),
});
export type Draft = z.infer<typeof draftSchema>;

/** SCREENS.md, "Planner's editor", defaults. */
const DEFAULT_NOTICE_DAYS = 30;
const DEFAULT_WORKING_DAYS = 5;
const DEFAULT_START_CLOCK_MS = 8 * 3_600_000;
const DEFAULT_END_CLOCK_MS = 18 * 3_600_000;
const MINUTE_MS = 60_000;
const WORKDAYS = [1, 2, 3, 4, 5];
/** In the order of ISO 8601: `weekdays` 1 is the first. */
export const WEEKDAY_NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export function newDraft(
  id: string,
  kind: InterventionKind,
  today: LocalDate,
  isWorkingDay: WorkingDayTest,
): Draft {
  const startDate = firstMondayAfter(today, DEFAULT_NOTICE_DAYS, isWorkingDay);
  return {
    id,
    savedVersion: null,
    kind,
    state: "draft",
    title: null,
    place: null,
    description: "",
    ...NO_INTERVENTION_DETAILS,
    position: 0,
    phases: [
      {
        ...NO_PHASE_DETAILS,
        id: newId(),
        footprint: null,
        widthMetres: DEFAULT_WIDTH_METRES,
        dailyHours: dailyHoursOf({ startClockMs: DEFAULT_START_CLOCK_MS, endClockMs: DEFAULT_END_CLOCK_MS }),
        weekdays: [...WORKDAYS],
        startDate,
        startClockMs: DEFAULT_START_CLOCK_MS,
        endDate: lastWorkingDay(startDate, DEFAULT_WORKING_DAYS, isWorkingDay),
        endClockMs: DEFAULT_END_CLOCK_MS,
        vehicleImpact: "all-lanes-open",
        hindrance: "none",
        depthMetres: kind === "roadwork" ? DEFAULT_DEPTH_METRES : null,
      },
    ],
  };
}

export function draftOf(saved: Intervention, timeZone: string): Draft {
  return {
    id: saved.id,
    savedVersion: saved.version,
    kind: saved.kind,
    state: saved.state,
    title: saved.title,
    place: saved.place,
    description: saved.description,
    cause: saved.cause,
    contractor: saved.contractor,
    urgent: saved.urgent,
    recurrence: saved.recurrence,
    dutiesMet: saved.dutiesMet,
    position: 0,
    phases: saved.phases.map((phase) => ({
      ...detailsOf(phase),
      id: phase.id,
      footprint: phase.footprint,
      widthMetres: phase.footprint.kind === "line" ? phase.footprint.widthMetres : DEFAULT_WIDTH_METRES,
      ...whenOf(phase, timeZone),
      vehicleImpact: phase.vehicleImpact,
      hindrance: phase.hindrance,
      depthMetres: phase.depthMetres,
    })),
  };
}

type Details = Pick<PhaseDraft, keyof typeof NO_PHASE_DETAILS>;

function detailsOf(phase: Details): Details {
  const {
    dailyHours,
    weekdays,
    heightMetres,
    footwayWidthMetres,
    carriagewayWidthMetres,
    detour,
    detourAgreements,
    noisePowerDecibels,
    expectedPeople,
    machines,
  } = phase;
  return {
    dailyHours,
    weekdays,
    heightMetres,
    footwayWidthMetres,
    carriagewayWidthMetres,
    detour,
    detourAgreements,
    noisePowerDecibels,
    expectedPeople,
    machines,
  };
}

type When = Pick<PhaseDraft, "startDate" | "startClockMs" | "endDate" | "endClockMs">;

/** An interval as days and hours of the city. */
export function whenOf(interval: Interval, timeZone: string): When {
  const { startMs, endMs } = toSpan(interval);
  const start = toLocal(startMs, timeZone);
  const end = toLocal(endMs, timeZone);
  return {
    startDate: start.date,
    startClockMs: start.clockMs,
    endDate: end.date,
    endClockMs: end.clockMs,
  };
}

/** A year of mowing is asked for its times at every letter typed; the calendar takes 20 µs for each. */
const spans = new WeakMap<When, { readonly timeZone: string; readonly span: Span }>();

export function spanOf(phase: When, timeZone: string): Span {
  const known = spans.get(phase);
  if (known?.timeZone === timeZone) return known.span;
  const span = {
    startMs: fromLocal(phase.startDate, phase.startClockMs, timeZone),
    endMs: fromLocal(phase.endDate, phase.endClockMs, timeZone),
  };
  spans.set(phase, { timeZone, span });
  return span;
}

/** Work at the hours at which the phase begins and ends, every day; null when those reach over midnight. */
export function dailyHoursOf({
  startClockMs,
  endClockMs,
}: Pick<When, "startClockMs" | "endClockMs">): PhaseDraft["dailyHours"] {
  const fromMinute = Math.floor(startClockMs / MINUTE_MS);
  const toMinute = endClockMs === 0 ? 1440 : Math.ceil(endClockMs / MINUTE_MS);
  return fromMinute < toMinute ? { fromMinute, toMinute } : null;
}

/** The last day on which the phase takes ground. */
export function lastDay(phase: When): LocalDate {
  return phase.endClockMs === 0 ? addDays(phase.endDate, -1) : phase.endDate;
}

/** All phases together; null when one ends before it begins. */
export function draftSpan(draft: Draft, timeZone: string): Span | null {
  const spans = draft.phases.map((phase) => spanOf(phase, timeZone));
  if (spans.some(({ startMs, endMs }) => startMs >= endMs)) return null;
  return {
    startMs: Math.min(...spans.map((span) => span.startMs)),
    endMs: Math.max(...spans.map((span) => span.endMs)),
  };
}

/** Both ends moved by working days; a phase that began on a day off goes to a day of work. */
export function shiftWorkingDays(phase: When, days: number, isWorkingDay: WorkingDayTest): When {
  const endsAtMidnight = phase.endClockMs === 0;
  const lastMoved = addWorkingDays(lastDay(phase), days, isWorkingDay);
  return {
    ...pickWhen(phase),
    startDate: addWorkingDays(phase.startDate, days, isWorkingDay),
    endDate: endsAtMidnight ? addDays(lastMoved, 1) : lastMoved,
  };
}

function pickWhen({ startDate, startClockMs, endDate, endClockMs }: When): When {
  return { startDate, startClockMs, endDate, endClockMs };
}

export interface AutomaticTexts {
  readonly title: string;
  readonly place: string;
}

/** The draft as the API takes it, not yet checked: a footprint may still be missing. */
export function toInput(
  draft: Draft,
  automatic: AutomaticTexts,
  timeZone: string,
): Omit<InterventionInput, "phases"> & { phases: unknown[] } {
  return {
    kind: draft.kind,
    state: draft.state,
    title: draft.title ?? automatic.title,
    place: draft.place ?? automatic.place,
    description: draft.description,
    cause: draft.cause,
    contractor: draft.contractor,
    urgent: draft.urgent,
    recurrence: draft.recurrence,
    dutiesMet: draft.dutiesMet,
    phases: phasesInput(draft.phases, timeZone),
  };
}

export function phasesInput(phases: readonly PhaseDraft[], timeZone: string): unknown[] {
  return phases.map((phase) => ({
    ...detailsOf(phase),
    id: phase.id,
    footprint: footprintOf(phase),
    ...toInterval(spanOf(phase, timeZone)),
    vehicleImpact: phase.vehicleImpact,
    hindrance: phase.hindrance,
    depthMetres: phase.depthMetres,
  }));
}

/** The footprint with the width the form holds. */
export function footprintOf(phase: PhaseDraft): PhaseDraft["footprint"] {
  return phase.footprint?.kind === "line"
    ? { ...phase.footprint, widthMetres: phase.widthMetres }
    : phase.footprint;
}
