import { z } from "zod";
import { OWNED_NETWORKS } from "../city/city-data.ts";
import {
  footprintSchema,
  type InterventionInput,
  NO_INTERVENTION_DETAILS,
  NO_PHASE_DETAILS,
} from "../interventions/intervention.ts";
import { instantSchema, text } from "../scalars.ts";

/** What broke, as the pictograms say it. */
export const URGENT_CAUSES = ["water", "gas", "power", "telecom", "sewer", "heating", "road"] as const;
export type UrgentCause = (typeof URGENT_CAUSES)[number];

/** What it does to the street: three, because somebody stands in it. */
export const URGENT_EFFECTS = ["none", "narrowed", "closed"] as const;
export type UrgentEffect = (typeof URGENT_EFFECTS)[number];

/** How many days it is thought to last, counted by the clock; a guess that the sheet lets one correct. */
export const URGENT_DAYS = [1, 3, 7] as const;

/** What the phone keeps until it has been answered. */
export const urgentDigSchema = z
  .object({
    /** Given by the device, so that a dig sent twice is one. */
    id: z.uuid(),
    footprint: footprintSchema,
    cause: z.enum(URGENT_CAUSES),
    effect: z.enum(URGENT_EFFECTS),
    place: text(300).trim().default(""),
    contractor: text(200).trim().default(""),
    note: text(1000).trim().default(""),
    depthMetres: z.number().min(0).max(60).nullable().default(null),
    days: z.number().int().min(1).max(30).default(1),
    /** When the button was pressed: the network may have been away since. */
    startedAt: instantSchema,
  })
  .meta({ id: "UrgentDig" });
export type UrgentDig = z.infer<typeof urgentDigSchema>;

const EFFECTS = {
  none: { vehicleImpact: "all-lanes-open", hindrance: "minor" },
  narrowed: { vehicleImpact: "some-lanes-closed", hindrance: "major" },
  closed: { vehicleImpact: "all-lanes-closed", hindrance: "major" },
} as const satisfies Record<UrgentEffect, object>;

/** What it is called where nobody had the time to name it. Italian: it is the city's record. */
const TITLES: Record<UrgentCause, string> = {
  water: "Scavo urgente, acqua",
  gas: "Scavo urgente, gas",
  power: "Scavo urgente, energia",
  telecom: "Scavo urgente, telecomunicazioni",
  sewer: "Scavo urgente, fognatura",
  heating: "Scavo urgente, teleriscaldamento",
  road: "Scavo urgente, dissesto della strada",
};

/** Why it is dug, in words; Italian for the same reason. */
const CAUSES: Record<UrgentCause, string> = {
  water: "Guasto all'acquedotto",
  gas: "Guasto alla rete del gas",
  power: "Guasto alla rete elettrica",
  telecom: "Guasto alle telecomunicazioni",
  sewer: "Guasto alla fognatura",
  heating: "Guasto al teleriscaldamento",
  road: "Dissesto della strada",
};

const DAY_MS = 86_400_000;

/** The intervention that an urgent dig is: under way from the moment the button was pressed. */
export function toIntervention(dig: UrgentDig): InterventionInput {
  const startMs = Date.parse(dig.startedAt);
  return {
    ...NO_INTERVENTION_DETAILS,
    kind: "roadwork",
    state: "inProgress",
    title: TITLES[dig.cause],
    place: dig.place,
    description: dig.note,
    cause: CAUSES[dig.cause],
    contractor: dig.contractor,
    urgent: true,
    phases: [
      {
        ...NO_PHASE_DETAILS,
        footprint: dig.footprint,
        startsAt: new Date(startMs).toISOString(),
        endsAt: new Date(startMs + dig.days * DAY_MS).toISOString(),
        ...EFFECTS[dig.effect],
        depthMetres: dig.depthMetres,
      },
    ],
  };
}

/** A device's clock may be wrong by this much, and its network away for so long. */
const AHEAD_MS = 10 * 60_000;
const BEHIND_MS = 3 * DAY_MS;

/** Null: good. */
export function findStartProblem(startedAt: string, nowMs: number): string | null {
  const startMs = Date.parse(startedAt);
  if (startMs > nowMs + AHEAD_MS) return "lies in the future";
  if (startMs < nowMs - BEHIND_MS) return "lies more than three days back";
  return null;
}

const metres = z.number().nonnegative();

/** What lies where a dig is, as far as anybody told us. */
export const hitsSchema = z
  .object({
    utilities: z.object({
      /** False: the city has no such data, and nothing follows from an empty list. */
      known: z.boolean(),
      synthetic: z.boolean(),
      lines: z.array(
        z.object({
          id: z.string(),
          network: z.enum(OWNED_NETWORKS),
          diameterMillimetres: z.number(),
          /** From the surface to the crown of the pipe. */
          depthMetres: metres,
          material: z.string().nullable(),
          /** PAS 128: A verified, B detected, C seen on site, D from records alone. */
          accuracyClass: z.enum(["A", "B", "C", "D"]),
          /** From the edge of the dig; 0 where it lies under it. */
          distanceMetres: metres,
        }),
      ),
    }),
    transit: z.object({
      known: z.boolean(),
      lines: z.array(z.object({ code: z.string(), mode: z.string(), title: z.string() })),
      stops: z.array(z.object({ name: z.string(), lineCodes: z.array(z.string()), distanceMetres: metres })),
    }),
    streets: z.object({
      known: z.boolean(),
      /** Stretches of the street graph whose carriageway it takes a part of. Null: not known. */
      segments: z.array(
        z.object({
          name: z.string().nullable(),
          lanes: z.number().int().nullable(),
          oneWay: z.boolean(),
          carriagewayWidthMetres: z.number().nullable(),
        }),
      ),
    }),
    interventions: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        officeName: z.string(),
        endsAt: instantSchema,
        distanceMetres: metres,
      }),
    ),
    /** Offices that are told, or would be. */
    owners: z.array(
      z.object({ id: z.string(), name: z.string(), networks: z.array(z.enum(OWNED_NETWORKS)) }),
    ),
  })
  .meta({ id: "DigHits" });
export type DigHits = z.infer<typeof hitsSchema>;
