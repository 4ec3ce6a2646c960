import { z } from "zod";
import { groundPolygonSchema, lineStringSchema, polygonSchema } from "../geo/geometry-schema.ts";
import { toSpan } from "../geo/interval.ts";
import { dateSchema, instantSchema, text } from "../scalars.ts";

/** GIPOD's PublicDomainOccupancy, by what it does to the ground. */
export const INTERVENTION_KINDS = ["roadwork", "greenwork", "event", "occupation"] as const;
export type InterventionKind = (typeof INTERVENTION_KINDS)[number];

/** The lifecycle of COORDINATION.md §6. */
export const INTERVENTION_STATES = [
  "forecast",
  "draft",
  "proposed",
  "approved",
  "handedOver",
  "inProgress",
  "suspended",
  "completed",
  "takenBack",
  "cancelled",
] as const;
export type InterventionState = (typeof INTERVENTION_STATES)[number];

/** States in which an intervention still takes ground; the others take part in no conflict. */
export function isLive(state: InterventionState): boolean {
  return state !== "completed" && state !== "takenBack" && state !== "cancelled";
}

/** WZDx 4.2, enumerated type VehicleImpact. */
export const VEHICLE_IMPACTS = [
  "all-lanes-open",
  "all-lanes-open-shift-left",
  "all-lanes-open-shift-right",
  "some-lanes-closed",
  "some-lanes-closed-merge-left",
  "some-lanes-closed-merge-right",
  "alternating-one-way",
  "flagging",
  "temporary-traffic-signal",
  "all-lanes-closed",
  "unknown",
] as const;
export type VehicleImpact = (typeof VEHICLE_IMPACTS)[number];

/** GIPOD's hindrance: major doubles the zone around the footprint. */
export const HINDRANCES = ["none", "minor", "major"] as const;
export type Hindrance = (typeof HINDRANCES)[number];

export const DEFAULT_WIDTH_METRES = 2.5;
export const DEFAULT_DEPTH_METRES = 1.2;

/** The footprint as drawn: an area, or a line along a street with the width it takes. */
export const footprintSchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("area"), polygon: polygonSchema }),
    z.object({
      kind: z.literal("line"),
      line: lineStringSchema,
      widthMetres: z.number().min(0.3).max(60),
    }),
  ])
  .meta({ id: "Footprint" });
export type Footprint = z.infer<typeof footprintSchema>;

/** Minutes of the city's wall clock, [from, to): 480 to 1080 is 8:00 to 18:00. */
export const dailyHoursSchema = z
  .object({ fromMinute: z.number().int().min(0).max(1439), toMinute: z.number().int().min(1).max(1440) })
  .refine(({ fromMinute, toMinute }) => fromMinute < toMinute, {
    path: ["toMinute"],
    message: "must be after fromMinute",
  })
  .meta({ id: "DailyHours" });
export type DailyHours = z.infer<typeof dailyHoursSchema>;

/** ISO 8601: 1 Monday to 7 Sunday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const weekdaysSchema = z
  .array(z.number().int().min(1).max(7))
  .min(1)
  .max(7)
  .refine((days) => days.every((day, index) => index === 0 || day > days[index - 1]!), {
    message: "each day once, Monday (1) first",
  });

/** Who owns a road: DPR 495/1992, art. 43, wants the agreement of each whose road a detour leads onto. */
export const ROAD_OWNERS = ["municipality", "province", "state", "other"] as const;
export type RoadOwner = (typeof ROAD_OWNERS)[number];

/** A road's owner agreed to the traffic that a detour leads onto it. */
export const detourAgreementSchema = z
  .object({
    owner: z.enum(ROAD_OWNERS),
    agreedOn: dateSchema,
    /** Where it stands: a protocol number, a minute, an order. */
    document: text(200).trim().min(1),
  })
  .meta({ id: "DetourAgreement" });
export type DetourAgreement = z.infer<typeof detourAgreementSchema>;

