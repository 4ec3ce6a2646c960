import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { SITE_ROLES } from "../interventions/access.ts";
import { instantSchema, text } from "../scalars.ts";
import {
  ATTACHMENT_TYPES,
  type AttachmentType,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
} from "./media-types.ts";

const nothing = z.object({});
const byId = z.object({ interventionId: z.uuid() });
const byBoth = z.object({ interventionId: z.uuid(), attachmentId: z.uuid() });
const TYPES = Object.keys(ATTACHMENT_TYPES) as [AttachmentType, ...AttachmentType[]];

const attachmentSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** As its content says, not as it was declared. */
    mediaType: z.enum(TYPES),
    sizeBytes: z.number().int().positive(),
    addedAt: instantSchema,
  })
  .meta({ id: "Attachment" });
export type Attachment = z.infer<typeof attachmentSchema>;

export const listAttachments = endpoint({
  id: "listAttachments",
  summary: "The files of an intervention",
  method: "GET",
  path: "/api/interventions/{interventionId}/attachments",
  access: SITE_ROLES,
  discloses: "nothing",
  params: byId,
  query: nothing,
  body: nothing,
  response: z
    .object({ attachments: z.array(attachmentSchema).max(MAX_ATTACHMENTS) })
    .meta({ id: "Attachments" }),
  status: 200,
  problems: ["not-found"],
});

export const addAttachment = endpoint({
  id: "addAttachment",
  summary: "Attach a file; the same id and content again gives the same answer",
  method: "POST",
  path: "/api/interventions/{interventionId}/attachments",
  access: ["planner", "administrator"],
  discloses: "nothing",
  params: byId,
  query: z.object({
    id: z.uuid(),
    /** Of the file, without folders. */
    name: text(200)
      .trim()
      .min(1)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a name may not hold
      .regex(/^[^/\\\x01-\x1f\x7f]+$/, "a file's name, without folders"),
  }),
  body: nothing,
  accepts: { mediaTypes: TYPES, maxBytes: MAX_ATTACHMENT_BYTES },
  response: attachmentSchema,
  status: 201,
  /** `attachment-refused`: the content is not of the declared type, or not of one that may be attached. */
  problems: [
    "not-allowed",
    "not-found",
    "id-taken",
    "too-large",
    "unsupported-media",
    "attachment-refused",
    "too-many-attachments",
  ],
});

export const downloadAttachment = endpoint({
  id: "downloadAttachment",
  summary: "A file of an intervention, to be saved: never to be shown by the browser",
  method: "GET",
  path: "/api/interventions/{interventionId}/attachments/{attachmentId}/content",
  access: SITE_ROLES,
  discloses: "nothing",
  params: byBoth,
  query: nothing,
  body: nothing,
  response: z.string(),
  media: "application/octet-stream",
  status: 200,
  problems: ["not-found"],
});

export const removeAttachment = endpoint({
  id: "removeAttachment",
  summary: "Take a file off an intervention; its history keeps its name",
  method: "DELETE",
  path: "/api/interventions/{interventionId}/attachments/{attachmentId}",
  access: ["planner", "administrator"],
  discloses: "nothing",
  params: byBoth,
  query: nothing,
  body: nothing,
  response: nothing,
  status: 200,
  problems: ["not-allowed", "not-found"],
});
