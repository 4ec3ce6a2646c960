import { z } from "zod";
import { clearanceSchema, FINDING_CLASSES, lawSchema, SEVERITIES } from "../conflicts/finding.ts";
import { endpoint } from "../contract/endpoint.ts";
import { pageParameters } from "../contract/parameters.ts";
import { SITE_ROLES } from "../interventions/access.ts";
import { INTERVENTION_KINDS, INTERVENTION_STATES } from "../interventions/intervention.ts";
import { localizedTextSchema } from "../localized.ts";
import { dateSchema, instantSchema, text } from "../scalars.ts";
import { differenceSchema } from "./differences.ts";
import { JUDGE_ROLES, JUDGEMENT_STATUSES, VERDICTS } from "./verdict.ts";

const nothing = z.object({});
const officeSchema = z.object({ id: z.string(), name: z.string() });
const statusSchema = z.enum(JUDGEMENT_STATUSES);

/** What an office said; the fields that its verdict asks for, the others null. */
const judgementSchema = z
  .object({
    id: z.number().int(),
    verdict: z.enum(VERDICTS),
    reason: z.string().nullable(),
    action: z.string().nullable(),
    responsible: z.string().nullable(),
    dueOn: dateSchema.nullable(),
    until: dateSchema.nullable(),
    /** Of `apply`: the clearance that was chosen. */
    clearance: localizedTextSchema.nullable(),
    at: instantSchema,
  })
  .meta({ id: "Judgement" });
export type Judgement = z.infer<typeof judgementSchema>;

/** How a finding stands for one of the offices that it concerns. */
const standingSchema = z
  .object({
    office: officeSchema,
    status: statusSchema,
    /** The last one, if it was not taken back. */
    judgement: judgementSchema.nullable(),
    /** Of one to re-judge: what is no longer as it was judged. */
    differences: z.array(differenceSchema),
  })
  .meta({ id: "JudgementStanding" });
export type Standing = z.infer<typeof standingSchema>;

const judgedFindingSchema = z
  .object({
    findingId: z.uuid(),
    /** One for each office that the finding concerns. */
    standings: z.array(standingSchema),
    commentCount: z.number().int().nonnegative(),
  })
  .meta({ id: "JudgedFinding" });
export type JudgedFinding = z.infer<typeof judgedFindingSchema>;

export const listInterventionJudgements = endpoint({
  id: "listInterventionJudgements",
  summary: "How every finding in force about an intervention stands for the offices that it concerns",
  method: "GET",
  path: "/api/interventions/{interventionId}/judgements",
  access: SITE_ROLES,
  discloses: "nothing",
  params: z.object({ interventionId: z.uuid() }),
  query: nothing,
  body: nothing,
  response: z.object({ findings: z.array(judgedFindingSchema) }).meta({ id: "InterventionJudgements" }),
  status: 200,
  problems: ["not-found"],
});

/** A card may hold every tree along a street. */
const MOST_AT_ONCE = 2_000;

const verdictSchema = z
  .discriminatedUnion("verdict", [
    /** As it is offered for one of these findings now. */
    z.object({ verdict: z.literal("apply"), clearance: clearanceSchema }),
    z.object({
      verdict: z.literal("action"),
      action: text(500).trim().min(1),
      /** An office, a firm, a function. */
      responsible: text(200).trim().min(1),
      dueOn: dateSchema,
    }),
    z.object({ verdict: z.literal("accept"), reason: text(1000).trim().min(1) }),
    z.object({ verdict: z.literal("not-ours"), reason: text(1000).trim().min(1).nullable() }),
    z.object({
      verdict: z.literal("defer"),
      until: dateSchema,
      reason: text(1000).trim().min(1).nullable(),
    }),
    z.object({ verdict: z.literal("withdrawn") }),
  ])
  .meta({ id: "GivenVerdict" });
export type GivenVerdict = z.infer<typeof verdictSchema>;

export const judgeFindings = endpoint({
  id: "judgeFindings",
  summary: "Say for one's own office what is done about findings that it was shown, those of a card at once",
  method: "POST",
  path: "/api/judgements",
  access: JUDGE_ROLES,
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z
    .object({
      /** As they were shown: one that is no longer in force is refused, with what is instead of it. */
      findingIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE),
      judgement: verdictSchema,
    })
    .meta({ id: "NewJudgement" }),
  response: z.object({ findings: z.array(judgedFindingSchema) }).meta({ id: "Judged" }),
  status: 201,
  problems: ["not-allowed", "not-found", "finding-changed"],
});

