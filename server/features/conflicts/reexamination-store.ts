import type { InterventionKind } from "../../../domain/interventions/intervention.ts";
import type { ReexaminationState } from "../../../domain/rules-catalogue/contract.ts";
import type { Db } from "../../platform/db.ts";

export interface ReexaminationRow {
  readonly id: number;
  readonly rules: readonly string[];
  readonly kinds: readonly InterventionKind[];
  readonly target: string;
  readonly state: ReexaminationState;
  readonly total: number | null;
  readonly done: number;
  readonly afterId: string | null;
  readonly askedAt: Date;
  readonly endedAt: Date | null;
}

const COLUMNS = `id, rules, kinds, target, state, total, done, after_id AS "afterId", asked_at AS "askedAt",
  ended_at AS "endedAt"`;
const ROW = `SELECT ${COLUMNS} FROM reexamination`;
const OPEN = "state IN ('waiting', 'running', 'stopped', 'failed')";

/** No page of an examination is under way, and nobody else asks for one, until this transaction ends. */
export async function lockReexaminations(db: Db): Promise<void> {
  await db.query("LOCK TABLE reexamination IN SHARE ROW EXCLUSIVE MODE");
}

export async function findOpen(db: Db): Promise<ReexaminationRow | null> {
  const { rows } = await db.query<ReexaminationRow>(`${ROW} WHERE ${OPEN}`);
  return rows[0] ?? null;
}

/**
 * The one that is open and not stopped, held to the end of the transaction. Written at once: had it only been read, a
 * change could come between (`lockReexaminations`) and each would wait for the other.
 */
export async function takeGoing(db: Db): Promise<ReexaminationRow | null> {
  const { rows } = await db.query<ReexaminationRow>(
    `UPDATE reexamination SET state = 'running' WHERE ${OPEN} AND state <> 'stopped' RETURNING ${COLUMNS}`,
  );
  return rows[0] ?? null;
}

export async function findLatest(db: Db): Promise<ReexaminationRow | null> {
  const { rows } = await db.query<ReexaminationRow>(`${ROW} ORDER BY id DESC LIMIT 1`);
  return rows[0] ?? null;
}

export async function insertReexamination(
  db: Db,
  { rules, kinds, target }: Pick<ReexaminationRow, "rules" | "kinds" | "target">,
  at: Date,
): Promise<void> {
  await db.query(
    "INSERT INTO reexamination (rules, kinds, target, state, asked_at) VALUES ($1, $2, $3, 'waiting', $4)",
    [rules, kinds, target, at],
  );
}

export async function writeProgress(
  db: Db,
  { id, total, done, afterId }: Pick<ReexaminationRow, "id" | "total" | "done" | "afterId">,
): Promise<void> {
  await db.query(
    `UPDATE reexamination SET total = greatest($2::integer, $3), done = $3, after_id = $4 WHERE id = $1`,
    [id, total, done, afterId],
  );
}

/** @returns false when it was in none of the states that this may follow on */
export async function changeState(
  db: Db,
  id: number,
  from: readonly ReexaminationState[],
  to: ReexaminationState,
  endedAt: Date | null = null,
): Promise<boolean> {
  const { rows } = await db.query(
    "UPDATE reexamination SET state = $3, ended_at = $4 WHERE id = $1 AND state = ANY($2::text[]) RETURNING id",
    [id, from, to, endedAt],
  );
  return rows.length === 1;
}
