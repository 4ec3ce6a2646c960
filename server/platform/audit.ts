import type { Db } from "./db.ts";

export interface Change {
  readonly nowMs: number;
  readonly actorId: string;
  readonly action: "create" | "update" | "delete" | "transition" | "attach" | "detach" | "contacts";
  readonly entity:
    | "intervention"
    | "rule_parameter"
    | "no_dig_period"
    | "judgement"
    | "finding_comment"
    | "proposal"
    | "import"
    | "reexamination";
  readonly entityId: string;
  readonly before: object | null;
  readonly after: object | null;
  readonly requestId: string;
}

/** Writes down a change in the change's own transaction: neither is ever there without the other. */
export async function recordChange(db: Db, change: Change): Promise<void> {
  await db.query(
    `INSERT INTO audit_entry (at, actor_id, action, entity, entity_id, before, after, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      new Date(change.nowMs),
      change.actorId,
      change.action,
      change.entity,
      change.entityId,
      change.before === null ? null : JSON.stringify(change.before),
      change.after === null ? null : JSON.stringify(change.after),
      change.requestId,
    ],
  );
}

/** As `recordChange`, for many at once. */
export async function recordChanges(db: Db, changes: readonly Change[]): Promise<void> {
  await db.query(
    `INSERT INTO audit_entry (at, actor_id, action, entity, entity_id, before, after, request_id)
     SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::jsonb[], $8::text[])`,
    [
      changes.map(({ nowMs }) => new Date(nowMs)),
      changes.map(({ actorId }) => actorId),
      changes.map(({ action }) => action),
      changes.map(({ entity }) => entity),
      changes.map(({ entityId }) => entityId),
      changes.map(({ before }) => (before === null ? null : JSON.stringify(before))),
      changes.map(({ after }) => (after === null ? null : JSON.stringify(after))),
      changes.map(({ requestId }) => requestId),
    ],
  );
}

export interface AuditEntry {
  readonly at: Date;
  readonly actorId: string;
  readonly action: Change["action"];
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** Changes of one thing, the oldest first. */
export async function listChanges(db: Db, entity: Change["entity"], entityId: string): Promise<AuditEntry[]> {
  const { rows } = await db.query<AuditEntry & { id: number }>(
    `SELECT at, actor_id AS "actorId", action, before, after
     FROM audit_entry WHERE entity = $1 AND entity_id = $2 ORDER BY id`,
    [entity, entityId],
  );
  return rows;
}
