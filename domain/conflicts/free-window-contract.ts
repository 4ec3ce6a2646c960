import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { interventionInputSchema, MAX_PHASES } from "../interventions/intervention.ts";
import { localizedTextSchema } from "../localized.ts";
import { counterpartSchema } from "./counterpart.ts";
import { SEVERITIES } from "./finding.ts";

/** Days on which the phase may begin, from the first asked for on. */
export const WINDOW_START_DAYS = 366;
const MOST_WINDOW_DAYS = 1_000;
const LAST_DAY = "2200-01-01";

const nothing = z.object({});
const instant = z.iso.datetime({ offset: true });

const windowSchema = z
  .object({
    firstDay: z.iso.date(),
    lastDay: z.iso.date(),
    startsAt: instant,
    endsAt: instant,
    /** Interferences that warn and are left there, where they were to be accepted, counted as cards. */
    warnings: z.number().int().nonnegative(),
  })
  .meta({ id: "FreeWindow" });

const blockerSchema = z
  .object({
    rule: z.string(),
    title: localizedTextSchema,
    severity: z.enum(SEVERITIES),
    counterpart: counterpartSchema,
    /** As it was found on the first of the days it stands in the way of. */
    explanation: localizedTextSchema,
    firstStart: z.iso.date(),
    lastStart: z.iso.date(),
    /** So many of the starts looked at. */
    starts: z.number().int().positive(),
  })
  .meta({ id: "WindowBlocker" });

export const findFreeWindow = endpoint({
  id: "findFreeWindow",
  summary: "The first days on which nothing stands in the way of a draft's phase, and what does before",
  method: "POST",
  path: "/api/conflicts/free-window",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z
    .object({
      draft: interventionInputSchema.pick({
        kind: true,
        state: true,
        urgent: true,
        recurrence: true,
        phases: true,
      }),
      /** The saved intervention this draft would replace: its own phases are left out. */
      interventionId: z.uuid().nullable(),
      /** Which phase is to be moved; the others stay. */
      phase: z
        .number()
        .int()
        .min(0)
        .max(MAX_PHASES - 1),
      from: z.iso.date().refine((date) => date < LAST_DAY, { message: `before ${LAST_DAY}` }),
      /** How long; null: as long as the phase is. */
      days: z.number().int().min(1).max(MOST_WINDOW_DAYS).nullable(),
      unit: z.enum(["working", "calendar"]),
      acceptWarnings: z.boolean(),
    })
    .refine(({ draft, phase }) => phase < draft.phases.length, {
      path: ["phase"],
      message: "is none of the draft's phases",
    })
    .meta({ id: "FreeWindowQuestion" }),
  response: z
    .object({
      /** Null: none within a year. */
      window: windowSchema.nullable(),
      days: z.number().int().positive(),
      unit: z.enum(["working", "calendar"]),
      /** The first and the last day looked at as a start; null where none is on a day that suits. */
      firstStart: z.iso.date().nullable(),
      lastStart: z.iso.date().nullable(),
      tried: z.number().int().nonnegative(),
      /** What stood in the way of the days before it, the earliest first. */
      blockers: z.array(blockerSchema),
      /** What the rules would have to know and this city does not. */
      unknown: z.array(localizedTextSchema),
      checkedAt: instant,
    })
    .meta({ id: "FreeWindowResult" }),
  status: 200,
  problems: ["outside-city", "invalid-footprint"],
});
export type FreeWindowResult = z.infer<(typeof findFreeWindow)["response"]>;
