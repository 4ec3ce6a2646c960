import type { Db } from "../../platform/db.ts";

export interface RegularisationRow {
  readonly startedAt: Date;
  readonly dueOn: string;
  readonly doneAt: Date | null;
  readonly reference: string;
}

/** Does nothing when the clock runs already. */
export async function startRegularisation(
  db: Db,
  interventionId: string,
  startedAt: Date,
  dueOn: string,
): Promise<void> {
  await db.query(
    `INSERT INTO regularisation (intervention_id, started_at, due_on) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING`,
    [interventionId, startedAt, dueOn],
  );
}

export async function findRegularisation(db: Db, interventionId: string): Promise<RegularisationRow | null> {
  const { rows } = await db.query<RegularisationRow>(
    `SELECT started_at AS "startedAt", to_char(due_on, 'YYYY-MM-DD') AS "dueOn", done_at AS "doneAt", reference
     FROM regularisation WHERE intervention_id = $1`,
    [interventionId],
  );
  return rows[0] ?? null;
}

/** Whose an urgent dig is; null when there is none, or when it was deleted. */
export async function findDigOffice(db: Db, interventionId: string): Promise<{ officeId: string } | null> {
  const { rows } = await db.query<{ officeId: string }>(
    `SELECT office_id AS "officeId" FROM intervention JOIN regularisation ON intervention_id = id
     WHERE id = $1 AND deleted_at IS NULL`,
    [interventionId],
  );
  return rows[0] ?? null;
}

/** The first time counts. */
export async function endRegularisation(
  db: Db,
  interventionId: string,
  done: { readonly at: Date; readonly personId: string; readonly reference: string },
): Promise<void> {
  await db.query(
    `UPDATE regularisation SET done_at = $2, done_by = $3, reference = $4
     WHERE intervention_id = $1 AND done_at IS NULL`,
    [interventionId, done.at, done.personId, done.reference],
  );
}
