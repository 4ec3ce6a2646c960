import type { Clearance, Severity } from "../../../domain/conflicts/finding.ts";
import type { JudgementStatus, Verdict } from "../../../domain/judgements/verdict.ts";
import type { LocalizedText } from "../../../domain/localized.ts";
import type { Db } from "../../platform/db.ts";

/** What stays while a finding's rows come and go. */
const sameFinding = (one: string, other: string) =>
  `${one}.a_phase_id = ${other}.a_phase_id AND ${one}.rule = ${other}.rule
     AND ${one}.counterpart_type = ${other}.counterpart_type AND ${one}.counterpart_key = ${other}.counterpart_key`;

/** The interventions, and with them the offices, whose phases `finding` names: `ai`, and `bi` where there is another. */
export const SIDES = `JOIN phase AS a ON a.id = finding.a_phase_id
    JOIN intervention AS ai ON ai.id = a.intervention_id
    LEFT JOIN phase AS b ON b.id = finding.b_phase_id
    LEFT JOIN intervention AS bi ON bi.id = b.intervention_id`;

/** The last of what an office said of `finding`, as `given`. */
export const givenBy = (office: string) => `LEFT JOIN LATERAL (
      SELECT * FROM judgement WHERE ${sameFinding("judgement", "finding")} AND office_id = ${office}
      ORDER BY id DESC LIMIT 1
    ) AS given ON true`;

/** How `finding` stands by `given`. @param today a parameter: the day of the city's calendar */
export const statusAt = (today: string) => `CASE
      WHEN given.id IS NULL OR given.verdict = 'withdrawn' THEN 'not-judged'
      WHEN given.fingerprint IS DISTINCT FROM finding.statement->>'fingerprint' THEN 'to-re-judge'
      WHEN given.verdict = 'defer' AND given.until <= ${today}::date THEN 'deferral-ended'
      ELSE 'judged' END`;

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

/** A judgement as JSON, its instants read by whoever asks. */
const given = (
  row: string,
) => `jsonb_build_object('id', ${row}.id, 'verdict', ${row}.verdict, 'reason', ${row}.reason,
      'action', ${row}.action, 'responsible', ${row}.responsible, 'dueOn', ${day(`${row}.due_on`)},
      'until', ${day(`${row}.until`)}, 'clearance', ${row}.clearance->'label', 'at', ${row}.at)`;

const facts = (
  row: string,
) => `jsonb_build_object('ruleVersion', ${row}.rule_version, 'severity', ${row}.severity,
      'weight', ${row}.statement->>'weight', 'startsAt', lower(${row}.overlap_during),
      'endsAt', upper(${row}.overlap_during), 'fingerprint', ${row}.statement->>'fingerprint',
      'foundAt', ${row}.found_at, 'endedAt', ${row}.ended_at)`;

export interface GivenJson {
  readonly id: number;
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly action: string | null;
  readonly responsible: string | null;
  readonly dueOn: string | null;
  readonly until: string | null;
  readonly clearance: LocalizedText | null;
  readonly at: string;
}

export interface FactsJson {
  readonly ruleVersion: number;
  readonly severity: Severity;
  readonly weight: "heavy" | "light";
  readonly startsAt: string;
  readonly endsAt: string;
  readonly fingerprint: string | null;
  readonly foundAt: string;
  readonly endedAt: string | null;
}

export interface StandingRow {
  readonly findingId: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly status: JudgementStatus;
  readonly given: GivenJson | null;
  readonly now: FactsJson;
  /** Null where that row is gone, with the programme that it was of. */
  readonly judged: FactsJson | null;
  readonly commentCount: number;
}

/** How each finding of these stands for each office that it concerns: one query, however many. */
export async function listStandings(
  db: Db,
  findingIds: readonly string[],
  today: string,
): Promise<StandingRow[]> {
  if (findingIds.length === 0) return [];
  const { rows } = await db.query<StandingRow>(
    `SELECT finding.id AS "findingId", office.id AS "officeId", office.name AS "officeName", ${statusAt("$2")} AS status,
       CASE WHEN given.id IS NOT NULL THEN ${given("given")} END AS given, ${facts("finding")} AS now,
       CASE WHEN judged.id IS NOT NULL THEN ${facts("judged")} END AS judged,
       (SELECT count(*)::integer FROM finding_comment WHERE ${sameFinding("finding_comment", "finding")}) AS "commentCount"
     FROM finding ${SIDES}
       CROSS JOIN LATERAL (SELECT DISTINCT id FROM unnest(ARRAY[ai.office_id, bi.office_id]) AS concerned (id)) AS concerned
       JOIN office ON office.id = concerned.id
       ${givenBy("office.id")}
       LEFT JOIN finding AS judged ON judged.id = given.finding_id
     WHERE finding.id = ANY($1::uuid[])
     ORDER BY finding.id, office.id`,
    [findingIds, today],
  );
  return rows;
}

