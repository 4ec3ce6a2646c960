import { z } from "zod";
import { positionSchema } from "../geo/geometry-schema.ts";
import { dailyHoursSchema, VEHICLE_IMPACTS, weekdaysSchema } from "../interventions/intervention.ts";
import { localizedTextSchema } from "../localized.ts";
import { counterpartSchema } from "./counterpart.ts";

export const SEVERITIES = ["blocking", "warning", "advice", "synergy"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Only interferences count in badges; duties are a checklist, opportunities an offer. */
export const FINDING_CLASSES = ["interference", "duty", "opportunity"] as const;

const ringsSchema = z.array(z.array(positionSchema));
const overlapGeometrySchema = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("Polygon"), coordinates: ringsSchema }),
    z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(ringsSchema) }),
  ])
  .meta({ id: "OverlapGeometry", description: "GeoJSON, CRS84" });

const instant = z.iso.datetime({ offset: true });

export const lawSchema = z
  .object({
    article: z.string(),
    text: localizedTextSchema,
    /** Null: the day is not known here. */
    validFrom: z.iso.date().nullable(),
    /** False until the office has read the value in the official text. */
    confirmed: z.boolean(),
  })
  .meta({ id: "Law" });
export type Law = z.infer<typeof lawSchema>;

const offered = {
  /** What it does and costs. */
  label: localizedTextSchema,
  /** Interferences of the phase that would still stand once it is applied, counted as cards. */
  leaves: z.object({ blocking: z.number().int(), warning: z.number().int() }),
};

/**
 * What would clear a finding, tried against all rules before it is offered: applying it removes the finding and adds
 * no blocking one.
 */
export const clearanceSchema = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("shift"),
      days: z.number().int(),
      startsAt: instant,
      endsAt: instant,
      ...offered,
    }),
    /** A shift that brings the works next to others, so that the street is opened once. */
    z.object({
      kind: z.literal("coordinate"),
      days: z.number().int(),
      startsAt: instant,
      endsAt: instant,
      interventionId: z.uuid(),
      ...offered,
    }),
    z.object({ kind: z.literal("narrow"), widthMetres: z.number().positive(), ...offered }),
    z.object({ kind: z.literal("limit-depth"), depthMetres: z.number().positive(), ...offered }),
    /** Of the width left to people on foot. */
    z.object({ kind: z.literal("free-footway"), widthMetres: z.number().positive(), ...offered }),
    /** Of the width left to vehicles. */
    z.object({ kind: z.literal("free-carriageway"), widthMetres: z.number().positive(), ...offered }),
    z.object({ kind: z.literal("regulate-traffic"), vehicleImpact: z.enum(VEHICLE_IMPACTS), ...offered }),
    z.object({ kind: z.literal("limit-people"), expectedPeople: z.number().int().positive(), ...offered }),
    z.object({ kind: z.literal("restrict-hours"), dailyHours: dailyHoursSchema, ...offered }),
    z.object({ kind: z.literal("restrict-weekdays"), weekdays: weekdaysSchema, ...offered }),
  ])
  .meta({ id: "Clearance" });
export type Clearance = z.infer<typeof clearanceSchema>;

/** What a rule states about a phase and its counterpart. */
export const statementSchema = z
  .object({
    rule: z.string(),
    ruleVersion: z.number().int().positive(),
    severity: z.enum(SEVERITIES),
    class: z.enum(FINDING_CLASSES),
    /** GIPOD: heavy when the zones overlap without their buffers, light otherwise. */
    weight: z.enum(["heavy", "light"]),
    title: localizedTextSchema,
    law: lawSchema,
    explanation: localizedTextSchema,
    clearances: z.array(clearanceSchema),
  })
  .meta({ id: "Statement" });
export type Statement = z.infer<typeof statementSchema>;

/** A finding as it is shown: the statement, the counterpart, and the ground and time they share. */
export const findingSchema = statementSchema
  .extend({
    /** Null while it concerns a draft that is not saved. */
    id: z.uuid().nullable(),
    /** Position of the phase it concerns in the intervention asked about. */
    phasePosition: z.number().int().nonnegative(),
    counterpart: counterpartSchema,
    overlap: z.object({ geometry: overlapGeometrySchema, startsAt: instant, endsAt: instant }),
  })
  .meta({ id: "Finding" });
export type Finding = z.infer<typeof findingSchema>;
