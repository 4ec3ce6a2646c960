import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { interventionSchema } from "../interventions/contract.ts";
import { footprintSchema } from "../interventions/intervention.ts";
import { regularisationSchema } from "../interventions/regularisation.ts";
import { text } from "../scalars.ts";
import { hitsSchema, urgentDigSchema } from "./dig.ts";

const nothing = z.object({});
const byId = z.object({ interventionId: z.uuid() });
/** Where pipes and cables lie is told to those who dig and those who answer for the ground. */
const DIGGERS = ["planner", "crew_lead", "official", "administrator"] as const;
const STARTERS = ["planner", "crew_lead", "administrator"] as const;

export const checkDig = endpoint({
  id: "checkDig",
  summary: "What a dig at this place would hit, nothing saved",
  method: "POST",
  path: "/api/urgent-digs/check",
  access: DIGGERS,
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z.object({ footprint: footprintSchema }).meta({ id: "DigCheck" }),
  response: hitsSchema,
  status: 200,
  problems: ["outside-city", "invalid-footprint"],
});

export const startUrgentDig = endpoint({
  id: "startUrgentDig",
  summary:
    "Start an urgent dig at once: saved as under way, owners told, its regularisation due; once however often sent",
  method: "POST",
  path: "/api/urgent-digs",
  access: STARTERS,
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: urgentDigSchema,
  response: z
    .object({ intervention: interventionSchema, hits: hitsSchema, regularisation: regularisationSchema })
    .meta({ id: "StartedDig" }),
  status: 201,
  problems: ["not-allowed", "id-taken", "outside-city", "invalid-footprint"],
});

export const getRegularisation = endpoint({
  id: "getRegularisation",
  summary: "The regularisation clock of an urgent dig",
  method: "GET",
  path: "/api/urgent-digs/{interventionId}/regularisation",
  access: "anyone",
  discloses: "nothing",
  params: byId,
  query: nothing,
  body: nothing,
  response: regularisationSchema,
  status: 200,
  problems: ["not-found"],
});

export const regulariseDig = endpoint({
  id: "regulariseDig",
  summary: "Note that an urgent dig was regularised, and with what; the first time counts",
  method: "PUT",
  path: "/api/urgent-digs/{interventionId}/regularisation",
  access: ["planner", "administrator"],
  discloses: "nothing",
  params: byId,
  query: nothing,
  body: z.object({ reference: text(200).trim().min(1) }).meta({ id: "RegularisedDig" }),
  response: regularisationSchema,
  status: 200,
  problems: ["not-allowed", "not-found"],
});
