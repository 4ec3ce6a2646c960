import type { z } from "zod";
import { type Refusal, refuse } from "../../../domain/contract/problems.ts";
import {
  type draftHeadSchema,
  MAX_DRAFTS,
  type putDraft,
  type SavedDraft,
} from "../../../domain/drafts/contract.ts";
import type { Db } from "../../platform/db.ts";
import * as store from "./store.ts";

type DraftHead = z.infer<typeof draftHeadSchema>;
type Change = z.output<(typeof putDraft)["body"]>;

const toHead = ({ id, revision, formVersion, updatedAt }: store.DraftHeadRow): DraftHead => ({
  id,
  revision,
  formVersion,
  updatedAt: updatedAt.toISOString(),
});

const toDraft = (row: store.DraftRow): SavedDraft => ({ ...toHead(row), content: JSON.parse(row.content) });

export async function listDrafts(db: Db, personId: string): Promise<DraftHead[]> {
  return (await store.listDrafts(db, personId)).map(toHead);
}

export async function findDraft(db: Db, personId: string, id: string): Promise<SavedDraft | null> {
  const row = await store.findDraft(db, personId, id);
  return row === null ? null : toDraft(row);
}

function refuseOlder(newer: store.DraftRow | null): Refusal<"version-conflict"> {
  const message = newer === null ? "deleted since" : `now ${newer.revision}`;
  return refuse("version-conflict", {
    detail: "this draft was saved or deleted elsewhere meanwhile",
    errors: [{ field: "revision", message }],
    current: newer === null ? null : toDraft(newer),
  });
}

/** The same content sent again, because its answer was lost, is what it was: saved. */
function isRepeated(row: store.DraftRow, { revision, formVersion }: Change, content: string): boolean {
  return row.revision === revision + 1 && row.formVersion === formVersion && row.content === content;
}

export async function saveDraft(
  db: Db,
  personId: string,
  id: string,
  change: Change,
  nowMs: number,
): Promise<DraftHead | Refusal<"version-conflict" | "too-many-drafts">> {
  const content = JSON.stringify(change.content);
  const draft = { id, formVersion: change.formVersion, content, at: new Date(nowMs) };
  const found = await store.findDraft(db, personId, id, true);
  if (found === null) {
    if (change.revision !== 0) return refuseOlder(null);
    if ((await store.countDrafts(db, personId)) >= MAX_DRAFTS) {
      return refuse("too-many-drafts", { detail: `at most ${MAX_DRAFTS}: delete one` });
    }
    if (await store.insertDraft(db, personId, draft))
      return toHead({ ...draft, revision: 1, updatedAt: draft.at });
  }
  const stands = found ?? (await store.findDraft(db, personId, id, true));
  if (stands !== null && isRepeated(stands, change, content)) return toHead(stands);
  if (stands === null || stands.revision !== change.revision) return refuseOlder(stands);
  await store.updateDraft(db, personId, draft);
  return toHead({ ...draft, revision: stands.revision + 1, updatedAt: draft.at });
}

export function deleteDraft(db: Db, personId: string, id: string): Promise<void> {
  return store.deleteDraft(db, personId, id);
}