/** Findings in force that name phases of an intervention. */
export async function listFindingIds(db: Db, interventionId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM finding
     WHERE ended_at IS NULL AND a_phase_id IN (SELECT id FROM phase WHERE intervention_id = $1)
     UNION SELECT id FROM finding
     WHERE ended_at IS NULL AND b_phase_id IN (SELECT id FROM phase WHERE intervention_id = $1)`,
    [interventionId],
  );
  return rows.map(({ id }) => id);
}

export interface NamedFinding {
  readonly id: string;
  readonly inForce: boolean;
  /** The one in force that is instead of it, or itself. */
  readonly nowId: string | null;
  /** Whose works it names. */
  readonly officeIds: string[];
  readonly interventionIds: string[];
}

export async function listNamed(db: Db, findingIds: readonly string[]): Promise<NamedFinding[]> {
  const { rows } = await db.query<NamedFinding>(
    `SELECT finding.id, finding.ended_at IS NULL AS "inForce",
       (SELECT id FROM finding AS standing WHERE standing.ended_at IS NULL AND ${sameFinding("standing", "finding")}) AS "nowId",
       array_remove(ARRAY[ai.office_id, bi.office_id], NULL) AS "officeIds",
       array_remove(ARRAY[ai.id, bi.id], NULL)::text[] AS "interventionIds"
     FROM finding ${SIDES} WHERE finding.id = ANY($1::uuid[])`,
    [findingIds],
  );
  return rows;
}

export interface NewJudgement {
  readonly officeId: string;
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly action: string | null;
  readonly responsible: string | null;
  readonly dueOn: string | null;
  readonly until: string | null;
  readonly clearance: Clearance | null;
  readonly authorId: string;
  readonly at: Date;
}

/** The same judgement of each of these findings. @returns the ids, each with its finding's */
export async function insertJudgements(
  db: Db,
  findingIds: readonly string[],
  judgement: NewJudgement,
): Promise<{ readonly id: number; readonly findingId: string }[]> {
  const { rows } = await db.query<{ id: number; findingId: string }>(
    `INSERT INTO judgement (finding_id, rule, a_phase_id, counterpart_type, counterpart_key, fingerprint,
       office_id, verdict, reason, action, responsible, due_on, until, clearance, author_id, at)
     SELECT id, rule, a_phase_id, counterpart_type, counterpart_key, statement->>'fingerprint',
       $2, $3, $4, $5, $6, $7::date, $8::date, $9::jsonb, $10, $11
     FROM finding WHERE id = ANY($1::uuid[]) ORDER BY id
     RETURNING id, finding_id AS "findingId"`,
    [
      findingIds,
      judgement.officeId,
      judgement.verdict,
      judgement.reason,
      judgement.action,
      judgement.responsible,
      judgement.dueOn,
      judgement.until,
      judgement.clearance === null ? null : JSON.stringify(judgement.clearance),
      judgement.authorId,
      judgement.at,
    ],
  );
  return rows;
}

export interface NewComment {
  readonly id: string;
  readonly findingId: string;
  readonly officeId: string;
  readonly text: string;
  readonly authorId: string;
  readonly at: Date;
}

/** @returns false when a comment of this id is there already */
export async function insertComment(db: Db, comment: NewComment): Promise<boolean> {
  const { rows } = await db.query(
    `INSERT INTO finding_comment (id, finding_id, rule, a_phase_id, counterpart_type, counterpart_key, office_id, text,
       author_id, at)
     SELECT $1, id, rule, a_phase_id, counterpart_type, counterpart_key, $3, $4, $5, $6 FROM finding WHERE id = $2
     ON CONFLICT DO NOTHING RETURNING id`,
    [comment.id, comment.findingId, comment.officeId, comment.text, comment.authorId, comment.at],
  );
  return rows.length === 1;
}

export async function findComment(
  db: Db,
  id: string,
): Promise<{ readonly findingId: string; readonly text: string; readonly authorId: string } | null> {
  const { rows } = await db.query<{ findingId: string; text: string; authorId: string }>(
    `SELECT finding_id AS "findingId", text, author_id AS "authorId" FROM finding_comment WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

interface Authored {
  readonly officeId: string;
  readonly officeName: string;
  readonly authorId: string;
  readonly at: Date;
}

export interface FindingStory {
  readonly spells: readonly FactsJson[];
  readonly judgements: readonly (Authored & { readonly given: GivenJson })[];
  readonly comments: readonly (Authored & { readonly id: string; readonly text: string })[];
}

/** All rows of the finding that this one is of, and what was said of them; null when there is none. */
export async function findStory(db: Db, findingId: string): Promise<FindingStory | null> {
  const spells = await db.query<{ facts: FactsJson }>(
    `SELECT ${facts("spell")} AS facts
     FROM finding JOIN finding AS spell ON ${sameFinding("spell", "finding")}
     WHERE finding.id = $1 ORDER BY spell.found_at, spell.ended_at NULLS LAST`,
    [findingId],
  );
  if (spells.rows.length === 0) return null;
  const about = (table: string, told: string) => `
    SELECT ${told}, said.office_id AS "officeId", office.name AS "officeName", said.author_id AS "authorId", said.at
    FROM finding JOIN ${table} AS said ON ${sameFinding("said", "finding")} JOIN office ON office.id = said.office_id
    WHERE finding.id = $1 ORDER BY said.at, said.id`;
  const judgements = await db.query<FindingStory["judgements"][number]>(
    about("judgement", `${given("said")} AS given`),
    [findingId],
  );
  const comments = await db.query<FindingStory["comments"][number]>(
    about("finding_comment", "said.id, said.text"),
    [findingId],
  );
  return {
    spells: spells.rows.map((row) => row.facts),
    judgements: judgements.rows,
    comments: comments.rows,
  };
}
