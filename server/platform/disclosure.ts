import type { AnyEndpoint, Disclosure } from "../../domain/contract/endpoint.ts";
import type { Actor } from "./actor.ts";
import type { Db } from "./db.ts";

interface Read {
  readonly endpoint: AnyEndpoint;
  readonly response: unknown;
  readonly actor: Actor;
  readonly requestId: string;
  readonly nowMs: number;
}

/** Writes the read log's row. @throws when it cannot: the read then fails with it. */
export async function recordDisclosure(db: Db, read: Read): Promise<void> {
  const { category, fields, purpose, subjects } = read.endpoint.discloses as Disclosure<unknown>;
  const subjectIds = subjects(read.response);
  if (subjectIds.length === 0) return;
  await db.query(
    `INSERT INTO disclosure (at, actor_id, endpoint, category, subject_ids, fields, purpose, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      new Date(read.nowMs),
      read.actor.id,
      read.endpoint.id,
      category,
      subjectIds,
      fields,
      purpose,
      read.requestId,
    ],
  );
}
