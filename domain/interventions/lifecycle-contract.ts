import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { instantSchema, text } from "../scalars.ts";
import { interventionSchema } from "./contract.ts";
import { REINSTATEMENTS, TRANSITION_ROLES, TRANSITION_VERBS } from "./lifecycle.ts";

export const makeTransition = endpoint({
  id: "makeTransition",
  summary: "Take an intervention on in its lifecycle, if it still is the version that was looked at",
  method: "POST",
  path: "/api/interventions/{interventionId}/transitions",
  access: TRANSITION_ROLES,
  discloses: "nothing",
  params: z.object({ interventionId: z.uuid() }),
  query: z.object({}),
  body: z
    .object({
      version: z.number().int().positive(),
      transition: z.enum(TRANSITION_VERBS),
      /** Why. Needed to stop, put off or hurry. */
      reason: text(1000).trim().min(1).optional(),
      /** Of `extend`: the new end. */
      endsAt: instantSchema.optional(),
      /** Of `extend`: which phase; else the one that ends last. */
      phaseId: z.uuid().optional(),
      /** Of `complete` and `takeBack`: how the ground was restored; needed for roadworks. */
      reinstatement: z.enum(REINSTATEMENTS).optional(),
    })
    .meta({ id: "MadeTransition" }),
  response: interventionSchema,
  status: 200,
  problems: ["not-allowed", "not-found", "version-conflict", "transition-not-allowed", "invalid-footprint"],
});
