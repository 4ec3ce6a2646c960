import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { instantSchema } from "../scalars.ts";

const nothing = z.object({});
const byId = z.object({ draftId: z.uuid() });

export const MAX_DRAFT_BYTES = 262_144;
/** More than anybody writes at once; the oldest may be deleted to make room. */
export const MAX_DRAFTS = 100;

/** Size as stored, UTF-8. Infinity when it cannot be written: nested so deeply that no form wrote it. */
function storedBytes(content: unknown): number {
  try {
    return new TextEncoder().encode(JSON.stringify(content)).length;
  } catch (error) {
    if (error instanceof RangeError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

const head = {
  /** The id of the intervention it will become, or is a change of. */
  id: z.uuid(),
  revision: z.number().int().positive(),
  /** Of the form that wrote the content: a newer form can read an older one's, or set it aside. */
  formVersion: z.number().int().positive(),
  updatedAt: instantSchema,
};

export const draftHeadSchema = z.object(head).meta({ id: "SavedDraftHead" });

/** What a person is writing, as the form left it; the server does not look inside. */
export const savedDraftSchema = z
  .object({ ...head, content: z.record(z.string(), z.unknown()) })
  .meta({ id: "SavedDraft" });
export type SavedDraft = z.infer<typeof savedDraftSchema>;

export const listDrafts = endpoint({
  id: "listDrafts",
  summary: "One's own drafts, the newest first, without their content",
  method: "GET",
  path: "/api/drafts",
  access: "signed-in",
  discloses: "nothing",
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ drafts: z.array(draftHeadSchema).max(MAX_DRAFTS) }).meta({ id: "SavedDrafts" }),
  status: 200,
  problems: [],
});

export const getDraft = endpoint({
  id: "getDraft",
  summary: "A draft of one's own; anybody else's is not found",
  method: "GET",
  path: "/api/drafts/{draftId}",
  access: "signed-in",
  discloses: "nothing",
  params: byId,
  query: nothing,
  body: nothing,
  response: savedDraftSchema,
  status: 200,
  problems: ["not-found"],
});

export const putDraft = endpoint({
  id: "putDraft",
  summary: "Save a draft, if it is still the revision this one was written from; else the newer one is told",
  method: "PUT",
  path: "/api/drafts/{draftId}",
  access: "signed-in",
  discloses: "nothing",
  params: byId,
  query: nothing,
  body: z
    .object({
      /** The revision it was written from; 0 for one that was never saved. */
      revision: z.number().int().nonnegative().max(2_000_000_000),
      formVersion: z.number().int().positive().max(1_000_000),
      content: z
        .record(z.string(), z.unknown())
        .refine((content) => storedBytes(content) <= MAX_DRAFT_BYTES, `at most ${MAX_DRAFT_BYTES} bytes`),
    })
    .meta({ id: "ChangedDraft" }),
  response: draftHeadSchema,
  status: 200,
  /** `version-conflict` carries the newer draft as `current`, null when it was deleted. */
  problems: ["version-conflict", "too-many-drafts"],
});

export const deleteDraft = endpoint({
  id: "deleteDraft",
  summary: "Delete a draft of one's own; one that is not there is as good as deleted",
  method: "DELETE",
  path: "/api/drafts/{draftId}",
  access: "signed-in",
  discloses: "nothing",
  params: byId,
  query: nothing,
  body: nothing,
  response: nothing,
  status: 200,
  problems: [],
});
