import { z } from "zod";
import { OWNED_NETWORKS } from "../city/city-data.ts";
import { endpoint } from "../contract/endpoint.ts";
import { INTERVENTION_STATES } from "../interventions/intervention.ts";
import { instantSchema } from "../scalars.ts";

const nothing = z.object({});

const about = z.object({ id: z.uuid(), title: z.string(), place: z.string() });

export const noticeSchema = z
  .object({
    id: z.number().int(),
    kind: z.enum([
      "urgentDig",
      "blockingFinding",
      "counterpartMoved",
      "proposalMade",
      "proposalCountered",
      "proposalAccepted",
      "proposalDeclined",
      "proposalWithdrawn",
    ]),
    /** What was done, and by which office; `gone` when it was deleted since. */
    intervention: about.extend({ officeName: z.string(), gone: z.boolean() }),
    /** What it touches of the reader's own, where that is an intervention. */
    own: about.nullable(),
    /** Of an urgent dig: networks of the reader's office that it is at. */
    networks: z.array(z.enum(OWNED_NETWORKS)),
    /** Of a counterpart that moved on: where to. */
    state: z.enum(INTERVENTION_STATES).nullable(),
    at: instantSchema,
    read: z.boolean(),
  })
  .meta({ id: "Notice" });
export type Notice = z.infer<typeof noticeSchema>;

export const listNotices = endpoint({
  id: "listNotices",
  summary:
    "What the signed-in person's office was told, the newest first, and how much of it they have not read",
  method: "GET",
  path: "/api/notices",
  access: "signed-in",
  discloses: "nothing",
  params: nothing,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(100).default(30),
    /** Only those before this notice: the `next` of the page before. */
    before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
  }),
  body: nothing,
  response: z
    .object({
      notices: z.array(noticeSchema),
      unreadCount: z.number().int().nonnegative(),
      next: z.number().int().nullable(),
    })
    .meta({ id: "Notices" }),
  status: 200,
  problems: [],
});

export const readNotices = endpoint({
  id: "readNotices",
  summary: "Note that the signed-in person has read these notices, or all up to one",
  method: "POST",
  path: "/api/notices/read",
  access: "signed-in",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: z
    .object({
      ids: z.array(z.number().int().positive().max(Number.MAX_SAFE_INTEGER)).max(100),
      upTo: z.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable().default(null),
    })
    .meta({ id: "ReadNotices" }),
  response: z.object({ unreadCount: z.number().int().nonnegative() }),
  status: 200,
  problems: [],
});
