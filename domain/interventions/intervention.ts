import { z } from "zod";
import { lineStringSchema, polygonSchema } from "../geo/geometry-schema.ts";
import { toSpan } from "../geo/interval.ts";
import { instantSchema, text } from "../scalars.ts";

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

const phaseFields = {
  footprint: footprintSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  vehicleImpact: z.enum(VEHICLE_IMPACTS),
  hindrance: z.enum(HINDRANCES),
  depthMetres: z.number().min(0).max(60).nullable(),
};

const MAX_PHASE_YEARS = 10;

export const phaseInputSchema = z
  .object(phaseFields)
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
    phases: z.array(phaseInputSchema).min(1).max(50),
  })
  .meta({ id: "InterventionInput" });
export type InterventionInput = z.infer<typeof interventionInputSchema>;

export const phaseSchema = z
  .object({ id: z.uuid(), ...phaseFields, polygon: polygonSchema })
  .meta({ id: "Phase", description: "polygon: the ground taken, also where the footprint is a line" });
