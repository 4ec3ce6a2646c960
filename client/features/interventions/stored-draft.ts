import { z } from "zod";
import { readStored, writeStored } from "../../ui/stored.ts";
import { type Draft, draftSchema } from "./draft.ts";

const storedSchema = z.object({ version: z.literal(2), draft: draftSchema });

const nameFor = (cityId: string) => `decumano.draft.${cityId}`;

/** The draft left on this device, or null; one written by another version of the form counts as none. */
export function findStoredDraft(cityId: string): Draft | null {
  const text = readStored(nameFor(cityId));
  if (text === null) return null;
  try {
    const stored = storedSchema.safeParse(JSON.parse(text));
    return stored.success ? stored.data.draft : null;
  } catch {
    return null;
  }
}

/** @returns whether it is kept, which a full or switched-off storage refuses. */
export function storeDraft(cityId: string, draft: Draft | null): boolean {
  return writeStored(nameFor(cityId), draft === null ? null : JSON.stringify({ version: 2, draft }));
}
