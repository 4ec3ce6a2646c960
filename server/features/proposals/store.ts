import type { ProposalAction } from "../../../domain/proposals/proposal-state.ts";
import type { Db } from "../../platform/db.ts";

export interface SideRow {
  readonly phaseId: string;
  readonly interventionId: string;
  readonly title: string;
  readonly place: string;
  readonly officeId: string;
  readonly officeName: string;
  /** Of the phase as it is now; null where it is there no more. */
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

export interface StepRow {
  readonly id: number;
  readonly action: ProposalAction;
  readonly officeId: string;
  readonly officeName: string;
  readonly reason: string | null;
  readonly at: string;
  readonly offer: {
    readonly movingPhaseId: string;
    readonly was: readonly [string, string];
    readonly to: readonly [string, string];
    readonly other: readonly [string, string];
  } | null;
}

export interface ProposalRow {
  readonly id: string;
  readonly findingId: string;
  readonly sharedSquareMetres: number;
  readonly a: SideRow;
  readonly b: SideRow;
  readonly steps: readonly StepRow[];
}

/** One side as JSON, its instants read by whoever asks. */
const side = (phaseId: string, intervention: string, office: string, phase: string) =>
  `jsonb_build_object('phaseId', ${phaseId}, 'interventionId', ${intervention}.id, 'title', ${intervention}.title,
     'place', ${intervention}.place, 'officeId', ${office}.id, 'officeName', ${office}.name,
     'startsAt', lower(${phase}.during), 'endsAt', upper(${phase}.during))`;

const PROPOSALS = `SELECT proposal.id, proposal.finding_id AS "findingId",
    shared_square_metres AS "sharedSquareMetres",
    ${side("proposal.a_phase_id", "ai", "ao", "a")} AS a, ${side("proposal.b_phase_id", "bi", "bo", "b")} AS b, said.steps
  FROM proposal
    JOIN intervention AS ai ON ai.id = a_intervention_id
    JOIN intervention AS bi ON bi.id = b_intervention_id
    JOIN office AS ao ON ao.id = ai.office_id
    JOIN office AS bo ON bo.id = bi.office_id
    LEFT JOIN phase AS a ON a.id = proposal.a_phase_id AND a.live
    LEFT JOIN phase AS b ON b.id = proposal.b_phase_id AND b.live
    CROSS JOIN LATERAL (
      SELECT max(step.id) AS last, jsonb_agg(jsonb_build_object('id', step.id, 'action', action, 'officeId', step.office_id,
          'officeName', office.name, 'reason', reason, 'at', at, 'offer',
          CASE WHEN moving_phase_id IS NOT NULL THEN jsonb_build_object('movingPhaseId', moving_phase_id,
            'was', jsonb_build_array(lower(moving_was), upper(moving_was)),
            'to', jsonb_build_array(lower(moving_to), upper(moving_to)),
            'other', jsonb_build_array(lower(other_at), upper(other_at))) END) ORDER BY step.id) AS steps
      FROM proposal_step AS step JOIN office ON office.id = step.office_id WHERE proposal_id = proposal.id
    ) AS said`;

export interface Asked {
  readonly officeId: string | null;
  readonly interventionId: string | null;
  /** Those that ended in no are left out. */
  readonly running: boolean;
}

const MOST = 200;

export async function listProposals(
  db: Db,
  { officeId, interventionId, running }: Asked,
): Promise<ProposalRow[]> {
  const { rows } = await db.query<ProposalRow>(
    `${PROPOSALS}
     WHERE ($1::text IS NULL OR $1 IN (ai.office_id, bi.office_id))
       AND ($2::uuid IS NULL OR $2 IN (a_intervention_id, b_intervention_id))
       AND (NOT $3 OR (SELECT action FROM proposal_step WHERE id = said.last) NOT IN ('decline', 'withdraw'))
     ORDER BY said.last DESC LIMIT ${MOST}`,
    [officeId, interventionId, running],
  );
  return rows;
}

/** The proposal, held to the end of the transaction where it is to be answered. */
export async function findProposal(db: Db, id: string, hold = false): Promise<ProposalRow | null> {
  if (hold) await db.query("SELECT FROM proposal WHERE id = $1 FOR UPDATE", [id]);
  const { rows } = await db.query<ProposalRow>(`${PROPOSALS} WHERE proposal.id = $1`, [id]);
  return rows[0] ?? null;
}

/** The two phases of an opportunity to dig once, the smaller id first. */
export interface PairRow {
  readonly findingId: string;
  readonly inForce: boolean;
  readonly sharedSquareMetres: number;
  readonly a: SideRow;
  readonly b: SideRow;
}

export async function findPair(db: Db, findingId: string): Promise<PairRow | null> {
  const { rows } = await db.query<PairRow>(
    `SELECT finding.id AS "findingId", ended_at IS NULL AS "inForce",
       CASE WHEN ST_Intersects(a.geom, b.geom) THEN ST_Area(ST_Intersection(a.geom, b.geom, 0.0001)) ELSE 0 END
         AS "sharedSquareMetres",
       ${side("a.id", "ai", "ao", "a")} AS a, ${side("b.id", "bi", "bo", "b")} AS b
     FROM finding
       JOIN phase AS a ON a.id = finding.a_phase_id
       JOIN phase AS b ON b.id = finding.b_phase_id
       JOIN intervention AS ai ON ai.id = a.intervention_id
       JOIN intervention AS bi ON bi.id = b.intervention_id
       JOIN office AS ao ON ao.id = ai.office_id
       JOIN office AS bo ON bo.id = bi.office_id
     WHERE finding.id = $1 AND rule = 'dig-once'`,
    [findingId],
  );
  return rows[0] ?? null;
}

/** Whoever makes a proposal about these two waits for whoever is making one. */
export async function lockPair(db: Db, { a, b }: Pick<PairRow, "a" | "b">): Promise<void> {
  await db.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`${a.phaseId} ${b.phaseId}`]);
}

