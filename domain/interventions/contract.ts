import { z } from "zod";
import { findingSchema } from "../conflicts/finding.ts";
import { endpoint } from "../contract/endpoint.ts";
import { extentParameter, pageParameters } from "../contract/parameters.ts";
import { groundPolygonSchema } from "../geo/geometry-schema.ts";
import { localizedTextSchema } from "../localized.ts";
import { dateSchema, instantSchema } from "../scalars.ts";
import {
  HINDRANCES,
  INTERVENTION_KINDS,
  INTERVENTION_STATES,
  interventionInputSchema,
  phaseSchema,
  VEHICLE_IMPACTS,
} from "./intervention.ts";
import { REINSTATEMENTS, TRANSITION_VERBS } from "./lifecycle.ts";

const nothing = z.object({});
const byId = z.object({ interventionId: z.uuid() });

const extensionSchema = z
  .object({
    phaseId: z.uuid(),
    from: instantSchema,
    to: instantSchema,
    /** Null where the end was moved in the editor. */
    reason: z.string().nullable(),
    at: instantSchema,
  })
  .meta({ id: "Extension" });

export const interventionSchema = interventionInputSchema
  .omit({ phases: true })
  .extend({
    id: z.uuid(),
    version: z.number().int().positive(),
    office: z.object({ id: z.string(), name: z.string() }),
    /** True for the sample city's generated programme. */
    synthetic: z.boolean(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
    /** How the ground was restored, once works have ended; `definitiveBy`: while it is provisional. */
    reinstatement: z
      .object({ kind: z.enum(REINSTATEMENTS), at: instantSchema, definitiveBy: dateSchema.nullable() })
      .nullable(),
    /** Each time the end was put off after approval, the oldest first. */
    extensions: z.array(extensionSchema),
    phases: z.array(phaseSchema),
    findings: z.array(findingSchema),
    /** Ids of the rules that were asked: none once it is over. */
    rules: z.array(z.string()),
    /** What the rules would have to know of it and this city does not. */
    unknown: z.array(localizedTextSchema),
  })
  .meta({ id: "Intervention" });
export type Intervention = z.infer<typeof interventionSchema>;

/** One GeoJSON feature a phase, with what a map or a list needs of its intervention. */
export const phaseFeatureSchema = z
  .object({
    type: z.literal("Feature"),
    id: z.uuid(),
    geometry: groundPolygonSchema,
    properties: z.object({
      interventionId: z.uuid(),
      kind: z.enum(INTERVENTION_KINDS),
      state: z.enum(INTERVENTION_STATES),
      title: z.string(),
      place: z.string(),
      officeName: z.string(),
      startsAt: instantSchema,
      endsAt: instantSchema,
      vehicleImpact: z.enum(VEHICLE_IMPACTS),
      hindrance: z.enum(HINDRANCES),
      synthetic: z.boolean(),
      /** Interferences in force that concern this phase, counted as cards: twelve trees are one. */
      blockingCount: z.number().int().nonnegative(),
      warningCount: z.number().int().nonnegative(),
    }),
  })
  .meta({ id: "PhaseFeature" });
export type PhaseFeature = z.infer<typeof phaseFeatureSchema>;

export const listPhases = endpoint({
  id: "listPhases",
  summary: "Phases in an extent and an interval, as GeoJSON, in pages",
  method: "GET",
  path: "/api/phases",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: z
    .object({
      ...pageParameters,
      bbox: extentParameter.optional(),
      startsAt: instantSchema.optional(),
      endsAt: instantSchema.optional(),
      /** Kinds, separated by commas. */
      kinds: z
        .string()
        .regex(new RegExp(`^(${INTERVENTION_KINDS.join("|")})(,(${INTERVENTION_KINDS.join("|")}))*$`))
        .optional(),
    })
    .superRefine(({ startsAt, endsAt }, context) => {
      if (startsAt !== undefined && endsAt !== undefined && !(Date.parse(startsAt) < Date.parse(endsAt))) {
        context.addIssue({ code: "custom", path: ["endsAt"], message: "must be after startsAt" });
      }
    }),
  body: nothing,
  response: z
    .object({
      type: z.literal("FeatureCollection"),
      features: z.array(phaseFeatureSchema).max(1000),
      numberReturned: z.number().int(),
      /** Give it as `after` for the next page; null on the last. */
      next: z.string().nullable(),
    })
    .meta({ id: "PhaseCollection" }),
  status: 200,
  problems: [],
});

export const getIntervention = endpoint({
  id: "getIntervention",
  summary: "One intervention, its phases and its findings",
  method: "GET",
  path: "/api/interventions/{interventionId}",
  access: "anyone",
  discloses: "nothing",
  params: byId,
  query: nothing,
  body: nothing,
  response: interventionSchema,
  status: 200,
  problems: ["not-found"],
});

export const createIntervention = endpoint({
  id: "createIntervention",
  summary: "Save a new intervention; the same id and content again gives the same answer",
  method: "POST",
  path: "/api/interventions",
  access: ["planner", "administrator"],
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z.object({ id: z.uuid(), intervention: interventionInputSchema }).meta({ id: "NewIntervention" }),
  response: interventionSchema,
  status: 201,
  problems: [
    "not-allowed",
    "id-taken",
    "outside-city",
    "invalid-footprint",
    "transition-not-allowed",
    "invalid-recurrence",
  ],
});

export const updateIntervention = endpoint({
  id: "updateIntervention",
  summary: "Replace an intervention, if it is still the version this change was made from",
  method: "PUT",
  path: "/api/interventions/{interventionId}",
  access: ["planner", "administrator"],
  discloses: "nothing",
  params: byId,
  query: nothing,
  body: z
    .object({ version: z.number().int().positive(), intervention: interventionInputSchema })
    .meta({ id: "ChangedIntervention" }),
  response: interventionSchema,
  status: 200,
  problems: [
    "not-allowed",
    "not-found",
    "version-conflict",
    "id-taken",
    "outside-city",
    "invalid-footprint",
    "transition-not-allowed",
    "invalid-recurrence",
  ],
});

export const deleteIntervention = endpoint({
  id: "deleteIntervention",
  summary: "Take an intervention off the map; its history stays",
  method: "DELETE",
  path: "/api/interventions/{interventionId}",
  access: ["planner", "administrator"],
  discloses: "nothing",
  params: byId,
  query: z.object({ version: z.coerce.number().int().positive() }),
  body: nothing,
  response: nothing,
  status: 200,
  problems: ["not-allowed", "not-found", "version-conflict"],
});

export const historyEntrySchema = z
  .object({
    at: instantSchema,
    action: z.enum(["create", "update", "delete", "transition", "attach", "detach", "contacts"]),
    actor: z.object({ id: z.string(), name: z.string() }),
    /** The version it made; files and contacts make none. */
    version: z.number().int(),
    /** Of a transition: which, and what was said with it. */
    transition: z
      .object({
        verb: z.enum(TRANSITION_VERBS),
        from: z.enum(INTERVENTION_STATES),
        to: z.enum(INTERVENTION_STATES),
        reason: z.string().nullable(),
        /** Of an extension. */
        endsAt: instantSchema.nullable(),
        reinstatement: z.enum(REINSTATEMENTS).nullable(),
      })
      .nullable(),
    /** Of a file added or taken off: its name. */
    fileName: z.string().nullable(),
    /** Names of the fields that changed; empty for a creation. */
    changed: z.array(z.string()),
  })
  .meta({ id: "HistoryEntry" });

export const getInterventionHistory = endpoint({
  id: "getInterventionHistory",
  summary: "Who changed an intervention, when and what",
  method: "GET",
  path: "/api/interventions/{interventionId}/history",
  access: "signed-in",
  discloses: {
    category: "staff",
    purpose: "follow the changes of an intervention",
    fields: ["actor.name"],
    subjects: (response) => [...new Set(response.entries.map((entry) => entry.actor.id))],
  },
  params: byId,
  query: nothing,
  body: nothing,
  response: z.object({ entries: z.array(historyEntrySchema) }).meta({ id: "History" }),
  status: 200,
  problems: ["not-found"],
});
