import type { InterventionState } from "../../../domain/interventions/intervention.ts";
import type { Reinstatement } from "../../../domain/interventions/lifecycle.ts";
import type { Db } from "../../platform/db.ts";

export interface Moved {
  readonly state: InterventionState;
  readonly live: boolean;
  readonly urgent: boolean;
  readonly reinstatement: Reinstatement | null;
  readonly reinstatedAt: Date | null;
  readonly at: Date;
}

/** Its phases take ground, or do not, as the state says. */
export async function moveIntervention(db: Db, id: string, moved: Moved): Promise<void> {
  await db.query(
    `UPDATE intervention SET state = $2, urgent = $3, reinstatement = $4, reinstated_at = $5,
       version = version + 1, updated_at = $6
     WHERE id = $1`,
    [id, moved.state, moved.urgent, moved.reinstatement, moved.reinstatedAt, moved.at],
  );
  await db.query("UPDATE phase SET live = $2 WHERE intervention_id = $1 AND NOT removed AND live <> $2", [
    id,
    moved.live,
  ]);
}

export async function putOffEnd(db: Db, phaseId: string, endsAt: Date): Promise<void> {
  await db.query("UPDATE phase SET during = tstzrange(lower(during), $2) WHERE id = $1", [phaseId, endsAt]);
}

export interface ExtensionRow {
  readonly phaseId: string;
  readonly from: Date;
  readonly to: Date;
  readonly reason: string | null;
  readonly at: Date;
}

/** Writes down that ends were put off. */
export async function insertExtensions(
  db: Db,
  interventionId: string,
  extensions: readonly ExtensionRow[],
): Promise<void> {
  if (extensions.length === 0) return;
  await db.query(
    `INSERT INTO phase_extension (intervention_id, phase_id, ended_at, extended_to, reason, at)
     SELECT $1, * FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::timestamptz[])`,
    [
      interventionId,
      extensions.map(({ phaseId }) => phaseId),
      extensions.map(({ from }) => from),
      extensions.map(({ to }) => to),
      extensions.map(({ reason }) => reason),
      extensions.map(({ at }) => at),
    ],
  );
}

export async function listExtensions(db: Db, interventionId: string): Promise<ExtensionRow[]> {
  const { rows } = await db.query<ExtensionRow>(
    `SELECT phase_id AS "phaseId", ended_at AS "from", extended_to AS "to", reason, at
     FROM phase_extension WHERE intervention_id = $1 ORDER BY id`,
    [interventionId],
  );
  return rows;
}
