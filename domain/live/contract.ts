import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { isSnapshot, LONGEST_SNAPSHOT } from "./snapshot.ts";

const nothing = z.object({});

export const CHANGES = ["created", "updated", "moved", "deleted"] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** What changed, and no word more: who sees it asks for the rest, and is told what they may know. */
export const liveEventSchema = z
  .object({
    kind: z.enum(["intervention", "findings", "notices", "judgements"]),
    /** Of an intervention: `moved` on in its lifecycle, whatever else changed with it. */
    change: z.enum(CHANGES).nullable(),
    /** Null: any. */
    interventionId: z.uuid().nullable(),
    version: z.number().int().nullable(),
    /** CRS84 west, south, east, north of the ground before and after. Null: anywhere. */
    extent: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  })
  .meta({ id: "LiveEvent" });
export type LiveEvent = z.infer<typeof liveEventSchema>;

/** The data of a message named `changes`, in the order of commits; messages `alive` and `reload` hold `{}`. */
export const liveChangesSchema = z.object({ events: z.array(liveEventSchema) }).meta({ id: "LiveChanges" });

/** A stream ends by itself after so long, and whoever listens comes back as who they are by then. */
export const STREAM_MINUTES = 15;
/** Silence longer than a few of these means that the connection is dead. */
export const ALIVE_SECONDS = 15;

export const followEvents = endpoint({
  id: "followEvents",
  summary:
    "What changes from now on, as server-sent events: `changes`, `alive`, and `reload` when too much was missed",
  method: "GET",
  path: "/api/events",
  access: "anyone",
  discloses: "nothing",
  params: nothing,
  query: z.object({
    /** The id of the last message that was heard. `Last-Event-ID` says the same, and goes before. */
    after: z.string().max(LONGEST_SNAPSHOT).refine(isSnapshot, "not the id of an event").optional(),
  }),
  body: nothing,
  response: z.string().meta({ id: "EventStream", description: "text/event-stream (WHATWG HTML §9.2)" }),
  media: "text/event-stream",
  status: 200,
  problems: ["unavailable"],
});
