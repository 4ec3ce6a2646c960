import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { toSpan } from "../geo/interval.ts";
import { JUDGE_ROLES } from "../judgements/verdict.ts";
import { instantSchema, text } from "../scalars.ts";
import { PROPOSAL_ACTIONS, PROPOSAL_STATES } from "./proposal-state.ts";
import { PROPOSAL_MODES } from "./savings.ts";

const nothing = z.object({});
const officeSchema = z.object({ id: z.string(), name: z.string() });
const MAX_PHASE_YEARS = 10;

const offerFields = {
  movingPhaseId: z.uuid(),
  startsAt: instantSchema,
  endsAt: instantSchema,
};

/** Which of the two works would move, and to when. */
const offerSchema = z
  .object(offerFields)
  .superRefine((offer, context) => {
    const { startMs, endMs } = toSpan(offer);
    if (!(startMs < endMs)) {
      context.addIssue({ code: "custom", path: ["endsAt"], message: "must be after startsAt" });
    } else if (endMs - startMs > MAX_PHASE_YEARS * 366 * 86_400_000) {
      context.addIssue({ code: "custom", path: ["endsAt"], message: `within ${MAX_PHASE_YEARS} years` });
    }
  })
  .meta({ id: "ProposalOffer" });
export type Offer = z.infer<typeof offerSchema>;

const savedSchema = z
  .object({
    /** Days of the calendar on which one of the works at least stands in the street. */
    streetDaysNow: z.number().int().nonnegative(),
    streetDaysAfter: z.number().int().nonnegative(),
    /** Ground that both take: opened and reinstated once instead of twice. */
    sharedSquareMetres: z.number().nonnegative(),
  })
  .meta({ id: "ProposalSavings" });

const sideSchema = z
  .object({
    phaseId: z.uuid(),
    interventionId: z.uuid(),
    title: z.string(),
    place: z.string(),
    office: officeSchema,
    /** As it is now; null where the phase is there no more. */
    startsAt: instantSchema.nullable(),
    endsAt: instantSchema.nullable(),
  })
  .meta({ id: "ProposalSide" });
export type Side = z.infer<typeof sideSchema>;

const stepSchema = z
  .object({
    id: z.number().int(),
    action: z.enum(PROPOSAL_ACTIONS),
    office: officeSchema,
    reason: z.string().nullable(),
    /** Of what was offered. */
    offer: z.object(offerFields).nullable(),
    at: instantSchema,
  })
  .meta({ id: "ProposalStep" });

export const proposalSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(PROPOSAL_STATES),
    /** The works have the dates that were accepted. */
    applied: z.boolean(),
    /** One of the works has other dates than when the offer was made, and not the offered ones. */
    outdated: z.boolean(),
    waitsFor: z.array(officeSchema),
    sides: z.tuple([sideSchema, sideSchema]),
    offer: z.object({ ...offerFields, days: z.number().int() }),
    saved: savedSchema,
    /** The oldest first; none is changed or deleted. */
    steps: z.array(stepSchema).min(1),
    /** What the reader's office may answer. */
    answers: z.array(z.enum(PROPOSAL_ACTIONS)),
  })
  .meta({ id: "Proposal" });
export type Proposal = z.infer<typeof proposalSchema>;

const optionSchema = z
  .object({ ...offerFields, mode: z.enum(PROPOSAL_MODES), days: z.number().int(), saved: savedSchema })
  .meta({ id: "ProposalOption" });
export type ProposalOption = z.infer<typeof optionSchema>;

export const listProposalOptions = endpoint({
  id: "listProposalOptions",
  summary: "Dates on which the two works of an opportunity would dig once, and what each would save",
  method: "GET",
  path: "/api/findings/{findingId}/proposal-options",
  access: JUDGE_ROLES,
  discloses: "nothing",
  params: z.object({ findingId: z.uuid() }),
  query: nothing,
  body: nothing,
  response: z
    .object({ sides: z.tuple([sideSchema, sideSchema]), options: z.array(optionSchema) })
    .meta({ id: "ProposalOptions" }),
  status: 200,
  problems: ["not-found", "finding-changed"],
});

const reason = text(1000).trim().min(1);

export const makeProposal = endpoint({
  id: "makeProposal",
  summary: "Propose to the owner of the other works to dig once; the same id again makes no other",
  method: "POST",
  path: "/api/proposals",
  access: JUDGE_ROLES,
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z
    .object({ id: z.uuid(), findingId: z.uuid(), offer: offerSchema, reason: reason.nullable() })
    .meta({ id: "NewProposal" }),
  response: proposalSchema,
  status: 201,
  problems: ["not-allowed", "not-found", "finding-changed", "proposal-changed", "id-taken"],
});

export const answerProposal = endpoint({
  id: "answerProposal",
  summary: "Accept, decline, counter or withdraw a proposal, for one's own office",
  method: "POST",
  path: "/api/proposals/{proposalId}/answers",
  access: JUDGE_ROLES,
  discloses: "nothing",
  params: z.object({ proposalId: z.uuid() }),
  query: nothing,
  body: z
    .object({
      /** The last step that was read: who answers another than they read is refused. */
      after: z.number().int().positive(),
      answer: z.discriminatedUnion("action", [
        z.object({ action: z.literal("accept") }),
        z.object({ action: z.literal("decline"), reason }),
        z.object({ action: z.literal("counter"), offer: offerSchema, reason: reason.nullable() }),
        z.object({ action: z.literal("withdraw"), reason: reason.nullable() }),
      ]),
    })
    .meta({ id: "ProposalAnswer" }),
  response: proposalSchema,
  status: 201,
  problems: ["not-allowed", "not-found", "proposal-changed", "transition-not-allowed"],
});
export type Answer = z.infer<typeof answerProposal.body>["answer"];

export const PROPOSAL_FILTERS = ["open", "all"] as const;

export const listProposals = endpoint({
  id: "listProposals",
  summary:
    "Proposals to dig once about the signed-in person's office's works, or about one intervention, the newest first",
  method: "GET",
  path: "/api/proposals",
  access: JUDGE_ROLES,
  discloses: "nothing",
  params: nothing,
  query: z.object({
    /** `open`: those that wait for a word, and those accepted that are not applied yet. */
    status: z.enum(PROPOSAL_FILTERS).default("open"),
    interventionId: z.uuid().optional(),
  }),
  body: nothing,
  /** No more than the newest two hundred. */
  response: z.object({ proposals: z.array(proposalSchema) }).meta({ id: "Proposals" }),
  status: 200,
  problems: [],
});
