import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { INTERVENTION_KINDS } from "../interventions/intervention.ts";
import { dateSchema, instantSchema, text } from "../scalars.ts";

const nothing = z.object({});

/** Zones of a city that a period may be bounded to, by the layer and kind they are of. */
export const PERIOD_AREA_SORTS = ["district", "neighbourhood", "statistical", "limitedTrafficZone"] as const;
export const MOST_PERIOD_AREAS = 50;

const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const monthDaySchema = z.string().refine((value) => {
  const [, month, day] = /^(\d\d)-(\d\d)$/.exec(value) ?? [];
  return Number(day) >= 1 && Number(day) <= (DAYS_OF_MONTHS[Number(month) - 1] ?? 0);
}, "must be a month and day, MM-DD");

/** Both ends within; of a yearly one the first after the last goes over New Year. */
const seasonSchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("yearly"), fromDay: monthDaySchema, toDay: monthDaySchema }),
    z
      .object({ kind: z.literal("once"), from: dateSchema, to: dateSchema })
      .refine(({ from, to }) => from <= to, { path: ["to"], message: "must not be before from" }),
  ])
  .meta({ id: "Season" });

const areaKey = { sort: z.enum(PERIOD_AREA_SORTS), key: text(200) };
export const periodAreaSchema = z.object({ ...areaKey, name: z.string() }).meta({ id: "NoDigArea" });
export type PeriodArea = z.infer<typeof periodAreaSchema>;

const said = {
  name: text(200).trim().min(1),
  season: seasonSchema,
  /** Kinds of intervention that it forbids; urgent ones are exempt of all. */
  kinds: z.array(z.enum(INTERVENTION_KINDS)).min(1).max(INTERVENTION_KINDS.length),
  /** Where it stands: a resolution, an order, an agreement. */
  source: text(500).trim().min(1),
  /** The office has read it in the official text. */
  confirmed: z.boolean(),
  /** It holds no more; it stays on record. */
  ended: z.boolean(),
};

/** What an office set at one time. The person who did stands in the audit, which is not public. */
const periodVersionSchema = z
  .object({
    ...said,
    version: z.number().int().positive(),
    /** None: the whole city. */
    areas: z.array(periodAreaSchema),
    officeName: z.string().nullable(),
    at: instantSchema,
  })
  .meta({ id: "NoDigPeriodVersion" });
export type NoDigPeriodVersion = z.infer<typeof periodVersionSchema>;

export const noDigPeriodSchema = z
  .object({
    id: z.uuid(),
    /** The newest first: that one holds. */
    versions: z.array(periodVersionSchema).min(1),
  })
  .meta({ id: "NoDigPeriod" });
export type NoDigPeriod = z.infer<typeof noDigPeriodSchema>;

export const noDigPeriodInputSchema = z
  .object({
    /** The version that was seen; 0 for a new one. */
    version: z.number().int().nonnegative(),
    ...said,
    areas: z.array(z.object(areaKey)).max(MOST_PERIOD_AREAS),
  })
  .meta({ id: "NoDigPeriodInput" });
export type NoDigPeriodInput = z.infer<typeof noDigPeriodInputSchema>;

export const listNoDigPeriods = endpoint({
  id: "listNoDigPeriods",
  summary:
    "Periods in which the city lets nobody dig, also those that were ended, and the zones they may hold in",
  method: "GET",
  path: "/api/no-dig-periods",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: nothing,
  response: z
    .object({ periods: z.array(noDigPeriodSchema), areas: z.array(periodAreaSchema) })
    .meta({ id: "NoDigPeriods" }),
  status: 200,
  problems: [],
});

export const putNoDigPeriod = endpoint({
  id: "putNoDigPeriod",
  summary: "Add, change or end a no-dig period; what it touches is examined again in the background",
  method: "PUT",
  path: "/api/no-dig-periods/{periodId}",
  access: ["official", "administrator"],
  discloses: "nothing",
  params: z.object({ periodId: z.uuid() }),
  query: nothing,
  body: noDigPeriodInputSchema,
  response: noDigPeriodSchema,
  status: 200,
  problems: ["version-conflict"],
});
