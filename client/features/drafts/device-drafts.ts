/** Drafts on this device: each under a name of its own, so that two tabs at two drafts do not write over each other. */
import { z } from "zod";
import { listStored, readStored, writeStored } from "../../ui/stored.ts";
import { draftSchema } from "../interventions/draft.ts";

/** Of the form that writes drafts: what another version wrote is set aside, here and on the server. */
export const FORM_VERSION = 3;

/** What is kept of a draft, here and on the server. */
export const draftContentSchema = z.object({
  draft: draftSchema,
  /** The saved intervention it was begun from, for a merge; null for a new one, or when nobody knows any more. */
  base: draftSchema.nullable(),
});
export type DraftContent = z.infer<typeof draftContentSchema>;

const deviceDraftSchema = z.object({
  formVersion: z.literal(FORM_VERSION),
  ...draftContentSchema.shape,
  editedAtMs: z.number(),
  /** Whose it is; null: written before anybody had signed in. */
  personId: z.string().nullable(),
  /** There is something in it that the server has not got. */
  pending: z.boolean(),
  /** What the server had when this device last spoke to it; null: never. */
  sync: z.object({ revision: z.number().int().positive(), draft: draftSchema }).nullable(),
});
export type DeviceDraft = z.infer<typeof deviceDraftSchema>;

const goneSchema = z.array(z.object({ id: z.uuid(), personId: z.string() }));
/** A draft thrown away here, of which the server is still to be told. */
export type GoneDraft = z.infer<typeof goneSchema>[number];

const prefixOf = (cityId: string) => `decumano.draft.${cityId}.`;
const goneName = (cityId: string) => `decumano.draft-gone.${cityId}`;

function readJson<T>(schema: z.ZodType<T>, text: string | null): T | null {
  if (text === null) return null;
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Those that this version of the form can read. */
export function listDeviceDrafts(cityId: string): DeviceDraft[] {
  return listStored(prefixOf(cityId)).flatMap((name) => readJson(deviceDraftSchema, readStored(name)) ?? []);
}

/** @returns whether it is kept, which a full or switched-off storage refuses. */
export function storeDeviceDraft(cityId: string, kept: DeviceDraft): boolean {
  return writeStored(prefixOf(cityId) + kept.draft.id, JSON.stringify(kept));
}

export function removeDeviceDraft(cityId: string, id: string): void {
  writeStored(prefixOf(cityId) + id, null);
}

export function listGoneDrafts(cityId: string): GoneDraft[] {
  return readJson(goneSchema, readStored(goneName(cityId))) ?? [];
}

export function storeGoneDrafts(cityId: string, gone: readonly GoneDraft[]): void {
  writeStored(goneName(cityId), gone.length === 0 ? null : JSON.stringify(gone));
}
