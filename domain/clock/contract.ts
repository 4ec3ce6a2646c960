import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { extentParameter } from "../contract/parameters.ts";
import { dateSchema } from "../scalars.ts";

const nothing = z.object({});

/** One local day of the clock: how many interventions take ground on it, by kind. */
export const clockDaySchema = z
  .object({
    date: z.iso.date(),
    roadwork: z.number().int().nonnegative(),
    greenwork: z.number().int().nonnegative(),
    event: z.number().int().nonnegative(),
    occupation: z.number().int().nonnegative(),
    /** Blocking findings whose shared time touches this day. */
    blocking: z.number().int().nonnegative(),
    /** Saturday, Sunday or a public holiday (Italian calendar and the city's patron saint). */
    holiday: z.string().nullable(),
    weekend: z.boolean(),
  })
  .meta({ id: "ClockDay" });
export type ClockDay = z.infer<typeof clockDaySchema>;

export const MAX_CLOCK_DAYS = 800;

export const getClock = endpoint({
  id: "getClock",
  summary: "How full each day is, for the clock",
  method: "GET",
  path: "/api/clock",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: z
    .object({ from: dateSchema, to: dateSchema, bbox: extentParameter.optional() })
    .superRefine(({ from, to }, context) => {
      const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
      if (!(days > 0 && days <= MAX_CLOCK_DAYS)) {
        context.addIssue({
          code: "custom",
          path: ["to"],
          message: `must be 1 to ${MAX_CLOCK_DAYS} days after from`,
        });
      }
    }),
  body: nothing,
  response: z.object({ timeZone: z.string(), days: z.array(clockDaySchema) }).meta({ id: "Clock" }),
  status: 200,
  problems: [],
});