const phaseFields = {
  footprint: footprintSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  vehicleImpact: z.enum(VEHICLE_IMPACTS),
  hindrance: z.enum(HINDRANCES),
  depthMetres: z.number().min(0).max(60).nullable(),
  /** Hours in which work goes on; null: around the clock. The ground stays taken between them. */
  dailyHours: dailyHoursSchema.nullable().default(null),
  weekdays: weekdaysSchema.default([...WEEKDAYS]),
  /** How far it reaches above the ground: a scaffold, a crane. Null: not known. */
  heightMetres: z.number().min(0).max(200).nullable().default(null),
  /** Width left free to people on foot and to vehicles. Null: not known, never "none". */
  footwayWidthMetres: z.number().min(0).max(60).nullable().default(null),
  carriagewayWidthMetres: z.number().min(0).max(60).nullable().default(null),
  /** Where traffic is led instead. */
  detour: lineStringSchema.nullable().default(null),
  /** Owners of the roads it leads onto who agreed. */
  detourAgreements: z.array(detourAgreementSchema).max(20).default([]),
  /** A-weighted sound power level L_WA of the loudest work (ISO 3744), dB. */
  noisePowerDecibels: z.number().min(30).max(140).nullable().default(null),
  expectedPeople: z.number().int().min(0).max(1_000_000).nullable().default(null),
  machines: z.array(text(60).trim().min(1)).max(20).default([]),
};

/** What most phases leave unsaid; the schema's own defaults, for whoever builds a phase in code. */
export const NO_PHASE_DETAILS = {
  dailyHours: null,
  weekdays: [...WEEKDAYS] as number[],
  heightMetres: null,
  footwayWidthMetres: null,
  carriagewayWidthMetres: null,
  detour: null,
  detourAgreements: [] as DetourAgreement[],
  noisePowerDecibels: null,
  expectedPeople: null,
  machines: [] as string[],
};

const MAX_PHASE_YEARS = 10;
/** A weekly mowing of some years, unfolded. */
export const MAX_PHASES = 400;

export const phaseInputSchema = z
  .object({
    /** Given by whoever edits, so that a phase that moves in the order stays the same phase; else by the server. */
    id: z.uuid().optional(),
    ...phaseFields,
  })
  .superRefine((phase, context) => {
    const { startMs, endMs } = toSpan(phase);
    if (!(startMs < endMs)) {
      context.addIssue({ code: "custom", path: ["endsAt"], message: "must be after startsAt" });
    } else if (endMs - startMs > MAX_PHASE_YEARS * 366 * 86_400_000) {
      context.addIssue({ code: "custom", path: ["endsAt"], message: `within ${MAX_PHASE_YEARS} years` });
    }
  })
  .meta({ id: "PhaseInput" });
export type PhaseInput = z.infer<typeof phaseInputSchema>;

/** What a planner writes; the same check runs in the form and at the API. */
export const interventionInputSchema = z
  .object({
    kind: z.enum(INTERVENTION_KINDS),
    state: z.enum(INTERVENTION_STATES),
    title: text(200).trim().min(1),
    place: text(300).trim(),
    description: text(4000).trim(),
    /** Why: a broken pipe, a new connection, a feast. */
    cause: text(300).trim().default(""),
    /** Who carries it out, when it is not the office itself: a firm, no person. */
    contractor: text(200).trim().default(""),
    /** Urgent works start at once and are regularised after (COORDINATION.md §6). */
    urgent: z.boolean().default(false),
    /**
     * Recurring care: an iCalendar RRULE (RFC 5545 §3.3.10). Given with one phase, the phase is the first of those
     * that the rule unfolds into; kept afterwards to say where they came from.
     */
    recurrence: text(500).trim().nullable().default(null),
    /** Ids of the rules whose duty was ticked off as seen to. */
    dutiesMet: z
      .array(text(100).regex(/^[a-z0-9-]+$/))
      .max(50)
      .default([]),
    phases: z
      .array(phaseInputSchema)
      .min(1)
      .max(MAX_PHASES)
      .superRefine((phases, context) => {
        const seen = new Set<string>();
        phases.forEach(({ id }, index) => {
          if (id === undefined) return;
          if (seen.has(id)) context.addIssue({ code: "custom", path: [index, "id"], message: "given twice" });
          seen.add(id);
        });
      }),
  })
  .meta({ id: "InterventionInput" });

export const NO_INTERVENTION_DETAILS = {
  cause: "",
  contractor: "",
  urgent: false,
  recurrence: null,
  dutiesMet: [] as string[],
};
export type InterventionInput = z.infer<typeof interventionInputSchema>;

export const phaseSchema = z
  .object({ id: z.uuid(), ...phaseFields, polygon: groundPolygonSchema })
  .meta({ id: "Phase", description: "polygon: the ground taken, also where the footprint is a line" });
