import type { Db } from "../../../server/platform/db.ts";

export interface CardCount {
  readonly interferences: number;
  readonly duties: number;
  readonly opportunities: number;
}

/**
 * Cards of each live intervention: findings of one rule are one card by class and, between works, by the other
 * intervention, else by sort of thing (`collapseKey`); a finding between two counts for both.
 */
export async function countCards(db: Db): Promise<CardCount[]> {
  const { rows } = await db.query<CardCount>(
    `WITH side AS (
       SELECT a_intervention_id AS id, class, concat_ws('/', rule, coalesce(b_intervention_id::text, counterpart_type)) AS card
       FROM finding WHERE ended_at IS NULL
       UNION
       SELECT b_intervention_id, class, concat_ws('/', rule, a_intervention_id)
       FROM finding WHERE ended_at IS NULL AND b_intervention_id IS NOT NULL
     )
     SELECT count(card) FILTER (WHERE class = 'interference')::integer AS interferences,
       count(card) FILTER (WHERE class = 'duty')::integer AS duties,
       count(card) FILTER (WHERE class = 'opportunity')::integer AS opportunities
     FROM (SELECT DISTINCT intervention_id AS id FROM phase WHERE live) AS intervention LEFT JOIN side USING (id)
     GROUP BY id`,
  );
  return rows;
}

export interface RuleCount {
  readonly rule: string;
  readonly class: string;
  readonly findings: number;
}

/** Findings in force by rule and class, counted as cards; the rule that speaks most comes first. */
export async function countFindingsByRule(db: Db): Promise<RuleCount[]> {
  const { rows } = await db.query<RuleCount>(
    `SELECT rule, class,
       count(DISTINCT (a_intervention_id, coalesce(b_intervention_id::text, counterpart_type)))::integer AS findings
     FROM finding WHERE ended_at IS NULL GROUP BY rule, class ORDER BY findings DESC, rule, class`,
  );
  return rows;
}
