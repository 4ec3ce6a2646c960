import { z } from "zod";
import { PARAMETER_IDS } from "../conflicts/parameters/parameters.ts";
import { endpoint } from "../contract/endpoint.ts";
import { instantSchema, text } from "../scalars.ts";

const nothing = z.object({});

/** One setting of a parameter by an office. The person who set it stands in the audit, which is not public. */
const parameterVersionSchema = z
  .object({
    version: z.number().int().positive(),
    value: z.number(),
    source: z.string(),
    /** The office has read the value in the official text. */
    confirmed: z.boolean(),
    officeName: z.string().nullable(),
    at: instantSchema,
  })
  .meta({ id: "RuleParameterVersion" });

export const ruleParameterSchema = z
  .object({
    id: z.enum(PARAMETER_IDS),
    /** What the rules read. */
    value: z.number(),
    /** 0 where the city has set nothing and the default holds. */
    version: z.number().int().nonnegative(),
    confirmed: z.boolean(),
    /** Every version of the city's own, the newest first. */
    versions: z.array(parameterVersionSchema),
  })
  .meta({ id: "RuleParameter" });
export type RuleParameter = z.infer<typeof ruleParameterSchema>;

export const listRuleParameters = endpoint({
  id: "listRuleParameters",
  summary: "Every number that the conflict rules read: what holds in this city, and what held before",
  method: "GET",
  path: "/api/rules/parameters",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ parameters: z.array(ruleParameterSchema) }).meta({ id: "RuleParameters" }),
  status: 200,
  problems: [],
});

export const putRuleParameter = endpoint({
  id: "putRuleParameter",
  summary: "Set a number that rules read; what it changes is examined again in the background",
  method: "PUT",
  path: "/api/rules/parameters/{parameterId}",
  access: ["official", "administrator"],
  discloses: "nothing",
  params: z.object({ parameterId: z.enum(PARAMETER_IDS) }),
  query: nothing,
  body: z
    .object({
      /** The version that was seen; 0 for the default. */
      version: z.number().int().nonnegative(),
      value: z.number(),
      /** Where the value stands: an article, a resolution, an agreement. */
      source: text(500).trim().min(1),
      confirmed: z.boolean(),
    })
    .meta({ id: "RuleParameterInput" }),
  response: ruleParameterSchema,
  status: 200,
  problems: ["version-conflict"],
});

/**
 * Of an examination after a rule or its values changed: stopped and failed ones can go on; one is superseded when
 * something changes anew while it is not done, and the next takes its rules over.
 */
export const REEXAMINATION_STATES = [
  "waiting",
  "running",
  "stopped",
  "failed",
  "superseded",
  "done",
] as const;
export type ReexaminationState = (typeof REEXAMINATION_STATES)[number];

const byId = z.object({ reexaminationId: z.coerce.number().int().min(1).max(2_147_483_647) });

const reexaminationSchema = z
  .object({
    id: z.number().int(),
    state: z.enum(REEXAMINATION_STATES),
    /** Rules whose findings on record may still be those of earlier values. */
    rules: z.array(z.string()),
    /** Interventions examined, and how many there are to examine; null until it begins. */
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative().nullable(),
    askedAt: instantSchema,
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: "Reexamination" });
export type Reexamination = z.infer<typeof reexaminationSchema>;

const response = z
  .object({
    /** The latest; null where no rule or value ever changed. */
    reexamination: reexaminationSchema.nullable(),
  })
  .meta({ id: "LatestReexamination" });

export const getReexamination = endpoint({
  id: "getReexamination",
  summary: "How far what is saved was examined again after a rule or one of its numbers changed",
  method: "GET",
  path: "/api/rules/reexamination",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: nothing,
  response,
  status: 200,
  problems: [],
});

export const moveReexamination = endpoint({
  id: "moveReexamination",
  summary: "Stop it where it is, what was examined stays; or go on where it was stopped or failed",
  method: "POST",
  path: "/api/rules/reexaminations/{reexaminationId}",
  access: ["official", "administrator"],
  discloses: "nothing",
  params: byId,
  query: nothing,
  body: z.object({ move: z.enum(["stop", "resume"]) }),
  response,
  status: 200,
  problems: ["version-conflict"],
});
