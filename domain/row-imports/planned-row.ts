import { z } from "zod";
import { lineStringSchema, polygonSchema } from "../geo/geometry-schema.ts";
import {
  HINDRANCES,
  INTERVENTION_KINDS,
  INTERVENTION_STATES,
  VEHICLE_IMPACTS,
} from "../interventions/intervention.ts";
import { instantSchema } from "../scalars.ts";
import { ROW_FIELDS } from "./row-fields.ts";

const pointSchema = z.object({ type: z.literal("Point"), coordinates: z.tuple([z.number(), z.number()]) });

/** What a row means, read but not yet placed. CRS84 degrees, instants. */
export const plannedRowSchema = z
  .object({
    number: z.number().int().positive(),
    /** Of an exported sheet: which intervention, and the version it was when it left. */
    id: z.uuid().nullable(),
    version: z.number().int().positive().nullable(),
    placeText: z.string(),
    geometry: z.discriminatedUnion("type", [pointSchema, lineStringSchema, polygonSchema]).nullable(),
    kind: z.enum(INTERVENTION_KINDS),
    /** Null: not told. */
    state: z.enum(INTERVENTION_STATES).nullable(),
    title: z.string(),
    description: z.string(),
    cause: z.string(),
    contractor: z.string(),
    urgent: z.boolean(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    /** Ends that were told as a day, without an hour. */
    dayOnly: z.array(z.enum(["startsAt", "endsAt"])),
    widthMetres: z.number().nullable(),
    depthMetres: z.number().nullable(),
    vehicleImpact: z.enum(VEHICLE_IMPACTS).nullable(),
    hindrance: z.enum(HINDRANCES).nullable(),
    /** Fields that the sheet has a column for, so that an empty cell can mean "nothing" there. */
    told: z.array(z.enum(ROW_FIELDS)),
    /** What the row does not say and was assumed. */
    assumed: z.array(z.enum(ROW_FIELDS)),
  })
  .meta({ id: "PlannedRow" });
export type PlannedRow = z.infer<typeof plannedRowSchema>;
export type RowGeometry = NonNullable<PlannedRow["geometry"]>;

/** Why a cell cannot be taken. */
export const CELL_REASONS = [
  "missing",
  "not-a-date",
  "not-a-time",
  "not-a-number",
  "out-of-range",
  "not-a-choice",
  "not-an-id",
  "not-a-geometry",
  "end-before-start",
  "too-long",
  "not-a-row",
] as const;
export type CellReason = (typeof CELL_REASONS)[number];

export const cellProblemSchema = z
  .object({
    row: z.number().int().positive(),
    field: z.enum(ROW_FIELDS).nullable(),
    /** The header as the sheet has it; "" where no column tells the field. */
    column: z.string(),
    /** What stands in the cell. */
    value: z.string(),
    reason: z.enum(CELL_REASONS),
  })
  .meta({ id: "CellProblem" });
export type CellProblem = z.infer<typeof cellProblemSchema>;
