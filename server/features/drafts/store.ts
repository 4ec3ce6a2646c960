import type { SavedDraft } from "../../../domain/drafts/contract.ts";
import type { Db } from "../../platform/db.ts";

export interface DraftHeadRow {
  readonly id: string;
  readonly revision: number;
  readonly formVersion: number;
  readonly updatedAt: Date;
}

export interface DraftRow extends DraftHeadRow {
  /** JSON. */
  readonly content: string;
}

const HEAD = `id, revision, form_version AS "formVersion", updated_at AS "updatedAt"`;

export async function listDrafts(db: Db, personId: string): Promise<DraftHeadRow[]> {
  const { rows } = await db.query<DraftHeadRow>(
    `SELECT ${HEAD} FROM draft WHERE person_id = $1 ORDER BY updated_at DESC, id`,
    [personId],
  );
  return rows;
}

/** @param lock hold it against other saves to the end */
export async function findDraft(
  db: Db,
  personId: string,
  id: string,
  lock = false,
): Promise<DraftRow | null> {
  const { rows } = await db.query<DraftRow>(
    `SELECT ${HEAD}, content FROM draft WHERE person_id = $1 AND id = $2 ${lock ? "FOR UPDATE" : ""}`,
    [personId, id],
  );
  return rows[0] ?? null;
}

export async function countDrafts(db: Db, personId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "SELECT count(*)::integer AS count FROM draft WHERE person_id = $1",
    [personId],
  );
  return rows[0]!.count;
}

export type NewDraft = Pick<SavedDraft, "id" | "formVersion"> & {
  readonly content: string;
  readonly at: Date;
};

/** @returns false when another save came first */
export async function insertDraft(db: Db, personId: string, draft: NewDraft): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO draft (person_id, id, revision, form_version, content, updated_at)
     VALUES ($1, $2, 1, $3, $4, $5) ON CONFLICT (person_id, id) DO NOTHING`,
    [personId, draft.id, draft.formVersion, draft.content, draft.at],
  );
  return rowCount === 1;
}

export async function updateDraft(db: Db, personId: string, draft: NewDraft): Promise<void> {
  await db.query(
    `UPDATE draft SET revision = revision + 1, form_version = $3, content = $4, updated_at = $5
     WHERE person_id = $1 AND id = $2`,
    [personId, draft.id, draft.formVersion, draft.content, draft.at],
  );
}

export async function deleteDraft(db: Db, personId: string, id: string): Promise<void> {
  await db.query("DELETE FROM draft WHERE person_id = $1 AND id = $2", [personId, id]);
}
