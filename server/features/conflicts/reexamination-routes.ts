import { refuse } from "../../../domain/contract/problems.ts";
import { getReexamination, moveReexamination } from "../../../domain/rules-catalogue/contract.ts";
import { recordChange } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import { implement } from "../../platform/implement.ts";
import { findLatestReexamination, resume, stop } from "./reexamine.ts";

interface Change {
  readonly nowMs: number;
  readonly actor: { readonly id: string };
  readonly requestId: string;
}

const record = (db: Db, id: number, after: string, { nowMs, actor, requestId }: Change) =>
  recordChange(db, {
    nowMs,
    actorId: actor.id,
    action: "update",
    entity: "reexamination",
    entityId: String(id),
    before: null,
    after: { state: after },
    requestId,
  });

/** @param examineAgain sets the job going, in the request's own transaction */
export function reexaminationRoutes(examineAgain: (db: Db) => Promise<unknown>) {
  return [
    implement(getReexamination)(async ({ db }) => ({ reexamination: await findLatestReexamination(db) })),

    implement(moveReexamination)(async ({ db, params: { reexaminationId }, body: { move }, ...change }) => {
      const isMoved = await (move === "stop" ? stop : resume)(db, reexaminationId);
      if (!isMoved) return refuse("version-conflict");
      await record(db, reexaminationId, move === "stop" ? "stopped" : "waiting", change);
      if (move === "resume") await examineAgain(db);
      return { reexamination: await findLatestReexamination(db) };
    }),
  ];
}