/** The `current` of `finding-changed`: null where nothing is found between the two any more. */
export const changedFindingsSchema = z.object({
  findings: z.array(z.object({ was: z.uuid(), now: z.uuid().nullable() })),
});

export const commentFinding = endpoint({
  id: "commentFinding",
  summary: "Add a comment to a finding; the same id again adds no other",
  method: "POST",
  path: "/api/findings/{findingId}/comments",
  access: JUDGE_ROLES,
  discloses: "nothing",
  params: z.object({ findingId: z.uuid() }),
  query: nothing,
  body: z.object({ id: z.uuid(), text: text(2000).trim().min(1) }).meta({ id: "NewComment" }),
  response: nothing,
  status: 201,
  problems: ["not-allowed", "not-found", "id-taken"],
});

const author = { office: officeSchema, author: z.object({ id: z.string(), name: z.string() }) };

const historyEntrySchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("found"), at: instantSchema }),
    z.object({ kind: z.literal("changed"), at: instantSchema, differences: z.array(differenceSchema) }),
    z.object({ kind: z.literal("ended"), at: instantSchema }),
    z.object({ kind: z.literal("judged"), at: instantSchema, ...author, judgement: judgementSchema }),
    z.object({
      kind: z.literal("commented"),
      at: instantSchema,
      ...author,
      comment: z.object({ id: z.uuid(), text: z.string() }),
    }),
  ])
  .meta({ id: "FindingHistoryEntry" });
export type FindingHistoryEntry = z.infer<typeof historyEntrySchema>;

export const getFindingHistory = endpoint({
  id: "getFindingHistory",
  summary: "Everything about a finding, the oldest first: found, changed, judged, commented, ended",
  method: "GET",
  path: "/api/findings/{findingId}/history",
  access: SITE_ROLES,
  discloses: {
    category: "staff",
    purpose: "follow how a finding was judged",
    fields: ["author.name"],
    subjects: ({ entries }) => [
      ...new Set(entries.flatMap((entry) => ("author" in entry ? [entry.author.id] : []))),
    ],
  },
  params: z.object({ findingId: z.uuid() }),
  query: nothing,
  body: nothing,
  response: z.object({ entries: z.array(historyEntrySchema) }).meta({ id: "FindingHistory" }),
  status: 200,
  problems: ["not-found"],
});

export const FINDING_STATUS_FILTERS = ["open", "not-judged", "to-re-judge", "all"] as const;
export type FindingStatusFilter = (typeof FINDING_STATUS_FILTERS)[number];

const severities = SEVERITIES.join("|");

/** Findings told together, as a card: of one rule between two interventions, or about all the trees of one. */
const officeFindingSchema = z
  .object({
    /** Of those with the status that was asked for; the first is what the card says. */
    findingIds: z.array(z.uuid()),
    /** How many trees, pipes, phases it names. */
    things: z.number().int().positive(),
    rule: z.string(),
    title: localizedTextSchema,
    severity: z.enum(SEVERITIES),
    class: z.enum(FINDING_CLASSES),
    law: lawSchema,
    explanation: localizedTextSchema,
    counterpartType: z.string(),
    /** From the first overlap to the last. */
    startsAt: instantSchema,
    endsAt: instantSchema,
    /** The office's own first. */
    parties: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        place: z.string(),
        kind: z.enum(INTERVENTION_KINDS),
        state: z.enum(INTERVENTION_STATES),
        office: officeSchema,
      }),
    ),
    /** Of the first: how it stands, the asking office's first. */
    standings: z.array(standingSchema),
    commentCount: z.number().int().nonnegative(),
  })
  .meta({ id: "OfficeFinding" });
export type OfficeFinding = z.infer<typeof officeFindingSchema>;

export const listOfficeFindings = endpoint({
  id: "listOfficeFindings",
  summary:
    "Findings in force that concern the signed-in person's office, the worst and soonest first, in pages",
  method: "GET",
  path: "/api/findings",
  access: JUDGE_ROLES,
  discloses: "nothing",
  params: nothing,
  query: z.object({
    ...pageParameters,
    limit: z.coerce.number().int().min(1).max(100).default(30),
    status: z.enum(FINDING_STATUS_FILTERS).default("open"),
    /** Severities, separated by commas. */
    severities: z
      .string()
      .regex(new RegExp(`^(${severities})(,(${severities}))*$`))
      .optional(),
  }),
  body: nothing,
  response: z
    .object({
      findings: z.array(officeFindingSchema),
      /** Of the whole list, in cards. */
      total: z.number().int().nonnegative(),
      next: z.string().nullable(),
    })
    .meta({ id: "OfficeFindings" }),
  status: 200,
  problems: [],
});
