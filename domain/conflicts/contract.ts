import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { interventionInputSchema } from "../interventions/intervention.ts";
import { localizedTextSchema } from "../localized.ts";
import { clearancePlanSchema } from "./clearance-plan.ts";
import { findingSchema } from "./finding.ts";

const nothing = z.object({});

const draftCheckSchema = z
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
  })
  .meta({ id: "DraftCheck" });

export const checkDraft = endpoint({
  id: "checkDraft",
  summary: "What a draft would conflict with, nothing saved",
  method: "POST",
  path: "/api/conflicts/check",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: draftCheckSchema,
  response: z
    .object({
      findings: z.array(findingSchema),
      /** Ids of the rules that were asked, so that "nothing found" says what was looked for. */
      rules: z.array(z.string()),
      /** What the rules would have to know of this draft and this city does not. */
      unknown: z.array(localizedTextSchema),
      checkedAt: z.iso.datetime({ offset: true }),
    })
    .meta({ id: "DraftCheckResult" }),
  status: 200,
  problems: ["outside-city", "invalid-footprint"],
});

export const planClearance = endpoint({
  id: "planClearance",
  summary: "The least changes that together leave nothing blocking of a draft, each tried before it is told",
  method: "POST",
  path: "/api/conflicts/plans",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: draftCheckSchema,
  response: z
    .object({
      /** The cheapest first, at the most three, of different sorts; empty where nothing blocks. */
      plans: z.array(clearancePlanSchema).max(3),
      /** What blocks a phase that nothing tried clears: where there is any, there is no plan. */
      stuck: z.array(
        z.object({
          phasePosition: z.number().int().nonnegative(),
          rule: z.string(),
          title: localizedTextSchema,
        }),
      ),
      checkedAt: z.iso.datetime({ offset: true }),
    })
    .meta({ id: "ClearancePlans" }),
  status: 200,
  problems: ["outside-city", "invalid-footprint"],
});
