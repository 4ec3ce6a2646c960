import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { interventionInputSchema } from "../interventions/intervention.ts";
import { nuisanceSchema } from "./nuisance.ts";

const nothing = z.object({});

export const getNuisance = endpoint({
  id: "getNuisance",
  summary: "What an intervention does to those who pass and live there, term by term",
  method: "GET",
  path: "/api/interventions/{interventionId}/nuisance",
  access: "anyone",
  discloses: "nothing",
  params: z.object({ interventionId: z.uuid() }),
  query: nothing,
  body: nothing,
  response: nuisanceSchema,
  status: 200,
  problems: ["not-found"],
});

export const reckonDraftNuisance = endpoint({
  id: "reckonDraftNuisance",
  summary: "The same of a draft, nothing saved",
  method: "POST",
  path: "/api/nuisance/reckon",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z
    .object({ draft: interventionInputSchema.pick({ kind: true, state: true, urgent: true, phases: true }) })
    .meta({ id: "NuisanceDraft" }),
  response: nuisanceSchema,
  status: 200,
  problems: ["outside-city", "invalid-footprint"],
});
