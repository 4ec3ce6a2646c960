import { z } from "zod";
import { UTILITY_NETWORKS } from "../city/city-data.ts";
import { INTERVENTION_KINDS } from "../interventions/intervention.ts";

const instant = z.iso.datetime({ offset: true });

/** PAS 128: A verified, B detected, C site reconnaissance, D desktop record. */
const ACCURACY_CLASSES = ["A", "B", "C", "D"] as const;
export type AccuracyClass = (typeof ACCURACY_CLASSES)[number];

/** Things of the city's layers that are told by name and place; a period without digs by its own id. */
export const PLACE_SORTS = [
  "street",
  "transitLine",
  "transitStop",
  "school",
  "hospital",
  "carPark",
  "trafficGate",
  "noDigPeriod",
] as const;
export type PlaceSort = (typeof PLACE_SORTS)[number];

/**
 * What a finding sets a phase against. Things of a layer are named by their external id, which stays the same when
 * the layer is imported anew. `distanceMetres`: from the footprint, 0 where they meet. Null: not known.
 */
export const counterpartSchema = z
  .discriminatedUnion("type", [
    z.object({
      type: z.literal("phase"),
      phaseId: z.uuid(),
      interventionId: z.uuid(),
      kind: z.enum(INTERVENTION_KINDS),
      title: z.string(),
      officeName: z.string(),
      startsAt: instant,
      endsAt: instant,
    }),
    z.object({
      type: z.literal("tree"),
      key: z.string(),
      species: z.string().nullable(),
      monumental: z.boolean(),
      distanceMetres: z.number().nonnegative(),
      synthetic: z.boolean(),
    }),
    z.object({
      type: z.literal("utility"),
      key: z.string(),
      network: z.enum(UTILITY_NETWORKS),
      diameterMillimetres: z.number(),
      depthMetres: z.number().nullable(),
      accuracyClass: z.enum(ACCURACY_CLASSES),
      distanceMetres: z.number().nonnegative(),
      synthetic: z.boolean(),
    }),
    /** The pavement that the footprint takes. Null square metres: this city's pavements are not known. */
    z.object({ type: z.literal("pavement"), squareMetres: z.number().nonnegative().nullable() }),
    z.object({
      type: z.literal("place"),
      sort: z.enum(PLACE_SORTS),
      /** Its layer's external id. */
      key: z.string(),
      name: z.string(),
      distanceMetres: z.number().nonnegative(),
      synthetic: z.boolean(),
    }),
    /** The phase by itself: what it has to do, whoever is near. */
    z.object({ type: z.literal("none") }),
  ])
  .meta({ id: "Counterpart" });
export type Counterpart = z.infer<typeof counterpartSchema>;
export type CounterpartType = Counterpart["type"];

/** What tells one counterpart from the others of its type; empty where a phase has no more than one. */
export function counterpartKey(counterpart: Counterpart): string {
  switch (counterpart.type) {
    case "phase":
      return counterpart.phaseId;
    case "tree":
    case "utility":
      return counterpart.key;
    case "place":
      return `${counterpart.sort} ${counterpart.key}`;
    case "pavement":
    case "none":
      return "";
  }
}

/**
 * Findings of one rule with the same of these are one card, and count once: an intervention with all its phases, all
 * the trees, all the pipes.
 */
export function collapseKey(rule: string, counterpart: Counterpart): string {
  return counterpart.type === "phase"
    ? `${rule}/${counterpart.interventionId}`
    : `${rule}/${counterpart.type}`;
}