/** Proposals about these two that ended in no no. */
export async function hasRunning(db: Db, { a, b }: Pick<PairRow, "a" | "b">): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM proposal WHERE a_phase_id = $1 AND b_phase_id = $2
       AND (SELECT action FROM proposal_step WHERE proposal_id = proposal.id ORDER BY id DESC LIMIT 1)
         NOT IN ('decline', 'withdraw')`,
    [a.phaseId, b.phaseId],
  );
  return rows.length > 0;
}

export async function insertProposal(db: Db, id: string, pair: PairRow): Promise<void> {
  await db.query(
    `INSERT INTO proposal (id, finding_id, a_phase_id, b_phase_id, a_intervention_id, b_intervention_id,
       shared_square_metres)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      pair.findingId,
      pair.a.phaseId,
      pair.b.phaseId,
      pair.a.interventionId,
      pair.b.interventionId,
      pair.sharedSquareMetres,
    ],
  );
}

export interface NewStep {
  readonly proposalId: string;
  readonly action: ProposalAction;
  readonly officeId: string;
  readonly authorId: string;
  readonly reason: string | null;
  readonly at: Date;
  readonly offer: {
    readonly movingPhaseId: string;
    readonly was: readonly [string, string];
    readonly to: readonly [string, string];
    readonly other: readonly [string, string];
  } | null;
}

export async function insertStep(db: Db, { offer, ...step }: NewStep): Promise<void> {
  await db.query(
    `INSERT INTO proposal_step (proposal_id, action, office_id, author_id, reason, at, moving_phase_id, moving_was,
       moving_to, other_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7,
       CASE WHEN $7::uuid IS NOT NULL THEN tstzrange($8, $9) END,
       CASE WHEN $7::uuid IS NOT NULL THEN tstzrange($10, $11) END,
       CASE WHEN $7::uuid IS NOT NULL THEN tstzrange($12, $13) END)`,
    [
      step.proposalId,
      step.action,
      step.officeId,
      step.authorId,
      step.reason,
      step.at,
      offer?.movingPhaseId ?? null,
      ...(offer?.was ?? [null, null]),
      ...(offer?.to ?? [null, null]),
      ...(offer?.other ?? [null, null]),
    ],
  );
}
