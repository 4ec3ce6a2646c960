/** What one phase does to those who pass and live there, each mode reckoned from what is known of it. */
import { z } from "zod";
import { STREET_CLASSES } from "../city/city-data.ts";
import { VEHICLE_IMPACTS } from "../interventions/intervention.ts";
import { COLOURS } from "./haitaton.ts";

/** The first four are Haitaton's; the others are added here, with thresholds of our own (added-modes.ts). */
export const HAITATON_MODES = ["car", "bike", "tram", "bus"] as const;
export const ADDED_MODES = ["pedestrian", "emergency", "passengers", "residents"] as const;
export const MODES = [...HAITATON_MODES, ...ADDED_MODES] as const;
export type Mode = (typeof MODES)[number];

export const TERMS = [
  "duration",
  "streetClass",
  "traffic",
  "lanes",
  "length",
  "cycling",
  "tram",
  "busLines",
  "footway",
  "footDetour",
  "stepFreeStops",
  "carriageway",
  "clearHeight",
  "linesCut",
  "stopsCut",
  "exposedResidents",
  "sensitivePlaces",
] as const;

/** Where a term's value comes from. */
export const TERM_SOURCES = [
  "draft",
  "streets",
  "trafficSensors",
  "cycleTracks",
  "transitLines",
  "transitStops",
  "ground",
  "census",
  "facilities",
] as const;

/** What a term says where it is no number; each has a text on the screen. */
export const WORDS = [
  "noStreet",
  "noTraffic",
  "noLanes",
  "cycleTrack",
  "namedCycleTrack",
  "noCycleTrack",
  "tramLine",
  "railsWithoutLine",
  "noTramLine",
  "noBusLine",
  "noPavementTaken",
  "noDetourNeeded",
  "noStepFreeStop",
  "carriagewayUntouched",
  "nothingAbove",
  "lanesOpen",
  "noLine",
  "noStop",
  "sensitivePlace",
  "noSensitivePlace",
] as const;

export const UNITS = ["days", "metres", "vehiclesADay", "lines", "stops", "people"] as const;

const rangeSchema = z.object({ least: z.number(), most: z.number() });

/** What a term was read from: a number, a word with a text of its own, or that it is not on record. */
export const termValueSchema = z.discriminatedUnion("is", [
  z.object({
    is: z.literal("number"),
    number: z.number(),
    unit: z.enum(UNITS),
    /** It may be more: a day has at least the vehicles of one of its hours. */
    atLeast: z.boolean(),
    names: z.array(z.string()),
  }),
  z.object({ is: z.literal("word"), word: z.enum(WORDS), names: z.array(z.string()) }),
  z.object({
    is: z.literal("streetClass"),
    class: z.enum([...STREET_CLASSES, "motorway"]),
    names: z.array(z.string()),
  }),
  z.object({ is: z.literal("impact"), impact: z.enum(VEHICLE_IMPACTS) }),
  z.object({ is: z.literal("unknown") }),
]);
export type TermValue = z.infer<typeof termValueSchema>;

export const termSchema = z
  .object({
    id: z.enum(TERMS),
    value: termValueSchema,
    /** 0 to 5. */
    class: rangeSchema,
    /** 1 where the mode is the greatest of its terms. */
    weight: z.number(),
    product: rangeSchema,
    source: z.enum(TERM_SOURCES),
  })
  .meta({ id: "NuisanceTerm" });
export type Term = z.infer<typeof termSchema>;

export const modeIndexSchema = z
  .object({
    mode: z.enum(MODES),
    /** Known: least and most are one. Unknown: nothing of what it takes is known. */
    status: z.enum(["known", "range", "unknown"]),
    least: z.number(),
    most: z.number(),
    /** Of the least and the most; one where they agree. */
    colours: z.array(z.enum(COLOURS)).min(1).max(2),
    /** How the products make the index. */
    reckoned: z.enum(["sum", "greatest"]),
    terms: z.array(termSchema),
    /** Position of the phase it was reckoned for: of several, the worst. */
    phase: z.number().int().nonnegative(),
  })
  .meta({ id: "NuisanceMode" });
export type ModeIndex = z.infer<typeof modeIndexSchema>;

export const nuisanceSchema = z
  .object({
    modes: z.array(modeIndexSchema),
    /** The greatest of Haitaton's four. */
    haitaton: rangeSchema.extend({ colours: z.array(z.enum(COLOURS)).min(1).max(2) }),
    /** The greatest of all. */
    overall: rangeSchema.extend({ colours: z.array(z.enum(COLOURS)).min(1).max(2) }),
    /** How far noise is looked for, from the sound power: metres to 65 and to 50 dB(A); null where none is stated. */
    noiseReach: z.object({ residentsMetres: z.number(), sensitiveMetres: z.number() }).nullable(),
  })
  .meta({ id: "Nuisance" });
export type Nuisance = z.infer<typeof nuisanceSchema>;
