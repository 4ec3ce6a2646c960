/** The server's drafts, with each expected answer as a value. */
import { z } from "zod";
import {
  deleteDraft,
  getDraft,
  listDrafts,
  putDraft,
  type SavedDraft,
  savedDraftSchema,
} from "../../../domain/drafts/contract.ts";
import { call, ProblemError, UnreachableError } from "../../api/call.ts";
import { type DraftContent, draftContentSchema, FORM_VERSION } from "./device-drafts.ts";

export interface ServerDraft extends DraftContent {
  readonly revision: number;
  readonly updatedAtMs: number;
}

export type PutOutcome =
  | { readonly kind: "kept"; readonly revision: number; readonly updatedAtMs: number }
  /** Written elsewhere in between; null: deleted there. */
  | { readonly kind: "conflict"; readonly theirs: ServerDraft | null }
  /** Nothing that trying again would change; `unreadable`: another version of the form wrote what is there. */
  | { readonly kind: "refused"; readonly reason: "too-many" | "too-large" | "unreadable" | "other" }
  | { readonly kind: "signed-out" }
  /** No network, or a server that cannot just now. */
  | { readonly kind: "unreachable" };

/** Browsers refuse more of a request that outlives its page; the rest of it is not ours to count. */
const MAX_KEEPALIVE_BYTES = 60_000;

export async function putToServer(
  content: DraftContent,
  revision: number,
  keepalive = false,
): Promise<PutOutcome> {
  if (keepalive && JSON.stringify(content).length > MAX_KEEPALIVE_BYTES) return { kind: "unreachable" };
  const put = (sent: DraftContent) =>
    call(putDraft, {
      params: { draftId: sent.draft.id },
      body: { revision, formVersion: FORM_VERSION, content: { ...sent } },
      keepalive,
    });
  try {
    const head = await put(content).catch((error: unknown) => {
      // What it was begun from is only good for merging: the draft itself goes before it.
      if (content.base !== null && isTooLarge(error)) return put({ ...content, base: null });
      throw error;
    });
    return { kind: "kept", revision: head.revision, updatedAtMs: Date.parse(head.updatedAt) };
  } catch (error) {
    return putTrouble(error);
  }
}

function putTrouble(error: unknown): PutOutcome {
  if (error instanceof UnreachableError) return { kind: "unreachable" };
  if (!(error instanceof ProblemError)) throw error;
  if (isTooLarge(error)) return { kind: "refused", reason: "too-large" };
  const { code, status, current } = error.problem;
  if (code === "not-signed-in") return { kind: "signed-out" };
  if (code === "too-many-drafts") return { kind: "refused", reason: "too-many" };
  if (status === 429 || status >= 500) return { kind: "unreachable" };
  if (code !== "version-conflict") return { kind: "refused", reason: "other" };
  const theirs = z
    .object({ ...savedDraftSchema.shape })
    .nullable()
    .safeParse(current ?? null);
  const read = theirs.success && theirs.data !== null ? readSaved(theirs.data) : null;
  if (theirs.success && theirs.data === null) return { kind: "conflict", theirs: null };
  return read === null ? { kind: "refused", reason: "unreadable" } : { kind: "conflict", theirs: read };
}

function isTooLarge(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { code, errors } = error.problem;
  return (
    code === "too-large" ||
    (code === "bad-input" && (errors ?? []).some(({ field }) => /content$/.test(field)))
  );
}

/** Null where another version of the form wrote it. */
function readSaved({ formVersion, content, revision, updatedAt }: SavedDraft): ServerDraft | null {
  if (formVersion !== FORM_VERSION) return null;
  const read = draftContentSchema.safeParse(content);
  return read.success ? { ...read.data, revision, updatedAtMs: Date.parse(updatedAt) } : null;
}

/** @returns null when it is not there, is another's, or was written by another version of the form. */
export async function findOnServer(draftId: string): Promise<ServerDraft | null> {
  try {
    // What is being changed is mostly a saved intervention, of which there is no draft yet.
    const { drafts } = await call(listDrafts);
    if (!drafts.some(({ id }) => id === draftId)) return null;
    return readSaved(await call(getDraft, { params: { draftId } }));
  } catch (error) {
    if (error instanceof ProblemError && ["not-found", "not-signed-in"].includes(error.problem.code))
      return null;
    throw error;
  }
}

/** @returns whether the server is rid of it. */
export async function removeFromServer(draftId: string): Promise<boolean> {
  try {
    await call(deleteDraft, { params: { draftId } });
    return true;
  } catch (error) {
    if (error instanceof UnreachableError || error instanceof ProblemError) return false;
    throw error;
  }
}
