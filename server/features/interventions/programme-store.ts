import type { Db } from "../../platform/db.ts";

export interface RemovedIntervention {
  readonly id: string;
  readonly title: string;
}

/**
 * Takes the next synthetic interventions away, with their phases and the findings about them: what never existed
 * leaves no trace but its audit. Those of real interventions stay, but for what stood between them and these.
 */
export async function removeSynthetic(db: Db, limit: number): Promise<RemovedIntervention[]> {
  const { rows } = await db.query<RemovedIntervention>(
    "SELECT id, title FROM intervention WHERE synthetic ORDER BY id LIMIT $1 FOR UPDATE",
    [limit],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  await db.query(
    `DELETE FROM finding USING phase
     WHERE (a_phase_id = phase.id OR b_phase_id = phase.id) AND phase.intervention_id = ANY($1::uuid[])`,
    [ids],
  );
  await db.query("DELETE FROM phase WHERE intervention_id = ANY($1::uuid[])", [ids]);
  await db.query("DELETE FROM intervention WHERE id = ANY($1::uuid[])", [ids]);
  return rows;
}

export async function countSynthetic(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "SELECT count(*)::integer AS count FROM intervention WHERE synthetic",
  );
  return rows[0]!.count;
}
