import { z } from "zod";
import { SEVERITIES } from "../conflicts/finding.ts";
import { endpoint } from "../contract/endpoint.ts";
import { INTERVENTION_KINDS, INTERVENTION_STATES } from "../interventions/intervention.ts";
import { localizedTextSchema } from "../localized.ts";
import { instantSchema } from "../scalars.ts";
import { SETTLERS } from "./settled.ts";

/** Six weeks: what a meeting looks ahead to when nobody says otherwise. */
export const AGENDA_DAYS = 42;
/** Wider than this it is a programme, not a meeting. */
const MOST_DAYS = 400;

const partySchema = z
  .object({
    interventionId: z.uuid(),
    title: z.string(),
    kind: z.enum(INTERVENTION_KINDS),
    state: z.enum(INTERVENTION_STATES),
    place: z.string(),
    officeName: z.string(),
    contractor: z.string(),
  })
  .meta({ id: "AgendaParty" });

/** One interference of a cluster, in the words of its finding. */
const agendaFindingSchema = z
  .object({
    id: z.uuid(),
    rule: z.string(),
    title: localizedTextSchema,
    severity: z.enum(SEVERITIES),
    explanation: localizedTextSchema,
    /** Of the law it rests on. */
    article: z.string(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    interventionIds: z.array(z.uuid()),
  })
  .meta({ id: "AgendaFinding" });

export const clusterSchema = z
  .object({
    /** Of its first finding; another when that one ends. */
    id: z.uuid(),
    severity: z.enum(SEVERITIES),
    startsAt: instantSchema,
    endsAt: instantSchema,
    /**
     * Who settles it where no meeting has to: `offices`, what only comes near and shares no ground; `procedure`,
     * proposals on ground that is decided on, each refused or moved in its own procedure. Null: the meeting does.
     */
    settledBy: z.enum(SETTLERS).nullable(),
    /** Names of the streets that its findings share. */
    streets: z.array(z.string()),
    parties: z.array(partySchema),
    findings: z.array(agendaFindingSchema),
  })
  .meta({ id: "Cluster" });
export type Cluster = z.infer<typeof clusterSchema>;

export const listClusters = endpoint({
  id: "listClusters",
  summary:
    "Interferences between interventions that begin in an interval, joined by shared street sections and time: what a coordination meeting discusses first, worst and soonest first, then what is settled without one",
  method: "GET",
  path: "/api/clusters",
  access: ["planner", "official", "administrator"],
  discloses: "nothing",
  params: z.object({}),
  query: z
    .object({
      /** Default: now. */
      startsAt: instantSchema.optional(),
      /** Default: six weeks after the start. */
      endsAt: instantSchema.optional(),
    })
    .superRefine(({ startsAt, endsAt }, context) => {
      if (startsAt === undefined || endsAt === undefined) return;
      const days = (Date.parse(endsAt) - Date.parse(startsAt)) / 86_400_000;
      if (days <= 0)
        context.addIssue({ code: "custom", path: ["endsAt"], message: "must be after startsAt" });
      if (days > MOST_DAYS)
        context.addIssue({ code: "custom", path: ["endsAt"], message: `at most ${MOST_DAYS} days` });
    }),
  body: z.object({}),
  response: z.object({
    startsAt: instantSchema,
    endsAt: instantSchema,
    clusters: z.array(clusterSchema),
  }),
  status: 200,
  problems: [],
});
