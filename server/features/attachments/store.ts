import type { AttachmentType } from "../../../domain/attachments/media-types.ts";
import type { Db } from "../../platform/db.ts";

export interface AttachmentRow {
  readonly id: string;
  readonly interventionId: string;
  readonly name: string;
  readonly mediaType: AttachmentType;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly addedAt: Date;
}

const COLUMNS = `id, intervention_id AS "interventionId", name, media_type AS "mediaType", size_bytes AS "sizeBytes",
  sha256, added_at AS "addedAt"`;

export async function listAttachments(db: Db, interventionId: string): Promise<AttachmentRow[]> {
  const { rows } = await db.query<AttachmentRow>(
    `SELECT ${COLUMNS} FROM attachment WHERE intervention_id = $1 AND removed_at IS NULL ORDER BY added_at, id`,
    [interventionId],
  );
  return rows;
}

/** One that was not removed, or null. */
export async function findAttachment(
  db: Db,
  interventionId: string,
  id: string,
): Promise<AttachmentRow | null> {
  const { rows } = await db.query<AttachmentRow>(
    `SELECT ${COLUMNS} FROM attachment WHERE id = $2 AND intervention_id = $1 AND removed_at IS NULL`,
    [interventionId, id],
  );
  return rows[0] ?? null;
}

/** @returns false when the id is already in use */
export async function insertAttachment(db: Db, row: AttachmentRow): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO attachment (id, intervention_id, name, media_type, size_bytes, sha256, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`,
    [row.id, row.interventionId, row.name, row.mediaType, row.sizeBytes, row.sha256, row.addedAt],
  );
  return rowCount === 1;
}

export async function markRemoved(db: Db, id: string, at: Date): Promise<void> {
  await db.query("UPDATE attachment SET removed_at = $2 WHERE id = $1", [id, at]);
}
