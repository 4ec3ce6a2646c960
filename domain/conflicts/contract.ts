import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { interventionInputSchema } from "../interventions/intervention.ts";
import { localizedTextSchema } from "../localized.ts";
import { findingSchema } from "./finding.ts";

const nothing = z.object({});

export const checkDraft = endpoint({
  id: "checkDraft",
  summary: "What a draft would conflict with, nothing saved",
  method: "POST",
  path: "/api/conflicts/check",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z
    .object({
      draft: interventionInputSchema.pick({ kind: true, state: true, urgent: true, phases: true }),
      /** The saved intervention this draft would replace: its own phases are left out. */
      interventionId: z.uuid().nullable(),
    })
    .meta({ id: "DraftCheck" }),
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
