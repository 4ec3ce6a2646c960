import type { ChangeKind, LiveEvent } from "../../../domain/live/contract.ts";
import type { Db } from "../../platform/db.ts";

/** An event as kept: for anybody, or for those of one office. */
export interface StoredEvent extends LiveEvent {
  readonly officeId: string | null;
}

/** What this transaction can see: the id of what its readers have heard up to now. */
export async function readSnapshot(db: Db): Promise<string> {
  const { rows } = await db.query<{ snapshot: string }>("SELECT pg_current_snapshot()::text AS snapshot");
  return rows[0]!.snapshot;
}

const EVENT = `kind, change, intervention_id AS "interventionId", version, extent, office_id AS "officeId"`;

/**
 * Events that `after` could not see and this statement can, each given out once whatever the order in which
 * transactions began and ended. Within one reading by their number, which for one intervention is the order of
 * its changes: its row was locked before.
 */
export async function listSince(
  db: Db,
  after: string,
  limit: number,
): Promise<{ events: StoredEvent[]; snapshot: string }> {
  const { rows } = await db.query<{ events: StoredEvent[] | null; snapshot: string }>(
    `SELECT pg_current_snapshot()::text AS snapshot,
       (SELECT json_agg(to_json(fresh) ORDER BY fresh.id) FROM (
          SELECT id, ${EVENT} FROM event
          WHERE xid >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(xid, $1::pg_snapshot)
            AND pg_visible_in_snapshot(xid, pg_current_snapshot())
          ORDER BY id LIMIT $2
        ) AS fresh) AS events`,
    [after, limit],
  );
  const { events, snapshot } = rows[0]!;
  return { events: events ?? [], snapshot };
}

/** Events that `after` could not see and `upTo` could. */
export async function listBetween(
  db: Db,
  after: string,
  upTo: string,
  limit: number,
): Promise<StoredEvent[]> {
  const { rows } = await db.query<StoredEvent>(
    `SELECT ${EVENT} FROM event
     WHERE xid >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(xid, $1::pg_snapshot)
       AND pg_visible_in_snapshot(xid, $2::pg_snapshot)
     ORDER BY id LIMIT $3`,
    [after, upTo, limit],
  );
  return rows;
}

/**
 * Whether everything that `after` could not see is still kept. It is not when an event older than what is kept
 * is news to it, nor when it comes from another database: one that has counted farther than this.
 */
export async function isKeptSince(db: Db, after: string, keptFrom: Date): Promise<boolean> {
  const { rows } = await db.query<{ kept: boolean }>(
    `SELECT pg_snapshot_xmax($1::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot())
       AND NOT EXISTS (SELECT 1 FROM event WHERE at < $2 AND NOT pg_visible_in_snapshot(xid, $1::pg_snapshot)) AS kept`,
    [after, keptFrom],
  );
  return rows[0]!.kept;
}

/**
 * Takes away events from before `keptFrom` but for the one of the highest transaction, which stays to say up to
 * where there are none any more; and those of another database's count, which a copied folder may hold.
 */
export async function pruneEvents(db: Db, keptFrom: Date): Promise<void> {
  await db.query(
    `DELETE FROM event
     WHERE (at < $1 AND xid < (SELECT max(xid) FROM event WHERE at < $1))
       OR xid >= pg_snapshot_xmax(pg_current_snapshot())`,
    [keptFrom],
  );
}

export interface ChangedGround {
  readonly interventionId: string;
  /** West, south, east, north of each piece of ground before and after, EPSG:32632 metres. */
  readonly boxes: readonly (readonly [number, number, number, number])[];
}

/** The versions are read from the interventions, which this transaction has just written. */
export async function insertChanges(
  db: Db,
  change: ChangeKind,
  changed: readonly ChangedGround[],
  at: Date,
): Promise<void> {
  const boxes = changed.flatMap(({ boxes: own }, index) => own.map((box) => [index + 1, ...box] as const));
  const side = (number: 0 | 1 | 2 | 3 | 4) => boxes.map((box) => box[number]);
  await db.query(
    `INSERT INTO event (at, kind, change, intervention_id, version, extent)
     SELECT $2, 'intervention', $1, id, version, ${DEGREES}
     FROM unnest($3::uuid[]) WITH ORDINALITY AS changed (intervention, number)
       JOIN intervention ON intervention.id = changed.intervention
       LEFT JOIN (
         SELECT of, ST_Transform(ST_SetSRID(ST_Extent(ST_MakeEnvelope(w, s, e, n))::geometry, 32632), 4326) AS area
         FROM unnest($4::integer[], $5::float8[], $6::float8[], $7::float8[], $8::float8[]) AS box (of, w, s, e, n)
         GROUP BY of
       ) AS ground ON ground.of = changed.number
     ORDER BY number`,
    [
      change,
      at,
      changed.map(({ interventionId }) => interventionId),
      side(0),
      side(1),
      side(2),
      side(3),
      side(4),
    ],
  );
}

const DEGREES = `CASE WHEN area IS NOT NULL THEN
  ARRAY[ST_XMin(area), ST_YMin(area), ST_XMax(area), ST_YMax(area)] END`;

/**
 * An event for each other intervention whose findings this transaction's changes brought or took away at `at`.
 * @returns their ids
 */
export async function insertTouched(db: Db, interventionIds: readonly string[], at: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `WITH own AS (SELECT id FROM phase WHERE intervention_id = ANY ($1::uuid[])),
     touched AS (
       SELECT b_phase_id AS phase_id FROM finding
       WHERE ended_at IS NULL AND found_at = $2 AND a_phase_id IN (SELECT id FROM own)
       UNION SELECT a_phase_id FROM finding
       WHERE ended_at IS NULL AND found_at = $2 AND b_phase_id IN (SELECT id FROM own)
       UNION SELECT b_phase_id FROM finding WHERE ended_at = $2 AND a_phase_id IN (SELECT id FROM own)
       UNION SELECT a_phase_id FROM finding WHERE ended_at = $2 AND b_phase_id IN (SELECT id FROM own)
     )
     INSERT INTO event (at, kind, intervention_id, version, extent)
     SELECT $2, 'findings', id, version, ${DEGREES}
     FROM (
       SELECT intervention.id, version,
         ST_Transform(ST_SetSRID(ST_Extent(phase.geom)::geometry, 32632), 4326) AS area
       FROM touched
         JOIN phase AS named ON named.id = touched.phase_id AND named.intervention_id <> ALL ($1::uuid[])
         JOIN intervention ON intervention.id = named.intervention_id
         JOIN phase ON phase.intervention_id = intervention.id AND NOT phase.removed
       GROUP BY intervention.id, version
     ) AS other
     ORDER BY id
     RETURNING intervention_id AS id`,
    [interventionIds, at],
  );
  return rows.map(({ id }) => id);
}

export async function insertForOffices(
  db: Db,
  kind: "notices" | "judgements",
  officeIds: readonly string[],
  at: Date,
): Promise<void> {
  await db.query("INSERT INTO event (at, kind, office_id) SELECT $2, $3, unnest($1::text[])", [
    officeIds,
    at,
    kind,
  ]);
}

/** Findings anywhere may be others by now. */
export async function insertAllFindings(db: Db, at: Date): Promise<void> {
  await db.query("INSERT INTO event (at, kind) VALUES ($1, 'findings')", [at]);
}

/** What stands beside an intervention is another: nothing of it that its version counts. */
export async function insertBeside(db: Db, interventionId: string, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO event (at, kind, change, intervention_id, version)
     SELECT $2, 'intervention', 'updated', id, version FROM intervention WHERE id = $1`,
    [interventionId, at],
  );
}
