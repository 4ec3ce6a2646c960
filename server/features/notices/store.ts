import type { OwnedNetwork } from "../../../domain/city/city-data.ts";
import type { InterventionState } from "../../../domain/interventions/intervention.ts";
import type { Notice } from "../../../domain/notices/contract.ts";
import type { Db } from "../../platform/db.ts";

export interface NoticeRow {
  readonly id: number;
  readonly kind: Notice["kind"];
  readonly interventionId: string;
  readonly title: string;
  readonly place: string;
  readonly officeName: string;
  readonly gone: boolean;
  readonly ownId: string | null;
  readonly ownTitle: string | null;
  readonly ownPlace: string | null;
  readonly details: { readonly networks?: OwnedNetwork[]; readonly state?: InterventionState };
  readonly at: Date;
  readonly read: boolean;
}

export async function listNotices(
  db: Db,
  { officeId, personId }: { readonly officeId: string; readonly personId: string },
  before: number | null,
  limit: number,
): Promise<NoticeRow[]> {
  const { rows } = await db.query<NoticeRow>(
    `SELECT notice.id, notice.kind, intervention.id AS "interventionId", intervention.title, intervention.place,
       office.name AS "officeName", intervention.deleted_at IS NOT NULL AS gone, own.id AS "ownId",
       own.title AS "ownTitle", own.place AS "ownPlace", details, notice.at, notice_read.person_id IS NOT NULL AS read
     FROM notice
       JOIN intervention ON intervention.id = notice.intervention_id
       JOIN office ON office.id = intervention.office_id
       LEFT JOIN intervention AS own ON own.id = own_intervention_id
       LEFT JOIN notice_read ON notice_read.notice_id = notice.id AND person_id = $2
     WHERE notice.office_id = $1 AND ($3::bigint IS NULL OR notice.id < $3)
     ORDER BY notice.id DESC LIMIT $4`,
    [officeId, personId, before, limit],
  );
  return rows;
}

export async function countUnread(
  db: Db,
  { officeId, personId }: { readonly officeId: string; readonly personId: string },
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM notice
     WHERE office_id = $1 AND NOT EXISTS (SELECT 1 FROM notice_read WHERE notice_id = notice.id AND person_id = $2)`,
    [officeId, personId],
  );
  return rows[0]!.count;
}

/** Notices of the person's office among these, and all of its up to one. */
export async function markRead(
  db: Db,
  { officeId, personId }: { readonly officeId: string; readonly personId: string },
  ids: readonly number[],
  upTo: number | null,
  at: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO notice_read (person_id, notice_id, read_at)
     SELECT $2, id, $5 FROM notice
     WHERE office_id = $1 AND (id = ANY($3::bigint[]) OR id <= $4::bigint)
     ON CONFLICT DO NOTHING`,
    [officeId, personId, ids, upTo, at],
  );
}

/** Each returns the offices that were told. */
type Told = { readonly officeId: string };

/** Owners of other interventions that since `at` have a blocking finding with this one, once for each of theirs. */
export async function insertBlocking(
  db: Db,
  interventionId: string,
  officeId: string,
  at: Date,
): Promise<string[]> {
  const { rows } = await db.query<Told>(
    `WITH ${counterparts("severity = 'blocking' AND found_at = $3")}
     INSERT INTO notice (office_id, kind, intervention_id, own_intervention_id, at)
     SELECT office_id, 'blockingFinding', $1, id, $3 FROM counterpart WHERE office_id <> $2 ORDER BY id
     RETURNING office_id AS "officeId"`,
    [interventionId, officeId, at],
  );
  return rows.map((row) => row.officeId);
}

/** Owners of other interventions that stand in a blocking finding or a warning with this one. */
export async function insertMoved(
  db: Db,
  interventionId: string,
  officeId: string,
  state: InterventionState,
  at: Date,
): Promise<string[]> {
  const { rows } = await db.query<Told>(
    `WITH ${counterparts("severity IN ('blocking', 'warning') AND (ended_at IS NULL OR ended_at = $3)", true)}
     INSERT INTO notice (office_id, kind, intervention_id, own_intervention_id, details, at)
     SELECT office_id, 'counterpartMoved', $1, id, jsonb_build_object('state', $4::text), $3
     FROM counterpart WHERE office_id <> $2 ORDER BY id
     RETURNING office_id AS "officeId"`,
    [interventionId, officeId, at, state],
  );
  return rows.map((row) => row.officeId);
}

/** Interventions whose phases are the other side of findings about this one's. */
function counterparts(which: string, ended = false): string {
  const side = (own: string, other: string, when: string) =>
    `SELECT ${other} AS phase_id FROM finding WHERE ${when} AND class = 'interference' AND ${which}
       AND ${own} IN (SELECT id FROM phase WHERE intervention_id = $1)`;
  const sides = (when: string) => [
    side("a_phase_id", "b_phase_id", when),
    side("b_phase_id", "a_phase_id", when),
  ];
  return `counterpart AS (
    SELECT DISTINCT intervention.id, office_id
    FROM (${[...sides("ended_at IS NULL"), ...(ended ? sides("ended_at = $3") : [])].join(" UNION ")}) AS about
      JOIN phase ON phase.id = about.phase_id
      JOIN intervention ON intervention.id = phase.intervention_id
    WHERE intervention.id <> $1 AND intervention.deleted_at IS NULL
  )`;
}

/** Tells each of these offices of a dig, and at which of its networks it is. */
export async function insertUrgentDig(
  db: Db,
  interventionId: string,
  told: readonly {
    readonly officeId: string;
    readonly networks: readonly OwnedNetwork[];
    readonly ownId: string | null;
  }[],
  at: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO notice (office_id, kind, intervention_id, own_intervention_id, details, at)
     SELECT office, 'urgentDig', $1, own, jsonb_build_object('networks', networks), $5
     FROM unnest($2::text[], $3::uuid[], $4::jsonb[]) AS told (office, own, networks)`,
    [
      interventionId,
      told.map(({ officeId }) => officeId),
      told.map(({ ownId }) => ownId),
      told.map(({ networks }) => JSON.stringify(networks)),
      at,
    ],
  );
}

/** Tells each of these offices of a word about digging once with works of theirs. */
export async function insertProposal(
  db: Db,
  kind: Notice["kind"],
  interventionId: string,
  told: readonly { readonly officeId: string; readonly ownId: string }[],
  at: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO notice (office_id, kind, intervention_id, own_intervention_id, at)
     SELECT office, $2, $1, own, $5 FROM unnest($3::text[], $4::uuid[]) AS told (office, own)`,
    [interventionId, kind, told.map(({ officeId }) => officeId), told.map(({ ownId }) => ownId), at],
  );
}

/** Notices from before `readBefore` that somebody has read, and all from before `unreadBefore`. @returns how many */
export async function deleteNotices(
  db: Db,
  readBefore: Date,
  unreadBefore: Date,
  limit: number,
): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM notice WHERE id IN (
       SELECT id FROM notice
       WHERE at < $1 AND (at < $2 OR EXISTS (SELECT FROM notice_read WHERE notice_id = notice.id))
       ORDER BY at LIMIT $3
     )`,
    [readBefore, unreadBefore, limit],
  );
  return rowCount ?? 0;
}
